/** Working time and clocks against minutes counted one by one, on calendars and through lives at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  anyCalendar,
  anyTurns,
  DAY,
  lived,
  MINUTE,
  slowOffice,
  slowReading,
} from '../../test/support/slow-time.ts';
import { calendarIn } from './areas.ts';
import { addWorking, isOpen, nextOpening, workingBetween } from './calendar.ts';
import { readClock, startClock } from './clocks.ts';
import { type Instant, instant, minutes } from './instant.ts';

const NEW_YEAR = instant('2026-01-01T00:00:00Z');
const moment = fc.integer({ min: 0, max: 500 * 1440 }).map((n) => (NEW_YEAR + n * MINUTE) as Instant);
const area = fc.constantFrom(null, 'hither', 'yon', 'elsewhere');
/** A search that has not ended after so long is given up: such a calendar is nearly always closed. */
const FAR = 500 * DAY;

test('an office is open in exactly the minutes that its rules name', () => {
  fc.assert(
    fc.property(anyCalendar, area, moment, (rules, place, from) => {
      const calendar = calendarIn(rules, place);
      const slow = slowOffice(rules, place);
      for (let at: number = from; at < from + 30 * DAY; at += 15 * MINUTE)
        if (isOpen(calendar, at as Instant) !== slow(at)) expect.fail(new Date(at).toISOString());
    }),
    { numRuns: 150 },
  );
});

test('working time that is added ends in the minute that a patient counter reaches', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      area,
      moment,
      fc.integer({ min: 1, max: 2_500 }),
      (rules, place, from, amount) => {
        const calendar = calendarIn(rules, place);
        const slow = slowOffice(rules, place);
        let [at, left]: [number, number] = [from, amount];
        let opens: number | null = null;
        for (; left > 0 && at < from + FAR; at += MINUTE) {
          if (!slow(at)) continue;
          opens ??= at;
          left -= 1;
        }
        fc.pre(left === 0);
        const end = addWorking(calendar, from, minutes(amount));
        expect(end).toBe(at);
        expect(nextOpening(calendar, from)).toBe(opens);
        expect(workingBetween(calendar, from, end)).toBe(amount);
        expect(workingBetween(calendar, from, (end - 1) as Instant)).toBe(amount - 1);
      },
    ),
    { numRuns: 150 },
  );
});

test('a clock paused, resumed, extended, begun anew and stopped reads as if lived minute by minute', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      anyCalendar,
      area,
      moment,
      fc.integer({ min: 1, max: 2_500 }),
      anyTurns,
      fc.integer({ min: 0, max: 20_000 }),
      (rules, place, from, budget, turns, since) => {
        const more = place === null ? {} : { area: place };
        const clock = lived(startClock('c', 'any', minutes(budget), from, more), turns);
        const last = clock.ledger.at(-1)?.at ?? from;
        const now = (last + since * MINUTE) as Instant;
        const slow = slowReading(clock, rules, now, now + FAR);
        fc.pre(slow !== null);
        if (slow === null) return;
        const { phase, consumed, granted, dueAt } = slow;
        const ended = phase === 'stopped' ? last : now;
        expect(readClock(clock, { any: rules }, now)).toEqual({
          phase,
          consumed,
          remaining: Math.max(granted - consumed, 0),
          dueAt,
          breached: dueAt !== null && ended > dueAt,
          missedAt: null,
        });
        compared += 1;
      },
    ),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(150);
});
