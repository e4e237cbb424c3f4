import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import { isOpen } from './calendar.ts';
import type { Clock } from './clock.ts';
import {
  extendClock,
  instantOfLevel,
  pauseClock,
  readClock,
  restartClock,
  resumeClock,
  startClock,
  stopClock,
} from './clocks.ts';
import { type Instant, instant, isoOf, minutes } from './instant.ts';

/** Monday; the sample office is open 7:30 to 11:30 and 13:30 to 17:30. */
const at = (text: string) => instant(`2026-03-${text}:00+07:00`);
const read = (clock: Clock, now: Instant) => readClock(clock, CALENDARS, now);
const due = (clock: Clock, now = at('02T08:00')) => {
  const { dueAt } = read(clock, now);
  return dueAt === null ? null : isoOf(dueAt);
};
const oneDay = () => startClock('c', 'office', minutes(480), at('02T08:00'));

describe('a clock', () => {
  test('of one working day runs eight working hours, not twenty-four', () => {
    expect(due(oneDay())).toBe(isoOf(at('03T08:00')));
  });

  test('that is met at its very due instant is not breached, and a millisecond later it is', () => {
    const clock = oneDay();
    expect(read(stopClock(clock, at('03T08:00'), 'met'), at('09T08:00')).breached).toBe(false);
    expect(read(stopClock(clock, (at('03T08:00') + 1) as Instant, 'met'), at('09T08:00')).breached).toBe(
      true,
    );
    expect(read(clock, at('03T08:00')).breached).toBe(false);
    expect(read(clock, at('03T08:01')).breached).toBe(true);
  });

  test('that pauses over a weekend is credited no weekend', () => {
    const paused = pauseClock(
      startClock('c', 'office', minutes(480), at('06T16:30')),
      at('06T17:00'),
      'supplement',
    );
    expect(read(paused, at('08T12:00'))).toMatchObject({
      phase: 'paused',
      consumed: 30,
      remaining: 450,
      dueAt: null,
      breached: false,
    });
    expect(due(resumeClock(paused, at('09T07:30')))).toBe(isoOf(at('09T17:00')));
  });

  test('that runs over midnight loses nothing', () => {
    const clock = startClock('c', 'office', minutes(60), at('02T17:00'));
    expect(read(clock, at('03T00:00')).consumed).toBe(30);
    expect(due(clock)).toBe(isoOf(at('03T08:00')));
  });

  test('starts anew with its full budget, and forgets extensions of the term before', () => {
    const extended = extendClock(oneDay(), at('02T09:00'), minutes(480));
    expect(due(extended)).toBe(isoOf(at('04T08:00')));
    expect(due(restartClock(extended, at('05T08:00')))).toBe(isoOf(at('06T08:00')));
  });

  test('that has stopped is moved by nothing', () => {
    const stopped = stopClock(oneDay(), at('02T10:00'), 'met');
    expect(extendClock(stopped, at('03T08:00'), minutes(60))).toBe(stopped);
    expect(pauseClock(stopped, at('03T08:00'), 'suspension')).toBe(stopped);
    expect(resumeClock(stopped, at('03T08:00'))).toBe(stopped);
    expect(restartClock(stopped, at('03T08:00'))).toBe(stopped);
    expect(read(stopped, at('20T08:00'))).toMatchObject({ phase: 'stopped', consumed: 120 });
  });

  test('is not moved by the same pause, or the same resumption, twice', () => {
    const paused = pauseClock(oneDay(), at('02T09:00'), 'supplement');
    expect(pauseClock(paused, at('02T10:00'), 'suspension')).toBe(paused);
    const resumed = resumeClock(paused, at('03T09:00'));
    expect(resumeClock(resumed, at('03T10:00'))).toBe(resumed);
  });

  test('that begins tomorrow does not run today, also when it is paused and resumed before', () => {
    const clock = startClock('c', 'office', minutes(480), at('03T07:30'));
    const resumed = resumeClock(pauseClock(clock, at('02T15:00'), 'supplement'), at('02T16:00'));
    expect(read(resumed, at('02T17:00')).consumed).toBe(0);
    expect(due(resumed)).toBe(isoOf(at('03T17:30')));
  });

  test('that ran out before it was paused stays due when it was due', () => {
    const late = pauseClock(oneDay(), at('04T08:00'), 'supplement');
    expect(due(late)).toBe(isoOf(at('03T08:00')));
    expect(read(resumeClock(late, at('09T08:00')), at('09T08:00'))).toMatchObject({
      breached: true,
      remaining: 0,
    });
  });

  test('on the calendar that never closes runs day and night', () => {
    expect(due(startClock('c', 'always', minutes(24 * 60), at('06T17:00')))).toBe(isoOf(at('07T17:00')));
  });
});

describe('the escalation levels of a ladder', () => {
  const escalationLevel = (clock: Clock, where: Parameters<typeof instantOfLevel>[2]) => {
    const instantOf = instantOfLevel(clock, CALENDARS, where, 480);
    return instantOf === null ? null : isoOf(instantOf);
  };

  test('come at a share of the working time, never at midnight', () => {
    expect(escalationLevel(oneDay(), { percent: 75 })).toBe(isoOf(at('02T16:00')));
    expect(escalationLevel(startClock('c', 'office', minutes(960), at('02T08:00')), { percent: 50 })).toBe(
      isoOf(at('03T08:00')),
    );
  });

  test('come so long after the deadline, in office time', () => {
    expect(escalationLevel(oneDay(), { after: { amount: 8, unit: 'working-hours' } })).toBe(
      isoOf(at('04T08:00')),
    );
    expect(escalationLevel(oneDay(), { after: { amount: 1, unit: 'calendar-days' } })).toBe(
      isoOf(at('04T08:00')),
    );
  });

  test('wait while the clock stands still', () => {
    expect(escalationLevel(pauseClock(oneDay(), at('02T09:00'), 'supplement'), { percent: 75 })).toBeNull();
  });
});

test('however often it is paused, a clock has used exactly the minutes in which it ran and the office was open', () => {
  const start = at('02T00:00');
  const gaps = fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 3_000 }), (lengths, budget) => {
      let clock = startClock('c', 'office', minutes(budget), start);
      let now: number = start;
      let worked = 0;
      let reached: number | null = null;
      const pauses: number[] = [];
      lengths.forEach((length, n) => {
        const running = n % 2 === 0;
        for (let minute = 0; minute < length; minute++, now += 60_000) {
          if (!running || !isOpen(CALENDARS.office, now as Instant)) continue;
          worked += 1;
          if (worked === budget) reached = now + 60_000;
        }
        if (running) pauses.push(now);
        clock = running
          ? pauseClock(clock, now as Instant, 'supplement')
          : resumeClock(clock, now as Instant);
      });
      const reading = read(clock, now as Instant);
      expect(reading.consumed).toBe(worked);
      expect(reading.remaining).toBe(Math.max(budget - worked, 0));
      // Used up exactly as it was paused: no time was left, and none was overrun; it is due when it goes on.
      if (reached !== null && !pauses.includes(reached)) expect(reading.dueAt).toBe(reached);
    }),
    { numRuns: 150 },
  );
});
