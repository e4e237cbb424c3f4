/** What may be published costs nobody more than a moment: calendars at random that pass the check, and the longest terms there are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCalendar, DAY } from '../../test/support/slow-time.ts';
import { AMOUNT_UNITS } from '../vocabulary/units.ts';
import { calendarIn } from './areas.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import { checkCalendar } from './check-calendar.ts';
import { readClock, startClock } from './clocks.ts';
import { type Instant, instant, minutes, type PlainDay } from './instant.ts';
import { budgetOf, isWithinTenYears } from './terms.ts';
import { daysBetween, daysIn, endOfDays } from './whole-days.ts';

const NOW = instant('2026-11-23T02:00:00Z');
const YEAR = 366 * DAY;
const calendar = fc
  .tuple(anyCalendar, fc.option(fc.integer({ min: 2027, max: 2045 })), fc.boolean())
  .map(([rules, year, isEmptied]): BusinessCalendar => {
    if (year === null) return rules;
    if (isEmptied)
      return {
        ...rules,
        hours: [...rules.hours, { since: `${year}-01-01` as PlainDay, months: [], week: {}, decision: 'QĐ' }],
      };
    const everyDay = Array.from({ length: 12 * 31 }, (_, n) => ({
      name: rules.name,
      decision: 'Luật',
      from: year,
      until: null,
      substitute: false,
      rule: 'solar' as const,
      month: Math.floor(n / 31) + 1,
      day: (n % 31) + 1,
    }));
    return { ...rules, holidays: [...rules.holidays, ...everyDay] };
  });

/** The most that a procedure may give, in that unit. */
function longest(unit: (typeof AMOUNT_UNITS)[number]): number {
  let amount = 1;
  while (isWithinTenYears(budgetOf({ amount: amount + 1, unit }, 480), unit)) amount += 1;
  return amount;
}
const UNITS = AMOUNT_UNITS.filter((unit) => !['working-minutes', 'working-hours', 'hours'].includes(unit));
const LONGEST = UNITS.map((unit) => ({ unit, amount: longest(unit) }));

test('no calendar that may be published makes a term of whole days throw or go on for ever', () => {
  fc.assert(
    fc.property(
      calendar,
      fc.constantFrom(...LONGEST),
      fc.constantFrom('office' as const, 'citizen' as const),
      fc.constantFrom(null, 'hither', 'yon'),
      fc.integer({ min: 0, max: 2_000 }),
      (rules, { unit, amount }, binds, area, days) => {
        fc.pre(checkCalendar(rules, NOW, 10).length === 0);
        const at = (NOW + days * DAY) as Instant;
        const of = unit === 'working-days' ? 'working' : 'calendar';
        const place = calendarIn(rules, area);
        const end = endOfDays(place, at, daysIn(place, at, { amount, unit }), { of, binds });
        expect(daysBetween(place, at, end, { of, binds })).toBeGreaterThanOrEqual(
          of === 'working' ? amount : 1,
        );
        if (of === 'calendar') expect(end - at).toBeLessThan(11 * YEAR);
      },
    ),
    { numRuns: 15 },
  );
});

test('nor one to the minute', () => {
  fc.assert(
    fc.property(calendar, fc.integer({ min: 0, max: 2_000 }), (rules, days) => {
      if (checkCalendar(rules, NOW, 10).length > 0) return;
      const at = (NOW + days * DAY) as Instant;
      const amount = longest('working-days');
      const clock = startClock('c', 'any', budgetOf({ amount, unit: 'working-days' }, 480), at);
      expect(readClock(clock, { any: rules }, at).dueAt).toBeGreaterThan(at);
    }),
    { numRuns: 40 },
  );
});

test('weeks, months and years beyond ten years are refused as days are', () => {
  expect(Object.fromEntries(LONGEST.map(({ unit, amount }) => [unit, amount]))).toEqual({
    'working-days': 2_650,
    'calendar-days': 3_660,
    weeks: 522,
    months: 120,
    years: 10,
  });
  expect(isWithinTenYears(minutes(0), 'same-day')).toBe(true);
});
