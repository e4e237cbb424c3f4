import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { Clock, LedgerEntry } from './clock.ts';
import { pauseClock, restartClock, resumeClock, startClock } from './clocks.ts';
import { explainClock } from './explain.ts';
import { type Instant, instant, minutes, type PlainDay } from './instant.ts';

const MONDAY = instant('2026-03-02T08:00:00+07:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FLOOD: BusinessCalendar = {
  ...CALENDARS.office,
  exceptions: [
    {
      day: '2026-03-04' as PlainDay,
      kind: 'off',
      hours: null,
      name: { vi: 'Lũ', en: 'Flood' },
      decision: 'QĐ 9',
    },
    {
      day: '2026-03-05' as PlainDay,
      kind: 'off',
      hours: [[450, 690]],
      name: { vi: 'Nghỉ chiều', en: 'Afternoon off' },
      decision: 'QĐ 10',
    },
  ],
  holidays: [
    {
      name: { vi: 'Ngày lễ', en: 'Holiday' },
      decision: 'Luật',
      from: null,
      until: null,
      substitute: true,
      rule: 'solar',
      month: 3,
      day: 7,
    },
  ],
};
const calendars = { ...CALENDARS, office: FLOOD };
const sum = (days: readonly { readonly counted: number }[]) =>
  days.reduce((all, { counted }) => all + counted, 0);

describe('a clock', () => {
  test('tells day by day what counted, and why a day did not', () => {
    // 8:00 on Monday to the end of the fifth working day: 40 hours of office time.
    const { days, dueAt, granted } = explainClock(
      startClock('case', 'office', minutes(2400), MONDAY),
      calendars,
      MONDAY,
    );
    expect(
      days.map(({ day, until, counted, reason }) => [day, until, counted, reason?.kind ?? null]),
    ).toEqual([
      ['2026-03-02', '2026-03-02', 450, null],
      ['2026-03-03', '2026-03-03', 480, null],
      ['2026-03-04', '2026-03-04', 0, 'off'],
      ['2026-03-05', '2026-03-05', 240, 'off'],
      ['2026-03-06', '2026-03-06', 480, null],
      ['2026-03-07', '2026-03-07', 0, 'holiday'],
      ['2026-03-08', '2026-03-08', 0, 'weekend'],
      ['2026-03-09', '2026-03-09', 0, 'holiday'],
      ['2026-03-10', '2026-03-10', 480, null],
      ['2026-03-11', '2026-03-11', 270, null],
    ]);
    expect(days[7]?.reason).toMatchObject({ insteadOf: '2026-03-07', decision: 'Luật' });
    expect(sum(days)).toBe(granted);
    expect(dueAt).toBe(instant('2026-03-11T14:00:00+07:00'));
  });

  test('says for which days it stood still, and what each turn did to its deadline', () => {
    const begun = startClock('case', 'office', minutes(960), MONDAY);
    const paused = pauseClock(begun, (MONDAY + 2 * 60 * MINUTE) as Instant, 'supplement');
    const clock = resumeClock(paused, (MONDAY + 9 * DAY) as Instant);
    const { days, moves, dueAt, granted } = explainClock(clock, CALENDARS, (MONDAY + 9 * DAY) as Instant);
    expect(days.filter(({ isPaused }) => isPaused).map(({ day, until }) => [day, until])).toEqual([
      ['2026-03-02', '2026-03-02'],
      ['2026-03-03', '2026-03-06'],
      ['2026-03-09', '2026-03-10'],
      ['2026-03-11', '2026-03-11'],
    ]);
    expect(sum(days)).toBe(granted);
    expect(moves.map(({ entry, before, after }) => [entry.kind, before, after])).toEqual([
      ['start', null, instant('2026-03-04T08:00:00+07:00')],
      ['pause', instant('2026-03-04T08:00:00+07:00'), null],
      ['resume', null, dueAt],
    ]);
  });

  test('begins its account anew with a full term', () => {
    const clock = restartClock(startClock('case', 'office', minutes(480), MONDAY), (MONDAY + DAY) as Instant);
    const { days, from } = explainClock(clock, CALENDARS, MONDAY);
    expect(from).toBe(MONDAY + DAY);
    expect(days[0]?.day).toBe('2026-03-03');
    expect(sum(days)).toBe(480);
  });

  test('late tells by how much office time', () => {
    const { over, breached } = explainClock(
      startClock('case', 'office', minutes(60), MONDAY),
      CALENDARS,
      (MONDAY + DAY) as Instant,
    );
    expect([over, breached]).toEqual([420, true]);
  });
});

/** Whole seconds: a ledger is written by people and machines, not on the minute. */
const moment = fc.integer({ min: 0, max: 40 * 24 * 3600 }).map((s) => (MONDAY + s * 1000) as Instant);
const turns = fc.array(
  fc.record({
    kind: fc.constantFrom('pause', 'resume', 'extend', 'restart'),
    at: moment,
    by: fc.integer({ min: 1, max: 900 }),
  }),
  { maxLength: 6 },
);

function clockOf(
  budget: number,
  calendar: string,
  list: readonly { kind: string; at: Instant; by: number }[],
): Clock {
  let clock = startClock('case', calendar, minutes(budget), MONDAY);
  for (const { kind, at, by } of [...list].sort((a, b) => a.at - b.at)) {
    if (kind === 'pause') clock = pauseClock(clock, at, 'suspension');
    if (kind === 'resume') clock = resumeClock(clock, at);
    if (kind === 'restart') clock = restartClock(clock, at);
    if (kind === 'extend') {
      const entry: LedgerEntry = { kind, at, by: minutes(by) };
      clock = { ...clock, ledger: [...clock.ledger, entry] };
    }
  }
  return clock;
}

test('whatever befell a clock, its days up to the deadline are together exactly what was granted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.constantFrom('office', 'always'),
      turns,
      (budget, calendar, list) => {
        const { dueAt, granted, days, consumed } = explainClock(
          clockOf(budget, calendar, list),
          calendars,
          (MONDAY + 40 * DAY) as Instant,
        );
        if (dueAt === null) expect(sum(days)).toBe(consumed);
        else expect(sum(days)).toBe(granted);
        expect(days.at(-1)?.total ?? 0).toBe(sum(days));
      },
    ),
    { numRuns: 2_000 },
  );
});
