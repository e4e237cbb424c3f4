import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import { anyCalendar, anyTurns, DAY, lived, MINUTE, slowReading } from '../../test/support/slow-time.ts';
import { localDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { WholeDays } from './clock.ts';
import {
  pauseClock,
  readClock,
  restartClock,
  resumeClock,
  startClock,
  transferClock,
  usedBy,
} from './clocks.ts';
import type { DayLine } from './day-line.ts';
import { explainClock } from './explain.ts';
import { type Instant, instant, minutes, type PlainDay } from './instant.ts';

const MONDAY = instant('2026-03-02T08:00:00+07:00');
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

const stoodOn = (days: readonly DayLine[]) =>
  days
    .filter(({ stretches }) => stretches.some(({ what }) => what === 'supplement'))
    .map(({ day, until }) => [day, until]);
const clockTime = (at: Instant) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);

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
    // Monday from ten o'clock, then a week and a half, until the Wednesday at eight.
    expect(stoodOn(days)).toEqual([
      ['2026-03-02', '2026-03-02'],
      ['2026-03-03', '2026-03-06'],
      ['2026-03-09', '2026-03-10'],
      ['2026-03-11', '2026-03-11'],
    ]);
    expect(days[0]?.stretches.map(({ from, to, what }) => [clockTime(from), clockTime(to), what])).toEqual([
      ['07:30', '08:00', 'before'],
      ['08:00', '10:00', 'counted'],
      ['10:00', '11:30', 'supplement'],
      ['13:30', '17:30', 'supplement'],
    ]);
    expect(days.at(-1)?.stretches.at(-1)).toMatchObject({ from: dueAt, what: 'after' });
    expect(sum(days)).toBe(granted);
    expect(moves.map(({ entry, before, after, minutes }) => [entry.kind, before, after, minutes])).toEqual([
      ['start', null, instant('2026-03-04T08:00:00+07:00'), null],
      ['pause', instant('2026-03-04T08:00:00+07:00'), null, null],
      // The rest of Monday, six whole days, and half an hour.
      ['resume', null, dueAt, 330 + 6 * 480 + 30],
    ]);
  });

  test('begins its account anew with a full term', () => {
    const clock = restartClock(startClock('case', 'office', minutes(480), MONDAY), (MONDAY + DAY) as Instant);
    const { days, from } = explainClock(clock, CALENDARS, MONDAY);
    expect(from).toBe(MONDAY + DAY);
    expect(days[0]?.day).toBe('2026-03-03');
    expect(sum(days)).toBe(480);
  });

  test('paused twice for different reasons tells them apart, and joins only days that are alike', () => {
    const hour = (n: number) => (MONDAY + n * 60 * MINUTE) as Instant;
    const once = resumeClock(
      pauseClock(startClock('case', 'office', minutes(960), MONDAY), hour(0), 'supplement'),
      hour(48),
    );
    const { days, dueAt } = explainClock(pauseClock(once, hour(48), 'payment'), CALENDARS, hour(96));
    expect(dueAt).toBeNull();
    expect(
      days.map(({ day, until, stretches }) => [day, until, ...new Set(stretches.map(({ what }) => what))]),
    ).toEqual([
      ['2026-03-02', '2026-03-02', 'before', 'supplement'],
      ['2026-03-03', '2026-03-03', 'supplement'],
      ['2026-03-04', '2026-03-04', 'supplement', 'payment'],
      ['2026-03-05', '2026-03-05', 'payment'],
      ['2026-03-06', '2026-03-06', 'payment', 'after'],
    ]);
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

/** Milliseconds that counted, of days that stand one by one. */
const milliseconds = (days: readonly DayLine[]) =>
  days
    .flatMap(({ stretches }) => stretches)
    .reduce((all, { from, to, what }) => (what === 'counted' ? all + to - from : all), 0);

const begins = fc.integer({ min: 0, max: 400 * 24 * 3600 }).map((s) => (MONDAY + s * 1000) as Instant);
const anyBudget = fc.integer({ min: 1, max: 2_500 });

test('whatever befell a clock, its days up to the deadline are together exactly what was granted', () => {
  fc.assert(
    fc.property(anyCalendar, anyBudget, begins, anyTurns, (any, budget, from, turns) => {
      // Whole seconds: a ledger is written by people and machines, not on the minute.
      const clock = lived(startClock('case', 'any', minutes(budget), from), turns, 61_000);
      const now = clock.ledger.at(-1)?.at ?? from;
      const { dueAt, granted, days, consumed, calendar } = explainClock(clock, { any }, now);
      expect(sum(days)).toBe(dueAt === null ? consumed : granted);
      if (dueAt !== null) expect(milliseconds(days)).toBe(granted * MINUTE);
      expect(days.at(-1)?.total ?? 0).toBe(sum(days));
      for (const { open, stretches, day, until, reason } of days) {
        const hours = stretches.reduce((all, { from, to }) => all + to - from, 0);
        if (day === until) expect(hours).toBe(open.reduce((all, [a, b]) => all + b - a, 0) * MINUTE);
        if (open.length === 0) expect(reason, day).not.toBeNull();
      }
      expect(calendar.id).toBe('any');
    }),
    { numRuns: 500 },
  );
});

test('each day counts what a patient counter finds on it', () => {
  fc.assert(
    fc.property(anyCalendar, anyBudget, begins, anyTurns, (any, budget, begun, turns) => {
      const from = (begun - (begun % MINUTE)) as Instant;
      const clock = lived(startClock('case', 'any', minutes(budget), from), turns);
      const now = clock.ledger.at(-1)?.at ?? from;
      const slow = slowReading(clock, any, now, now + 400 * DAY);
      fc.pre(slow !== null);
      const { days } = explainClock(clock, { any }, now);
      const counted = days.filter((line) => line.counted > 0).map((line) => [line.day, line.counted]);
      expect(counted).toEqual([...(slow?.days ?? [])]);
    }),
    { numRuns: 150 },
  );
});

const WHOLE: readonly WholeDays[] = [
  { of: 'working', perDay: minutes(480), binds: 'office' },
  { of: 'calendar', perDay: minutes(1440), binds: 'office' },
  { of: 'calendar', perDay: minutes(1440), binds: 'citizen' },
];

test('of a term in whole days as many days count as it has, whatever befell it', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      fc.constantFrom(...WHOLE),
      fc.integer({ min: 1, max: 40 }),
      begins,
      anyTurns,
      (any, wholeDays, days, from, turns) => {
        const budget = minutes(days * wholeDays.perDay);
        const inDays = turns.map((turn) => ({ ...turn, by: Math.ceil(turn.by / 300) * wholeDays.perDay }));
        const clock = lived(startClock('case', 'any', budget, from, { wholeDays }), inDays, 61_000);
        const now = clock.ledger.at(-1)?.at ?? from;
        const found = explainClock(clock, { any }, now);
        // A pause may come after its last day, before the working day with which it ends.
        const consumed = Math.min(found.consumed, found.granted);
        expect(sum(found.days)).toBe(found.dueAt === null ? consumed : found.granted);
        expect(found.days.at(-1)?.total ?? 0).toBe(sum(found.days));
        // Its last line is the day with which it ends.
        if (found.dueAt !== null)
          expect(found.days.at(-1)?.day).toBe(localDay(any, (found.dueAt - 1) as Instant));
      },
    ),
    { numRuns: 300 },
  );
});

