/** The public holidays of 2024 to 2035, by the rules alone and beside what was announced. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { LUNAR_DAYS } from '../../test/support/slow-time.ts';
import { hoursOn, reasonOf } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import { dayNumber, numberOfDay, plainDay, weekdayOf } from './civil.ts';
import { holidaysOf } from './holidays.ts';
import type { PlainDay } from './instant.ts';
import { lunarDay } from './lunar.ts';

const YEARS = Array.from({ length: 12 }, (_, n) => 2024 + n);
const { office } = loadCalendars(join(import.meta.dirname, '../../procedures'), 'hue').calendars;
if (office === undefined) throw new Error('Huế has no office calendar');
const byRule: BusinessCalendar = { ...office, exceptions: [] };

/** The days of a year on which offices would be open, and are not. */
function weekdaysOff(calendar: BusinessCalendar, year: number): string[] {
  const off: string[] = [];
  for (let day = dayNumber(year, 1, 1); day <= dayNumber(year, 12, 31); day++)
    if (weekdayOf(day) <= 5 && hoursOn(calendar, plainDay(day)).length === 0) off.push(plainDay(day));
  return off;
}

/** The platform's Chinese calendar: written by others, for another meridian, and with a rougher astronomy. */
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
});
function chineseDayOf(day: string): string {
  return chinese.format(new Date(`${day}T12:00:00+08:00`));
}

describe('the lunar holidays', () => {
  test.each(LUNAR_DAYS)('of %i: Tết on %s, Hùng Kings on %s', (year, tet, kings) => {
    expect(plainDay(lunarDay(year, 1, 1))).toBe(tet);
    expect(plainDay(lunarDay(year, 3, 10))).toBe(kings);
  });

  test('fall on the days that the platform computes, but where the new moon comes within a quarter of an hour of midnight', () => {
    // 6 February 2027, 23:56 in Beijing; 3 February 2030, 0:07: the platform's astronomy is not fine enough for these.
    const apart = YEARS.filter((year) => chineseDayOf(plainDay(lunarDay(year, 1, 1))) !== '1/1');
    expect(
      apart.every((year) => [2027, 2030].includes(year)),
      apart.join(),
    ).toBe(true);
    const kings = YEARS.filter((year) => chineseDayOf(plainDay(lunarDay(year, 3, 10))) !== '3/10');
    expect(kings).toEqual([]);
  });
});

describe('by the rules of the law', () => {
  test.each(YEARS)('%i has as many weekdays off as there are holidays, wherever these fall', (year) => {
    // Eleven, and Culture Day since 2026.
    expect(weekdaysOff(byRule, year)).toHaveLength(year >= 2026 ? 12 : 11);
  });

  test.each(YEARS)('%i: a day off instead stands for a holiday on a weekend, and comes after it', (year) => {
    for (const [day, { insteadOf }] of holidaysOf(byRule, year)) {
      if (insteadOf === null) continue;
      expect(weekdayOf(insteadOf), plainDay(day)).toBeGreaterThan(5);
      expect(weekdayOf(day), plainDay(day)).toBeLessThan(6);
      expect(day).toBeGreaterThan(insteadOf);
      expect(day - insteadOf).toBeLessThanOrEqual(5);
    }
  });

  test('no year runs out: a holiday of 2100 is known as one of today', () => {
    expect(weekdaysOff(byRule, 2100)).toHaveLength(12);
  });
});

describe('for an office that is open on Saturdays', () => {
  const saturday = [[450, 690]] as const;
  const open: BusinessCalendar = {
    ...byRule,
    hours: byRule.hours.map((rule) => ({ ...rule, week: { ...rule.week, 6: saturday } })),
  };

  test.each(['2027-05-03', '2028-09-04'])('a holiday on a Saturday moves to the Monday: %s', (day) => {
    expect(hoursOn(open, day as PlainDay)).toEqual([]);
    expect(reasonOf(open, day as PlainDay)).toMatchObject({ kind: 'holiday' });
  });

  test.each(YEARS)('%i has the same days off instead as for all others', (year) => {
    expect(weekdaysOff(open, year)).toEqual(weekdaysOff(byRule, year));
  });
});

describe('what was announced', () => {
  test('goes before the rules, and a swapped day is made up for', () => {
    for (const year of [2024, 2025, 2026]) {
      const worked = office.exceptions.filter(
        ({ day, kind }) => kind === 'worked' && day.startsWith(String(year)),
      );
      const off = weekdaysOff(office, year).length;
      expect(off - worked.length, String(year)).toBe(weekdaysOff(byRule, year).length);
      for (const { day } of worked) {
        expect(weekdayOf(numberOfDay(day))).toBe(6);
        expect(hoursOn(office, day).length).toBeGreaterThan(0);
      }
    }
  });

  test('National Day had its second day after it in 2021, and before it since; one day alone before', () => {
    const off = (year: number) => weekdaysOff(byRule, year).filter((day) => day.slice(5, 7) === '09');
    expect(off(2020)).toEqual(['2020-09-02']);
    expect(off(2021)).toEqual(['2021-09-02', '2021-09-03']);
    expect(off(2022)).toEqual(['2022-09-01', '2022-09-02']);
  });

  test('says of each day why it is off', () => {
    const why = (day: string) => reasonOf(office, day as PlainDay);
    expect(why('2026-02-17')).toMatchObject({
      kind: 'holiday',
      name: { vi: 'Tết Nguyên đán' },
      insteadOf: null,
    });
    expect(why('2026-04-27')).toMatchObject({ kind: 'holiday', insteadOf: '2026-04-26' });
    expect(why('2026-08-31')).toMatchObject({ kind: 'off', decision: 'Thông báo nghỉ lễ năm 2026' });
    expect(why('2026-08-22')).toMatchObject({ kind: 'worked' });
    expect(why('2026-11-28')).toEqual({ kind: 'weekend' });
    expect(why('2026-11-23')).toBeNull();
  });
});
