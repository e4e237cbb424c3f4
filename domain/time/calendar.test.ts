import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorking, hoursOn, isOpen, nextOpening, reasonOf, workingBetween } from './calendar.ts';
import { parseCalendars, parseNation } from './calendar-file.ts';
import type { BusinessCalendar, HolidayRule } from './calendar-types.ts';
import { numberOfDay, plainDay } from './civil.ts';
import { type Instant, instant, isoOf, minutes, type PlainDay } from './instant.ts';
import { lunarDay } from './lunar.ts';

const text = (file: string) => readFileSync(new URL(`../../procedures/${file}`, import.meta.url), 'utf8');
const nation = parseNation(text('base/calendars.yaml'), 'base');
if (!nation.ok) throw new Error(JSON.stringify(nation.problems));
const hue = parseCalendars(text('hue/calendars.yaml'), 'hue', nation.value);
if (!hue.ok) throw new Error(JSON.stringify(hue.problems));
const office = hue.value.find(({ id }) => id === 'office') as BusinessCalendar;

/** Weekdays without hours in a year. */
function daysOff(year: number): string[] {
  const first = numberOfDay(`${year}-01-01` as PlainDay);
  return Array.from({ length: 365 }, (_, n) => first + n)
    .filter((day) => ((day + 3) % 7) + 1 <= 5)
    .map(plainDay)
    .filter((day) => hoursOn(office, day).length === 0);
}

describe('the Vietnamese lunar calendar', () => {
  test.each([
    [2007, '2007-02-17'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2029, '2029-02-13'],
    [2030, '2030-02-02'],
  ])('Tết %i is on %s, also where China has another day', (year, day) => {
    expect(plainDay(lunarDay(year, 1, 1))).toBe(day);
  });

  test('the Hùng Kings’ day of 2025 to 2027 is as announced', () => {
    expect([2025, 2026, 2027].map((year) => plainDay(lunarDay(year, 3, 10)))).toEqual([
      '2025-04-07',
      '2026-04-26',
      '2027-04-16',
    ]);
  });
});

describe('the days off in Huế', () => {
  test('2025: as announced', () => {
    expect(daysOff(2025)).toEqual([
      '2025-01-01',
      '2025-01-27',
      '2025-01-28',
      '2025-01-29',
      '2025-01-30',
      '2025-01-31',
      '2025-04-07',
      '2025-04-30',
      '2025-05-01',
      '2025-05-02',
      '2025-09-01',
      '2025-09-02',
    ]);
    expect(hoursOn(office, '2025-04-26' as PlainDay)).toHaveLength(2);
  });

  test('2026: as announced, with Culture Day, and a substitute for the Hùng Kings’ Sunday', () => {
    expect(daysOff(2026)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      '2026-08-31',
      '2026-09-01',
      '2026-09-02',
      '2026-11-24',
    ]);
    expect(hoursOn(office, '2026-01-10' as PlainDay)).toHaveLength(2);
  });

  test('2027: by the rules, with substitutes for the weekend in Tết and for 1 May', () => {
    expect(daysOff(2027)).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-02-11',
      '2027-04-16',
      '2027-04-30',
      '2027-05-03',
      '2027-09-01',
      '2027-09-02',
      '2027-11-24',
    ]);
  });
});

describe('the turn of a year', () => {
  const base = {
    name: { vi: 'Lễ', en: 'Holiday' },
    decision: 'Luật',
    from: null,
    until: null,
    substitute: true,
  };
  const offOn = (rule: HolidayRule, day: string) => {
    const calendar = { ...office, exceptions: [], holidays: [rule] };
    return [hoursOn(calendar, day as PlainDay).length === 0, reasonOf(calendar, day as PlainDay)];
  };

  test('a holiday on its last day, a Sunday, has the first Monday of the next off', () => {
    const eve = { ...base, rule: 'solar', month: 12, day: 31 } as const;
    expect(offOn(eve, '2028-01-03')).toEqual([false, null]);
    expect(offOn(eve, '2024-01-01')).toEqual([true, expect.objectContaining({ insteadOf: '2023-12-31' })]);
  });

  test('a day of the last lunar month is one of the solar year after', () => {
    // The 23rd of the 12th month of the year that ends on 16 February 2026.
    expect(offOn({ ...base, rule: 'lunar', month: 12, day: 23, offset: 0 }, '2026-02-10')[0]).toBe(true);
    expect(offOn({ ...base, rule: 'lunar', month: 1, day: 1, offset: -30 }, '2027-12-27')[0]).toBe(true);
  });
});

