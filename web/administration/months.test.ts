import { describe, expect, test } from 'vitest';
import type { BusinessCalendar, CalendarException, OpenHours } from '../../domain/time/calendar-types.ts';
import { type Day, monthsOf } from './months.ts';

const HOURS: OpenHours = [[450, 690]];
const CALENDAR: BusinessCalendar = {
  id: 'office',
  version: 1,
  name: { vi: 'Hành chính', en: 'Office' },
  offsetMinutes: 420,
  always: false,
  hours: [
    {
      since: '2020-01-01' as CalendarException['day'],
      months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      week: { 1: HOURS, 2: HOURS, 3: HOURS, 4: HOURS, 5: HOURS },
      decision: 'QĐ 1',
    },
  ],
  holidays: [
    {
      name: { vi: 'Quốc khánh', en: 'National Day' },
      decision: 'BLLĐ 112',
      from: null,
      until: null,
      substitute: false,
      rule: 'solar',
      month: 9,
      day: 2,
    },
  ],
  exceptions: [
    {
      day: '2026-11-21' as CalendarException['day'],
      kind: 'worked',
      hours: HOURS,
      name: { vi: 'Làm bù', en: 'Made up' },
      decision: 'QĐ 2',
    },
  ],
};

const day = (months: readonly (readonly Day[])[], month: number, date: number) =>
  months[month - 1]?.[date - 1];

describe('a year of a calendar', () => {
  test('has twelve months of as many days as they have, leap years too', () => {
    expect(monthsOf(CALENDAR, 2026, 'vi').map((month) => month.length)).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect(monthsOf(CALENDAR, 2028, 'vi')[1]).toHaveLength(29);
    expect(
      monthsOf(CALENDAR, 2026, 'vi')
        .flat()
        .map(({ date }) => date)
        .slice(29, 33),
    ).toEqual([30, 31, 1, 2]);
  });

  test('is open on working days, and has nothing to say of a weekend', () => {
    const months = monthsOf(CALENDAR, 2026, 'vi');
    expect(day(months, 11, 23)).toMatchObject({ isOpen: true, why: null });
    expect(day(months, 11, 22)).toMatchObject({ isOpen: false, why: null });
  });

  test('says in the reader’s language why a day is closed, or open out of turn', () => {
    expect(day(monthsOf(CALENDAR, 2026, 'vi'), 9, 2)).toMatchObject({ isOpen: false, why: 'Quốc khánh' });
    expect(day(monthsOf(CALENDAR, 2026, 'en'), 9, 2)).toMatchObject({ isOpen: false, why: 'National Day' });
    expect(day(monthsOf(CALENDAR, 2026, 'en'), 11, 21)).toMatchObject({ isOpen: true, why: 'Made up' });
  });
});
