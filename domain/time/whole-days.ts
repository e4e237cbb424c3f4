/**
 * Terms in whole days, weeks, months and years (Civil Code 2015, articles 147 and 148): the day of the event does not count, the term
 * ends with the end of its last day, and where that is a day off, with the end of the next working day.
 */
import type { Term } from '../procedures/language/types.ts';
import { HORIZON_DAYS, hoursOnDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import { civilOf, type DayNumber, dayNumber, numberOfDay } from './civil.ts';
import type { WholeDays } from './clock.ts';
import type { Instant } from './instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type Counted = Pick<WholeDays, 'of' | 'binds'>;

/**
 * The end of the last of so many days after that of `from`; never at or before `from`, but then of the next working day.
 * @throws RangeError when the office never opens.
 */
export function endOfDays(
  calendar: BusinessCalendar,
  from: Instant,
  days: number,
  counted: Counted,
): Instant {
  let day = dayOf(calendar, from);
  for (let left = days, empty = 0; left > 0 && empty < HORIZON_DAYS; ) {
    day += 1;
    const isCounted = countsDay(calendar, day, counted);
    left -= isCounted ? 1 : 0;
    empty = isCounted ? 0 : empty + 1;
  }
  return endOfWorkingDay(calendar, day, counted, from);
}

/** Whether the office is still to close on that day. */
export function endsOnItsDay(calendar: BusinessCalendar, at: Instant): boolean {
  const day = dayOf(calendar, at);
  const closing = hoursOnDay(calendar, day).at(-1)?.[1];
  return closing !== undefined && at < day * DAY + (closing - calendar.offsetMinutes) * MINUTE;
}

/** How many days that count lie after the day of `from`, up to that of `to` and with it. */
export function daysBetween(
  calendar: BusinessCalendar,
  from: Instant,
  to: Instant,
  counted: Counted,
): number {
  if (to <= from) return 0;
  const last = dayOf(calendar, to);
  let days = 0;
  for (let day = dayOf(calendar, from) + 1; day <= last; day++)
    if (countsDay(calendar, day, counted)) days += 1;
  return days;
}

/** How many days a term of weeks, months or years has that begins on the day of `from`: to the last day of a shorter month. */
export function daysIn(calendar: BusinessCalendar, from: Instant, { amount, unit }: Term): number {
  const begin = dayOf(calendar, from);
  if (unit === 'weeks') return amount * 7;
  if (unit === 'months' || unit === 'years')
    return monthsLater(begin, unit === 'years' ? amount * 12 : amount) - begin;
  return amount;
}

function monthsLater(begin: DayNumber, months: number): DayNumber {
  const { year, month, day } = civilOf(begin);
  const first = (each: number) => dayNumber(year + Math.floor(each / 12), (each % 12) + 1, 1);
  const target = month - 1 + months;
  const length = first(target + 1) - first(target);
  return first(target) + Math.min(day, length) - 1;
}

function endOfWorkingDay(
  calendar: BusinessCalendar,
  from: DayNumber,
  { binds }: Counted,
  since: Instant,
): Instant {
  for (let day = from; day < from + HORIZON_DAYS; day++) {
    if (binds === 'citizen' && isSpared(calendar, day)) continue;
    const closing = hoursOnDay(calendar, day).at(-1)?.[1];
    if (closing === undefined) continue;
    const minute = binds === 'office' ? closing : 24 * 60;
    const end = day * DAY + (minute - calendar.offsetMinutes) * MINUTE;
    if (end > since) return end as Instant;
  }
  throw new RangeError(`the calendar ${calendar.id} has no open hour`);
}

/** Whether a day is one of those that the term counts. */
export function countsDay(calendar: BusinessCalendar, day: DayNumber, { of, binds }: Counted): boolean {
  if (binds === 'citizen' && isSpared(calendar, day)) return false;
  return of === 'calendar' || hoursOnDay(calendar, day).length > 0;
}

/** A closure whose decision lets the terms of citizens stand still. */
export function isSpared(calendar: BusinessCalendar, day: DayNumber): boolean {
  let found = sparing.get(calendar);
  if (found === undefined) {
    const days = calendar.exceptions.filter(
      ({ areas, sparesCitizens }) => areas === undefined && sparesCitizens === true,
    );
    found = new Set(days.map((each) => numberOfDay(each.day)));
    sparing.set(calendar, found);
  }
  return found.has(day);
}

/** Calendars are immutable values, and what was derived from one is derived once. */
const sparing = new WeakMap<BusinessCalendar, ReadonlySet<DayNumber>>();

function dayOf({ offsetMinutes }: BusinessCalendar, at: Instant): DayNumber {
  return Math.floor((at + offsetMinutes * MINUTE) / DAY);
}
