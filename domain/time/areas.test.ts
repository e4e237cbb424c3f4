import { expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import { calendarIn } from './areas.ts';
import { hoursOn } from './calendar.ts';
import type { BusinessCalendar, CalendarException } from './calendar-types.ts';
import type { PlainDay } from './instant.ts';

const WEDNESDAY = '2026-03-04' as PlainDay;
const closure = (change: Partial<CalendarException> = {}): CalendarException => ({
  day: WEDNESDAY,
  kind: 'off',
  hours: null,
  name: { vi: 'Lũ', en: 'Flood' },
  decision: 'QĐ 9',
  ...change,
});
const withExceptions = (...exceptions: CalendarException[]): BusinessCalendar => ({
  ...CALENDARS.office,
  exceptions,
});

test('a closure declared for some communes holds there and nowhere else', () => {
  const calendar = withExceptions(closure({ areas: ['thuan-hoa', 'phu-xuan'] }));
  expect(hoursOn(calendarIn(calendar, 'phu-xuan'), WEDNESDAY)).toEqual([]);
  for (const elsewhere of ['huong-thuy', null])
    expect(hoursOn(calendarIn(calendar, elsewhere), WEDNESDAY)).toEqual(hoursOn(CALENDARS.office, WEDNESDAY));
  // Asked without a place, the calendar knows nothing of it.
  expect(hoursOn(calendar, WEDNESDAY)).toEqual(hoursOn(CALENDARS.office, WEDNESDAY));
});

const MORNING = [[450, 690]] as const;

test('what is declared for a commune goes before what is declared for all', () => {
  const own = closure({ areas: ['thuan-hoa'], kind: 'worked', hours: MORNING });
  const calendar = withExceptions(own, closure());
  expect(hoursOn(calendarIn(calendar, 'thuan-hoa'), WEDNESDAY)).toEqual(MORNING);
  expect(hoursOn(calendarIn(calendar, 'phu-xuan'), WEDNESDAY)).toEqual([]);
});

test('of two closures of one day the wider holds, whoever declared it', () => {
  const half = (more: Partial<CalendarException>) => closure({ hours: MORNING, ...more });
  const own = { areas: ['thuan-hoa'] };
  const hours = (...exceptions: CalendarException[]) =>
    hoursOn(calendarIn(withExceptions(...exceptions), 'thuan-hoa'), WEDNESDAY);
  expect(hours(half(own), closure())).toEqual([]);
  expect(hours(closure(own), half({}))).toEqual([]);
  expect(hours(half(own), half({}))).toEqual(MORNING);
});

test('a calendar without closures of communes is the same everywhere', () => {
  expect(calendarIn(CALENDARS.office, 'thuan-hoa')).toBe(CALENDARS.office);
});