describe('working time', () => {
  const at = (iso: string) => instant(`${iso}:00+07:00`);
  const plus = (from: string, amount: number) => isoOf(addWorking(office, at(from), minutes(amount)));

  test('hours change with the season', () => {
    expect(hoursOn(office, '2026-03-31' as PlainDay)).toEqual([
      [450, 690],
      [780, 1020],
    ]);
    expect(hoursOn(office, '2026-04-01' as PlainDay)).toEqual([
      [450, 690],
      [810, 1050],
    ]);
    expect(hoursOn(office, '2025-12-31' as PlainDay)).toEqual([
      [450, 690],
      [780, 1020],
    ]);
  });

  test('begins at the next opening on a weekend, at noon, and at the exact minute of closing', () => {
    for (const moment of ['2026-03-07T10:00', '2026-03-06T17:00', '2026-03-08T23:59'])
      expect(isoOf(nextOpening(office, at(moment)))).toBe(isoOf(at('2026-03-09T07:30')));
    expect(isoOf(nextOpening(office, at('2026-03-06T11:30')))).toBe(isoOf(at('2026-03-06T13:00')));
    expect(isOpen(office, at('2026-03-06T07:30'))).toBe(true);
  });

  test('one working day filed on Friday at closing ends on Monday at closing', () => {
    expect(plus('2026-03-06T17:00', 480)).toBe(isoOf(at('2026-03-09T17:00')));
  });

  test('runs past Tết without counting it', () => {
    expect(plus('2026-02-13T16:00', 120)).toBe(isoOf(at('2026-02-23T08:30')));
  });

  test('agrees with a clock that looks at every single minute', () => {
    const start = at('2026-01-01T00:00');
    const slow = (from: Instant, amount: number): Instant => {
      let [now, left] = [from as number, amount];
      while (left > 0) {
        if (isOpenByHand(now)) left -= 1;
        now += 60_000;
      }
      return now as Instant;
    };
    fc.assert(
      fc.property(fc.nat({ max: 500_000 }), fc.integer({ min: 1, max: 3_000 }), (minute, amount) => {
        const from = (start + minute * 60_000) as Instant;
        const end = addWorking(office, from, minutes(amount));
        expect(isoOf(end)).toBe(isoOf(slow(from, amount)));
        expect(workingBetween(office, from, end)).toBe(amount);
      }),
      { numRuns: 60 },
    );
  });

  test('no minute is lost or found by taking a stretch in two parts', () => {
    const start = at('2025-12-01T00:00');
    fc.assert(
      fc.property(fc.nat({ max: 500_000 }), fc.nat({ max: 50_000 }), fc.nat({ max: 50_000 }), (a, b, c) => {
        const [from, mid, to] = [
          start + a * 60_000,
          start + (a + b) * 60_000,
          start + (a + b + c) * 60_000,
        ] as [Instant, Instant, Instant];
        expect(workingBetween(office, from, mid) + workingBetween(office, mid, to)).toBe(
          workingBetween(office, from, to),
        );
      }),
    );
  });
});

/** Straight from the hours of the day, with no arithmetic of stretches. */
function isOpenByHand(at: number): boolean {
  const local = new Date(at + 7 * 3_600_000);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  return hoursOn(office, local.toISOString().slice(0, 10) as PlainDay).some(
    ([from, to]) => from <= minute && minute < to,
  );
}