test('a clock that went to another agency is told by the hours of each, and adds up', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      anyCalendar,
      fc.constantFrom(undefined, WHOLE[0]),
      fc.integer({ min: 1, max: 20 }),
      begins,
      fc.integer({ min: 0, max: 20_000 }),
      (one, other, wholeDays, days, from, later) => {
        const here = { ...one, id: 'here', offsetMinutes: 420 };
        const there = { ...other, id: 'there', offsetMinutes: 420 };
        const both = { here, there };
        const more = wholeDays === undefined ? {} : { wholeDays };
        const clock = startClock('case', 'here', minutes(days * 480), from, more);
        const at = (from + later * MINUTE) as Instant;
        const due = readClock(clock, both, at).dueAt ?? at;
        fc.pre(due > at);
        const used = usedBy(clock, both, at);
        const moved = transferClock(clock, at, { from: 'hue.ward', calendar: 'there', area: null, used });
        const found = explainClock(moved, both, at);
        expect(sum(found.days)).toBe(found.granted);
        expect(found.moves[0]?.after).toBe(due);
        expect(found.moves[1]).toMatchObject({ before: due, after: found.dueAt });
      },
    ),
    { numRuns: 300 },
  );
});

test('the day of a transfer is told by the hours of both agencies', () => {
  const early: BusinessCalendar = {
    ...CALENDARS.office,
    hours: [
      {
        since: '2020-01-01' as PlainDay,
        months: [],
        week: Object.fromEntries([1, 2, 3, 4, 5, 6].map((day) => [day, [[360, 840]]])),
        decision: 'QĐ 3',
      },
    ],
    holidays: [],
    exceptions: [],
  };
  const both = { office: CALENDARS.office, early };
  const begun = startClock('case', 'office', minutes(960), instant('2026-03-06T07:30:00+07:00'));
  const at = instant('2026-03-06T10:00:00+07:00');
  const used = usedBy(begun, both, at);
  const clock = transferClock(begun, at, { from: 'hue.ward', calendar: 'early', area: null, used });
  const { days, movers, dueAt } = explainClock(clock, both, at);
  expect(
    days.map(({ day, stretches, counted }) => [
      day,
      counted,
      ...stretches.map(({ from, to }) => `${clockTime(from)}–${clockTime(to)}`),
    ]),
  ).toEqual([
    ['2026-03-06', 150, '07:30–10:00'],
    ['2026-03-06', 240, '10:00–14:00'],
    // The other agency opens on Saturdays.
    ['2026-03-07', 480, '06:00–14:00'],
    ['2026-03-08', 0],
    ['2026-03-09', 90, '06:00–07:30', '07:30–14:00'],
  ]);
  expect(dueAt).toBe(instant('2026-03-09T07:30:00+07:00'));
  expect(movers.map(({ kind }) => kind)).toEqual(['transfer']);
});
