/** A clock follows whoever is responsible: it counts by the calendar and the commune of the agency that has the work now. */
import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import type { TaskId } from '../../ids.ts';
import type { Procedure } from '../../procedures/language/types.ts';
import type { BusinessCalendar } from '../../time/calendar-types.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant, type PlainDay } from '../../time/instant.ts';
import type { Definition, Filing } from '../state/commands.ts';
import type { Offices } from '../state/state.ts';
import { project } from '../views/projection.ts';
import { recalendar } from './recalendar.ts';

/** Thursday. */
const START = at('2026-03-05 08:00');
const EXAMINE = 'examine.1' as TaskId;
const EXAMINE_CLOCK = 'task:examine.1';
const SATURDAY: BusinessCalendar = {
  ...CALENDARS.office,
  id: 'saturday',
  hours: CALENDARS.office.hours.map((rule) => ({ ...rule, week: { ...rule.week, 6: [[450, 690]] } })),
};
const OFFICES: Offices = {
  [AGENCIES.owner]: { area: 'old-commune', parent: OTHER_WARD },
  [OTHER_WARD]: { area: 'new-commune', calendar: 'saturday' },
};

function at(local: string): Instant {
  return instant(`${local.replace(' ', 'T')}:00+07:00`);
}

function localOf(instant: Instant | null | undefined): string | null {
  return instant == null
    ? null
    : new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function accepted(change: Partial<Procedure> = {}, filing: Partial<Filing> = {}, yaml = PERMIT_YAML): Play {
  const definition = definitionOf(yaml, change);
  const play = new Play({ ...definition, calendars: { ...CALENDARS, saturday: SATURDAY } }, START);
  play.do(PEOPLE.receptionist, filingOf(play.definition, { offices: OFFICES, ...filing }));
  play.do(
    PEOPLE.receptionist,
    yaml === PERMIT_YAML ? { type: 'accept' } : { type: 'classify', urgency: 'normal', owner: null },
  );
  return play;
}

function transfer(play: Play, when: string): void {
  play.now = at(when);
  play.do(PEOPLE.specialist, {
    type: 'transfer',
    taskId: EXAMINE,
    agency: OTHER_WARD,
    reason: content('why'),
  });
}

function dueOf({ case: { clocks }, definition, now }: Play, id: string): string | null {
  const clock = clocks.find((each) => each.id === id);
  return clock === undefined ? null : localOf(readClock(clock, definition.calendars, now).dueAt);
}

function closedIn(area: string, day: string, { calendars }: Definition) {
  const exception = {
    day: day as PlainDay,
    kind: 'off' as const,
    hours: null,
    name: { vi: 'Lũ lụt', en: 'Flood' },
    decision: 'QĐ',
    areas: [area],
  };
  return Object.fromEntries(
    Object.entries(calendars).map(([id, calendar]) => [
      id,
      id === 'always' ? calendar : { ...calendar, version: 2, exceptions: [exception] },
    ]),
  );
}

describe('a task that is transferred', () => {
  test('goes on by the Saturdays of the office that has it now, and so does the case, whose owner that is', () => {
    const play = accepted();
    expect([dueOf(play, EXAMINE_CLOCK), dueOf(play, 'case')]).toEqual([
      '2026-03-10 08:00',
      '2026-03-26 08:00',
    ]);
    transfer(play, '2026-03-06 08:00');
    // 3 days less 8:00 = 16:00: Fri 7:30, Sat 4:00, Mon 4:00 + 0:30.
    expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-09 14:00');
    // 15 days less 8:00 = 112:00: Fri 7:30, Sat 4:00, two weeks of 44:00, Mon 8:00, Tue 4:00 + 0:30.
    expect(dueOf(play, 'case')).toBe('2026-03-24 14:00');
  });

  test('is moved by a flood in the new commune, and by none in the old one', () => {
    const play = accepted();
    transfer(play, '2026-03-06 08:00');
    const moved = (area: string) => {
      const event = recalendar(
        play.case,
        play.definition,
        closedIn(area, '2026-03-09', play.definition),
        {},
        play.now,
      );
      return event?.type === 'calendar-changed' ? event.moved[EXAMINE_CLOCK] : null;
    };
    expect(moved('old-commune')).toBeUndefined();
    expect(localOf(moved('new-commune')?.after)).toBe('2026-03-10 14:00');
  });

  test('that was late already stays due when it was, and its lateness that of the office that was late', () => {
    const play = accepted();
    const before = play.case;
    transfer(play, '2026-03-11 08:00');
    const late = play.events.filter(({ at }) => at === play.now);
    expect(late.map(({ type, by }) => `${type} ${by}`)).toEqual([
      'escalation-level-reached engine',
      'clock-breached engine',
      'card-given engine',
      'task-transferred minh',
    ]);
    expect(late[2]).toMatchObject({ agency: AGENCIES.owner });
    expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-10 08:00');
    const { clocks } = project(before, late, play.definition);
    expect(clocks.find(({ id }) => id === EXAMINE_CLOCK)).toMatchObject({
      agency: AGENCIES.owner,
      missedAt: at('2026-03-10 08:00'),
    });
    play.until(at('2026-03-20 08:00'));
    expect(play.events.filter(({ type }) => type === 'clock-breached')).toHaveLength(1);
  });

  test('that was late is extended from the deadline that it missed, by whole days too', () => {
    const sla = { ...definitionOf(PERMIT_YAML).procedure.sla, counting: 'days' } as const;
    const play = accepted({ sla });
    expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-10 17:30');
    transfer(play, '2026-03-11 08:00');
    expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-10 17:30');
    play.do(PEOPLE.otherHead, {
      type: 'extend',
      by: { amount: 2, unit: 'working-days' },
      taskId: EXAMINE,
      reason: content('why'),
    });
    expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-12 17:30');
  });

  test('with the full term again begins a clock of its own, and the one before it is judged', () => {
    const play = accepted({ transfer: { max: 2, clock: 'reset' } });
    const before = play.case;
    transfer(play, '2026-03-11 08:00');
    expect(play.case.tasks[0]).toMatchObject({ agency: OTHER_WARD, clock: `${EXAMINE_CLOCK}~2` });
    // The full 24:00: Wed 7:30, Thu 8:00, Fri 8:00, Sat 0:30.
    expect(dueOf(play, `${EXAMINE_CLOCK}~2`)).toBe('2026-03-14 08:00');
    expect(play.events.at(-1)).toMatchObject({
      type: 'task-transferred',
      judged: { [EXAMINE_CLOCK]: { dueAt: at('2026-03-10 08:00') } },
    });
    const { clocks } = project(before, play.events.slice(before.version), play.definition);
    expect(clocks.map(({ id, agency, stoppedAt }) => [id, agency, localOf(stoppedAt)])).toEqual([
      [EXAMINE_CLOCK, AGENCIES.owner, '2026-03-11 08:00'],
      ['case', OTHER_WARD, null],
      [`${EXAMINE_CLOCK}~2`, OTHER_WARD, null],
    ]);
    play.do(PEOPLE.otherWard, {
      type: 'transfer',
      taskId: EXAMINE,
      agency: AGENCIES.owner,
      reason: content('no'),
    });
    expect(play.case.tasks[0]).toMatchObject({ clock: `${EXAMINE_CLOCK}~3` });
  });

  test('while the term stands still keeps what was left', () => {
    const play = accepted();
    play.now = at('2026-03-06 08:00');
    play.do(PEOPLE.head, {
      type: 'suspend',
      reason: content('storm'),
    });
    expect(play.case.status).toBe('suspended');
    play.now = at('2026-03-09 08:00');
    play.do(PEOPLE.head, { type: 'resume' });
    transfer(play, '2026-03-09 08:00');
    // 16:00 left: Mon 7:30, Tue 8:00, Wed 0:30.
    expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-11 08:00');
  });
});

test('a task that is raised goes on by the calendar of the agency above', () => {
  const play = accepted({
    escalations: [
      { at: { percent: 50 }, do: [{ do: 'raise' }] },
      { at: { percent: 100 }, do: [{ do: 'breach' }] },
    ],
  });
  // Half of 24:00 is reached on Fri 12:00 hours after the beginning: Thu 7:30, Fri 4:00 + 0:30.
  play.until(at('2026-03-06 14:00'));
  expect(play.case.tasks[0]).toMatchObject({ agency: OTHER_WARD, role: 'agency-head' });
  expect(play.case.clocks.find(({ id }) => id === EXAMINE_CLOCK)).toMatchObject({
    calendar: 'saturday',
    area: 'new-commune',
  });
  // 12:00 left: Fri 3:30, Sat 4:00, Mon 4:00 + 0:30.
  expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-09 14:00');
});

test('the card for what was late when it was raised is given to the office that was late, also after an outage', () => {
  const play = accepted({
    escalations: [
      { at: { percent: 100 }, do: [{ do: 'breach' }, { do: 'raise' }] },
      { at: { after: { amount: 1, unit: 'working-hours' } }, do: [{ do: 'card', colour: 'red' }] },
    ],
  });
  // Due on Tue 10 at 8:00; nothing runs until the day after, when both levels have come due.
  play.now = at('2026-03-11 08:00');
  play.do(THE_ENGINE, { type: 'tick' });
  expect(play.case.tasks[0]).toMatchObject({ agency: OTHER_WARD });
  const cards = play.events.filter((event) => event.type === 'card-given' && event.clock === EXAMINE_CLOCK);
  expect(cards).toMatchObject([{ agency: AGENCIES.owner, colour: 'red' }]);
});

test('an appeal is counted by the calendar of the agency above, and what was late below stays there', () => {
  const play = accepted({ appeal: { max: 1, direct: true } }, {}, POTHOLE_YAML);
  const done = (taskId: string, outcome: string) =>
    ({ type: 'complete', taskId: taskId as TaskId, outcome, reason: null, documents: [] }) as const;
  play.do(PEOPLE.specialist, done('handle.1', 'done'));
  play.do(PEOPLE.receptionist, done('check.1', 'approve'));
  play.do(PEOPLE.receptionist, { type: 'publish', content: content('said') });
  const before = play.case;
  play.do(PEOPLE.citizen, { type: 'appeal', reason: content('no'), to: OTHER_WARD });
  expect(play.case.clocks.find(({ id }) => id === 'case.2')).toMatchObject({ area: 'new-commune' });
  const { clocks } = project(before, play.events.slice(before.version), play.definition);
  expect(clocks.filter(({ id }) => id.startsWith('case')).map(({ id, agency }) => [id, agency])).toEqual([
    ['case', AGENCIES.owner],
    ['case.2', OTHER_WARD],
  ]);
});

test('a case that was filed before keeps the calendar of the office that gave it away', () => {
  const play = accepted({}, { edition: 1 });
  transfer(play, '2026-03-06 08:00');
  expect(dueOf(play, EXAMINE_CLOCK)).toBe('2026-03-10 08:00');
});
