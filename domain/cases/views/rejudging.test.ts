/** Clocks that have ended, and decisions with force for the past. */
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
import type { TaskId } from '../../ids.ts';
import {
  firstChangedDay,
  type PublishedVersion,
  withRetroactiveChanges,
} from '../../time/calendar-change.ts';
import type { BusinessCalendar } from '../../time/calendar-types.ts';
import { instant, type PlainDay } from '../../time/instant.ts';
import { clockHistory } from './clock-history.ts';
import { type Found, rejudge, wasLate } from './rejudging.ts';

const EXAMINE_CLOCK = 'task:examine.1';
const at = (local: string) => instant(`2026-03-${local}:00+07:00`);
const OFFICE = CALENDARS.office;

function closed(version: number, ...days: string[]): BusinessCalendar {
  const exceptions = days.map((day) => ({
    day: `2026-03-${day}` as PlainDay,
    kind: 'off' as const,
    hours: null,
    name: { vi: 'Lũ', en: 'Flood' },
    decision: 'QĐ',
  }));
  return { ...OFFICE, version, exceptions };
}

/** The examination, due after three working days on Thursday 5 March at 8:00, and done then. */
function examined(done: string) {
  const play = new Play(definitionOf(PERMIT_YAML), at('02T08:00'));
  play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.until(at(done));
  play.do(play.case.tasks[0]?.role === 'agency-head' ? PEOPLE.head : PEOPLE.specialist, {
    type: 'complete',
    taskId: 'examine.1' as TaskId,
    outcome: 'forward',
    reason: null,
    documents: [],
  });
  const past = clockHistory(play.events, EXAMINE_CLOCK);
  if (past === null) throw new Error('it had a clock');
  return past.clock;
}

function under(done: string, versions: readonly PublishedVersion[], newest: Found | null = null) {
  const office = withRetroactiveChanges(OFFICE, [{ calendar: OFFICE, retroactive: false }, ...versions]);
  return rejudge(examined(done), newest, { ...CALENDARS, office });
}

describe('a task that ended', () => {
  test('late because of what the decision covers becomes on time, and both judgements are there', () => {
    const found = under('05T11:00', [{ calendar: closed(2, '04'), retroactive: true }]);
    expect(found).toEqual({
      before: { dueAt: at('05T08:00'), missedAt: null },
      after: { dueAt: at('06T08:00'), missedAt: null },
    });
    expect(found && [wasLate(found.before, at('05T11:00')), wasLate(found.after, at('05T11:00'))]).toEqual([
      true,
      false,
    ]);
  });

  test('late stays late where its calendar leaves it late', () => {
    const found = under('09T11:00', [{ calendar: closed(2, '04'), retroactive: true }]);
    expect(found?.after.dueAt).toBe(at('06T08:00'));
    expect(found && wasLate(found.after, at('09T11:00'))).toBe(true);
  });

  test('is nothing to a day that its term did not touch', () => {
    expect(under('05T11:00', [{ calendar: closed(2, '11'), retroactive: true }])).toBeNull();
  });

  test('is not forgiven by a closure without force for the past that a later decision happens to carry along', () => {
    const found = under('05T11:00', [
      { calendar: closed(2, '04'), retroactive: false },
      { calendar: closed(3, '04', '11'), retroactive: true },
    ]);
    expect(found).toBeNull();
  });

  test('is judged back where the decision is withdrawn with force for the past', () => {
    const versions = [
      { calendar: closed(2, '04'), retroactive: true },
      { calendar: closed(3), retroactive: true },
    ];
    const newest = { dueAt: at('06T08:00'), missedAt: null };
    expect(under('05T11:00', versions, newest)?.after.dueAt).toBe(at('05T08:00'));
  });

  test('keeps an earlier judgement that a later decision does not touch', () => {
    const versions = [
      { calendar: closed(2, '04'), retroactive: true },
      { calendar: closed(3, '04', '11'), retroactive: true },
    ];
    expect(under('05T11:00', versions, { dueAt: at('06T08:00'), missedAt: null })).toBeNull();
  });
});

test('a task whose clock was given more time when it was late is judged by what it missed then', () => {
  const play = new Play(definitionOf(PERMIT_YAML), at('02T08:00'));
  play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.until(at('05T11:00'));
  play.do(PEOPLE.head, {
    type: 'extend',
    by: { amount: 2, unit: 'working-days' },
    taskId: 'examine.1' as TaskId,
    reason: content('why'),
  });
  play.do(PEOPLE.specialist, {
    type: 'complete',
    taskId: 'examine.1' as TaskId,
    outcome: 'forward',
    reason: null,
    documents: [],
  });
  const clock = clockHistory(play.events, EXAMINE_CLOCK)?.clock;
  const to = { ...CALENDARS, office: closed(2, '04') };
  expect(clock && rejudge(clock, null, to)).toMatchObject({
    before: { missedAt: at('05T08:00') },
    after: { missedAt: null },
  });
});

test('the first day that a version changes is known, unless hours or holidays are others', () => {
  expect(firstChangedDay(closed(2, '04', '11'), closed(3, '11', '09'))).toBe('2026-03-04');
  expect(firstChangedDay(closed(2, '04'), closed(3, '04'))).toBeNull();
  expect(firstChangedDay(OFFICE, { ...closed(2, '04'), hours: [] })).toBeNull();
});
