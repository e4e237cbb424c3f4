/** Mistakes that others made with deadlines, each asked of our rules. */
import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { TaskId } from '../../ids.ts';
import { addWorking, isOpen } from '../../time/calendar.ts';
import { readClock } from '../../time/clocks.ts';
import { instant, minutes } from '../../time/instant.ts';
import { evolve, isCaseClock } from '../state/evolve.ts';
import { decideMove } from './move.ts';

const FRIDAY = instant('2026-03-06T16:00:00+07:00');
const EXAMINE = 'examine.1' as TaskId;
const hours = (n: number) => minutes(n * 60);

function accepted(at = FRIDAY): Play {
  const play = new Play(definitionOf(PERMIT_YAML), at);
  const calendars = { office: 1, always: 1 };
  play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 }, calendars }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

const caseClock = (play: Play) => {
  const clock = play.case.clocks.find(isCaseClock);
  if (clock === undefined) throw new Error('no clock');
  return clock;
};
const dueAt = (play: Play) => readClock(caseClock(play), CALENDARS, play.now).dueAt;

describe('the clock of a case', () => {
  test('is not set anew by whatever else is done to the case', () => {
    const play = accepted();
    const { ledger } = caseClock(play);
    const document = { id: 'doc-x', rule: 'other', digest: 'e'.repeat(64) };
    play.until(addWorking(CALENDARS.office, FRIDAY, hours(2)));
    play.do(PEOPLE.specialist, { type: 'claim', taskId: EXAMINE });
    play.do(PEOPLE.specialist, { type: 'note', content: content('n') });
    play.do(PEOPLE.specialist, { type: 'attach', documents: [document] });
    play.do(PEOPLE.specialist, { type: 'release', taskId: EXAMINE });
    play.do(PEOPLE.head, { type: 'assign', taskId: EXAMINE, assignee: PEOPLE.secondSpecialist.user });
    play.do(PEOPLE.receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-1', how: 'cash' });
    const complete = {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    } as const;
    play.do(PEOPLE.secondSpecialist, complete);
    const back = {
      type: 'return',
      taskId: 'sign.1' as TaskId,
      step: 'examine',
      reason: content('again'),
    } as const;
    play.do(PEOPLE.head, back);
    expect(caseClock(play).ledger).toEqual(ledger);
  });

  test('keeps what it had used when its term is extended while it stands still', () => {
    const play = accepted();
    play.until(addWorking(CALENDARS.office, FRIDAY, hours(20)));
    play.do(PEOPLE.head, { type: 'suspend', reason: content('wait') });
    const { consumed, remaining } = readClock(caseClock(play), CALENDARS, play.now);
    play.until(addWorking(CALENDARS.office, play.now, hours(30)));
    play.do(PEOPLE.head, { type: 'resume' });
    const resumedAt = play.now;
    play.do(PEOPLE.head, {
      type: 'extend',
      by: { amount: 2, unit: 'working-days' },
      taskId: null,
      reason: content('more'),
    });
    expect(readClock(caseClock(play), CALENDARS, play.now)).toMatchObject({ consumed });
    expect(dueAt(play)).toBe(addWorking(CALENDARS.office, resumedAt, minutes(remaining + 960)));
  });

  test('that stands still keeps what it had left when its procedure gets another term', () => {
    const play = accepted();
    play.until(addWorking(CALENDARS.office, FRIDAY, hours(20)));
    play.do(PEOPLE.head, { type: 'suspend', reason: content('wait') });
    const { consumed, remaining } = readClock(caseClock(play), CALENDARS, play.now);
    play.until(addWorking(CALENDARS.office, play.now, hours(30)));
    const changed = PERMIT_YAML.replace('version: 1', 'version: 2');
    const to = definitionOf(changed.replace('15 working-days', '12 working-days'));
    const command = { type: 'move-procedure', to: to.ref, mapping: {}, reason: content('shorter') } as const;
    const moved = decideMove(
      play.case,
      orderOf(PEOPLE.administrator, command),
      play.now,
      play.definition,
      to,
    );
    if (!moved.ok) throw new Error(JSON.stringify(moved.refusal));
    const onward = new Play(to, play.now);
    onward.state = moved.events.reduce(evolve, play.case);
    onward.do(PEOPLE.head, { type: 'resume' });
    expect(readClock(caseClock(onward), CALENDARS, onward.now)).toMatchObject({ consumed, remaining });
    expect(dueAt(onward)).toBe(addWorking(CALENDARS.office, play.now, remaining));
  });

  test('credits nobody with a weekend that lay in a pause', () => {
    const play = accepted();
    play.do(PEOPLE.head, { type: 'suspend', reason: content('wait') });
    play.until(instant('2026-03-09T07:30:00+07:00'));
    play.do(PEOPLE.head, { type: 'resume' });
    expect(dueAt(play)).toBe(addWorking(CALENDARS.office, play.now, hours(120)));
  });
});

describe('an escalation', () => {
  test('before, at or after the deadline comes in office hours, never at midnight', () => {
    const play = accepted();
    play.until(addWorking(CALENDARS.office, FRIDAY, hours(200)));
    const escalationLevels = play.events.filter(({ type }) => type === 'escalation-level-reached');
    expect(escalationLevels.length).toBeGreaterThan(4);
    // The last minute before closing counts as open; the instant of closing itself is where it may end.
    for (const { at } of escalationLevels)
      expect(isOpen(CALENDARS.office, instant(new Date(at - 1).toISOString()))).toBe(true);
  });

  test('is the engine’s alone: nobody can make the time come', () => {
    const play = accepted();
    for (const actor of Object.values(PEOPLE)) {
      const order = { id: `tick-${actor.user}`, fingerprint: '', actor, expectedVersion: null };
      expect(play.give({ ...order, command: { type: 'tick' } })).toMatchObject({
        ok: false,
        refusal: { code: 'not-permitted' },
      });
    }
  });
});
