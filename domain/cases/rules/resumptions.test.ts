/** When clocks go on after a pause: by the cut-off of the day, and never due while the office is closed. */
import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { Procedure, Term } from '../../procedures/language/types.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant, type PlainDay } from '../../time/instant.ts';

const CUT_OFF = 15 * 60;

function at(local: string): Instant {
  return instant(`${local.replace(' ', 'T')}:00+07:00`);
}

function localOf(instant: Instant | null): string | null {
  return instant === null
    ? null
    : new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

interface Setting {
  readonly term: Term;
  readonly cutOff?: number | null;
  readonly change?: Partial<Procedure>;
  readonly worked?: string;
}

function accepted(begins: string, { term, cutOff = CUT_OFF, change = {}, worked }: Setting): Play {
  const base = definitionOf(PERMIT_YAML, change);
  const sla = { ...base.procedure.sla, total: term, sameDayUntil: cutOff };
  const exceptions =
    worked === undefined
      ? []
      : [
          {
            day: worked as PlainDay,
            kind: 'worked' as const,
            hours: null,
            name: { vi: 'Bù', en: 'Swap' },
            decision: 'QĐ',
          },
        ];
  const office = { ...CALENDARS.office, exceptions };
  const play = new Play(
    { ...base, procedure: { ...base.procedure, sla }, calendars: { ...CALENDARS, office } },
    at(begins),
  );
  play.do(PEOPLE.receptionist, filingOf(play.definition));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

function suspended(play: Play, from: string, to: string): string | null {
  play.now = at(from);
  play.do(PEOPLE.head, { type: 'suspend', reason: content('storm') });
  play.now = at(to);
  play.do(PEOPLE.head, { type: 'resume' });
  return dueOf(play);
}

function dueOf({ case: { clocks }, definition, now }: Play): string | null {
  const clock = clocks.find(({ id }) => id === 'case');
  return clock === undefined ? null : localOf(readClock(clock, definition.calendars, now).dueAt);
}

const days = (amount: number): Term => ({ amount, unit: 'working-days' });

describe('a clock that goes on', () => {
  test('after the cut-off goes on with the next working day: documents on Thursday at 16:30', () => {
    const play = accepted('2026-03-02 08:00', { term: days(3) });
    play.now = at('2026-03-03 08:00');
    play.do(PEOPLE.specialist, {
      type: 'request-supplement',
      taskId: 'examine.1' as never,
      missing: ['title'],
      reason: content('why'),
    });
    play.now = at('2026-03-05 16:30');
    play.do(PEOPLE.receptionist, {
      type: 'receive-supplement',
      documents: [{ id: 'd', rule: 'title', digest: 'd'.repeat(64) }],
    });
    // 24:00 less Mon 7:30 and Tue 0:30 = 16:00: nothing on Thu, Fri 8:00, Mon 8:00.
    expect(dueOf(play)).toBe('2026-03-09 17:30');
    expect(play.events.at(-1)).toMatchObject({ goesOn: { case: { at: at('2026-03-06 07:30') } } });
  });

  test('before the cut-off goes on at once', () => {
    const play = accepted('2026-03-02 08:00', { term: days(3) });
    expect(suspended(play, '2026-03-03 08:00', '2026-03-05 14:59')).toBe('2026-03-09 14:59');
    expect(play.events.at(-1)).not.toHaveProperty('goesOn');
  });

  test('begins again with the next working day, a swapped Saturday: Friday 2026-08-21 at 16:30', () => {
    const play = accepted('2026-08-19 08:00', {
      term: days(1),
      change: { suspension: { mode: 'restart' } },
      worked: '2026-08-22',
    });
    expect(suspended(play, '2026-08-19 09:00', '2026-08-21 16:30')).toBe('2026-08-22 17:30');
    const task = play.case.clocks.find(({ id }) => id === 'task:examine.2');
    expect(task?.ledger[0]?.at).toBe(at('2026-08-22 07:30'));
  });

  test('with nothing left is due when the office opens, not at 20:13', () => {
    const play = accepted('2026-03-02 07:30', { term: days(1), cutOff: null });
    expect(suspended(play, '2026-03-02 17:30', '2026-03-03 20:13')).toBe('2026-03-04 07:30');
  });

  test('of a term in months that begins again has as many days as they have then', () => {
    const term = { amount: 1, unit: 'months' } as const;
    const play = accepted('2026-01-05 08:00', {
      term,
      cutOff: null,
      change: { suspension: { mode: 'restart' } },
    });
    expect(dueOf(play)).toBe('2026-02-05 17:30');
    expect(suspended(play, '2026-01-06 08:00', '2026-02-10 08:00')).toBe('2026-03-10 17:30');
  });

  test('counts in whole days from the next, and the day of the pause is used up', () => {
    const play = accepted('2026-03-02 08:00', {
      term: days(5),
      cutOff: null,
      change: { sla: { ...definitionOf(PERMIT_YAML).procedure.sla, counting: 'days' } },
    });
    expect(dueOf(play)).toBe('2026-03-09 17:30');
    // Tue is used up, 4 are left from the day after Thu: Fri, Mon, Tue, Wed.
    expect(suspended(play, '2026-03-03 10:00', '2026-03-05 10:00')).toBe('2026-03-11 17:30');
  });

  test('within the day takes nothing of whole days', () => {
    const play = accepted('2026-03-02 08:00', {
      term: days(5),
      cutOff: null,
      change: { sla: { ...definitionOf(PERMIT_YAML).procedure.sla, counting: 'days' } },
    });
    expect(suspended(play, '2026-03-03 10:00', '2026-03-03 16:00')).toBe('2026-03-09 17:30');
  });
});

test('of a case that was filed before, time goes on at once', () => {
  const base = definitionOf(PERMIT_YAML);
  const sla = { ...base.procedure.sla, total: days(1), sameDayUntil: CUT_OFF };
  const play = new Play({ ...base, procedure: { ...base.procedure, sla } }, at('2026-03-02 08:00'));
  play.do(PEOPLE.receptionist, filingOf(play.definition, { edition: 1 }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  expect(suspended(play, '2026-03-02 09:00', '2026-03-03 16:30')).toBe('2026-03-04 15:30');
});
