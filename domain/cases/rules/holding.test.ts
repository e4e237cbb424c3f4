import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  PEOPLE,
  PERMIT_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { TaskId } from '../../ids.ts';
import { instant } from '../../time/instant.ts';
import { clockHistory } from '../views/clock-history.ts';
import { type Holding, holdingOf } from './holding.ts';

const { receptionist, specialist, secondSpecialist, head, otherWard } = PEOPLE;
const definition = definitionOf(PERMIT_YAML);
const EXAMINE = 'examine.1' as TaskId;
const at = (time: string) => instant(`2026-03-${time}:00+07:00`);

/** Accepted on Monday 2 March at 8:00; office hours are 7:30 to 11:30 and 13:30 to 17:30. */
function accepted(): Play {
  const play = new Play(definition, at('02T08:00'));
  play.do(receptionist, filingOf(definition, { facts: { area: 50 } }));
  play.do(receptionist, { type: 'accept' });
  return play;
}

function holding(play: Play, clock: string, now: string): Holding {
  const past = clockHistory(play.events, clock);
  if (past === null) throw new Error(`no clock ${clock}`);
  return holdingOf(play.events, past, definition.calendars, at(now));
}

const hands = ({ turns }: Holding) => turns.map(({ holder, agency, working }) => [agency, holder, working]);

describe('who held a task, and how long', () => {
  test('from the event that gave it to them to the one that took it, in office time', () => {
    const play = accepted();
    play.until(at('02T10:00'));
    play.do(specialist, { type: 'claim', taskId: EXAMINE });
    play.until(at('02T14:30'));
    play.do(specialist, { type: 'release', taskId: EXAMINE });
    play.until(at('02T15:30'));
    play.do(head, { type: 'assign', taskId: EXAMINE, assignee: secondSpecialist.user });
    play.until(at('03T08:30'));
    play.do(secondSpecialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    const held = holding(play, 'task:examine.1', '20T08:00');
    expect(hands(held)).toEqual([
      [AGENCIES.owner, null, 120],
      [AGENCIES.owner, specialist.user, 90 + 60],
      [AGENCIES.owner, null, 60],
      [AGENCIES.owner, secondSpecialist.user, 120 + 60],
    ]);
    expect(held).toMatchObject({ held: 330, idle: 180, late: null, paused: { working: 0, elapsed: 0 } });
  });

  test('a transfer begins a turn of nobody at the other agency', () => {
    const play = accepted();
    play.do(specialist, { type: 'claim', taskId: EXAMINE });
    play.until(at('02T10:00'));
    play.do(specialist, {
      type: 'transfer',
      taskId: EXAMINE,
      agency: OTHER_WARD,
      reason: content('not-ours'),
    });
    play.until(at('02T11:00'));
    play.do(otherWard, { type: 'claim', taskId: EXAMINE });
    expect(hands(holding(play, 'task:examine.1', '02T14:00'))).toEqual([
      [AGENCIES.owner, specialist.user, 120],
      [OTHER_WARD, null, 60],
      [OTHER_WARD, otherWard.user, 30 + 30],
    ]);
  });

  test('an escalation takes it out of the hands that were late', () => {
    const play = accepted();
    play.do(specialist, { type: 'claim', taskId: EXAMINE });
    play.until(at('09T08:00'));
    const { turns } = holding(play, 'task:examine.1', '09T08:00');
    expect(turns.map(({ role, holder }) => [role, holder])).toEqual([
      ['specialist', specialist.user],
      ['agency-head', null],
    ]);
  });
});

describe('how late', () => {
  test('by the clock of the office and by that of the citizen', () => {
    const play = accepted();
    // Three working days from Monday 8:00: Thursday 8:00. Done on Friday at 9:00.
    play.until(at('06T09:00'));
    play.do(head, { type: 'assign', taskId: EXAMINE, assignee: specialist.user });
    play.do(specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    const { dueAt, late } = holding(play, 'task:examine.1', '20T08:00');
    expect(dueAt).toBe(at('05T08:00'));
    expect(late).toEqual({ working: 8 * 60 + 60, elapsed: 25 * 60 });
  });

  test('a pause after the deadline is no lateness of the office, and the days of it are the citizen’s', () => {
    const play = accepted();
    play.do(specialist, { type: 'claim', taskId: EXAMINE });
    // Past the due instant, before the ladder takes it away (8 working hours after).
    play.until(at('05T10:00'));
    play.do(specialist, {
      type: 'request-supplement',
      taskId: EXAMINE,
      missing: ['title'],
      reason: content('missing'),
    });
    play.until(at('10T10:00'));
    play.do(receptionist, {
      type: 'receive-supplement',
      documents: [{ id: 'd9', rule: 'title', digest: 'd'.repeat(64) }],
    });
    const { late, paused, held, idle } = holding(play, 'task:examine.1', '10T11:00');
    expect(late).toEqual({ working: 120 + 60, elapsed: 5 * 24 * 60 + 180 });
    expect(paused).toEqual({ working: 3 * 480, elapsed: 5 * 24 * 60 });
    expect(held + idle).toBe(3 * 480 + 180);
  });
});

describe('of a whole case', () => {
  test('time in which any of its tasks was held is not counted twice, nor idle', () => {
    const wide = new Play(definition, at('02T08:00'));
    wide.do(receptionist, filingOf(definition, { facts: { area: 300 } }));
    wide.do(receptionist, { type: 'accept' });
    wide.do(specialist, { type: 'claim', taskId: EXAMINE });
    wide.until(at('02T09:00'));
    wide.do(specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    wide.until(at('02T10:00'));
    wide.do(PEOPLE.tax, { type: 'claim', taskId: 'consult.1.tax' as TaskId });
    wide.until(at('02T11:00'));
    wide.do(PEOPLE.fire, { type: 'claim', taskId: 'consult.1.fire-police' as TaskId });
    const { held, idle, turns } = holding(wide, 'case', '02T11:30');
    expect([held, idle]).toEqual([60 + 90, 60]);
    expect(turns.filter(({ holder }) => holder !== null)).toHaveLength(3);
  });
});
