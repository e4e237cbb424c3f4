import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import { anyCalendar, anyTurns, lived } from '../../test/support/slow-time.ts';
import { startClock } from './clocks.ts';
import { dayRunsOf } from './day-runs.ts';
import { explainClock } from './explain.ts';
import { type Instant, instant, minutes } from './instant.ts';

const MONDAY = instant('2026-03-02T07:30:00+07:00');

test('full days in a row are told as one, with their sum; a weekend stands between', () => {
  const clock = startClock('case', 'office', minutes(15 * 480), MONDAY);
  const { days, calendar } = explainClock(clock, CALENDARS, MONDAY);
  expect(
    dayRunsOf(days, calendar).map(({ day, until, days: n, counted, total }) => [
      day,
      until,
      n,
      counted,
      total,
    ]),
  ).toEqual([
    ['2026-03-02', '2026-03-06', 5, 5 * 480, 5 * 480],
    ['2026-03-07', '2026-03-08', 2, 0, 5 * 480],
    ['2026-03-09', '2026-03-13', 5, 5 * 480, 10 * 480],
    ['2026-03-14', '2026-03-15', 2, 0, 10 * 480],
    ['2026-03-16', '2026-03-20', 5, 5 * 480, 15 * 480],
  ]);
});

test('days of a year that is not announced stand apart from those of one that is', () => {
  const always = { ...CALENDARS.office, announcedUntil: 2026, holidays: [], exceptions: [] };
  const begins = instant('2026-12-30T07:30:00+07:00');
  const clock = startClock('case', 'office', minutes(3 * 480), begins);
  const { days, calendar, provisional } = explainClock(clock, { office: always }, begins);
  expect(dayRunsOf(days, calendar).map((run) => [run.day, run.until, run.provisional])).toEqual([
    ['2026-12-30', '2026-12-31', false],
    ['2027-01-01', '2027-01-01', true],
  ]);
  expect(provisional).toEqual([2027]);
});

/** Ledgers are written in milliseconds. */
const begins = fc.integer({ min: 0, max: 400 * 24 * 3_600_000 }).map((ms) => (MONDAY + ms) as Instant);

test('each length that is shown is that of its hours, and the total is the sum of the lines, whatever the milliseconds', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      fc.integer({ min: 1, max: 9_000 }),
      begins,
      anyTurns,
      (any, budget, from, turns) => {
        const clock = lived(startClock('case', 'any', minutes(budget), from), turns, 59_983);
        const now = clock.ledger.at(-1)?.at ?? from;
        const { days, calendar, dueAt, granted, consumed } = explainClock(clock, { any }, now);
        const runs = dayRunsOf(days, calendar);
        let total = 0;
        for (const run of runs) {
          const ran = run.stretches.filter(({ what }) => what === 'counted');
          const shown = ran.reduce((sum, { from: begun, to }) => sum + to - begun, 0);
          expect(run.counted).toBe(run.days * shown);
          total += run.counted;
          expect(run.total).toBe(total);
        }
        // No day is told twice or left out.
        expect(runs.reduce((sum, run) => sum + run.days, 0)).toBe(
          days.reduce(
            (sum, { day, until }) => sum + (Date.parse(until) - Date.parse(day)) / 86_400_000 + 1,
            0,
          ),
        );
        // Cutting to the minute takes or gives less than a minute at each end of a run of the clock.
        const ends = clock.ledger.length + 1;
        expect(Math.abs(total - (dueAt === null ? consumed : granted))).toBeLessThanOrEqual(ends);
      },
    ),
    { numRuns: 500 },
  );
});
