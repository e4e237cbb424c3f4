import type { BusinessCalendar, HolidayRule, HoursRule, OpenHours } from './calendar-types.ts';
import { civilOf, type DayNumber, dayNumber, numberOfDay, weekdayOf } from './civil.ts';
import { lunarDay } from './lunar.ts';

/** How far a substituted day off may lie from its holiday; Tết on a weekend pushes furthest. */
const FURTHEST_SUBSTITUTE = 14;
const FRIDAY = 5;

/** A day off by rule. */
export interface DayOff {
  readonly rule: HolidayRule;
  /** The weekend day on which the holiday itself fell; null: this is the day itself. */
  readonly insteadOf: DayNumber | null;
}

/** The usual hours of a day by its season and day of week, before holidays and exceptions. */
export function usualHours(calendar: BusinessCalendar, day: DayNumber): OpenHours {
  return seasonOf(calendar, day)?.week[weekdayOf(day)] ?? [];
}

/** The hours of a working Saturday that was swapped with a weekday: those of a Monday in that season. */
export function swappedHours(calendar: BusinessCalendar, day: DayNumber): OpenHours {
  return seasonOf(calendar, day)?.week[1] ?? [];
}

/** Of the rules in force on that day, the youngest. */
function seasonOf(calendar: BusinessCalendar, day: DayNumber): HoursRule | null {
  const { month } = civilOf(day);
  let found: HoursRule | null = null;
  for (const rule of calendar.hours) {
    const holds = numberOfDay(rule.since) <= day && (rule.months.length === 0 || rule.months.includes(month));
    if (holds && (found === null || rule.since >= found.since)) found = rule;
  }
  return found;
}

/**
 * The days off of a year by rule. A holiday on a weekend moves to the next weekday that has hours and is no holiday itself, for an
 * office that is open on Saturdays too (Labour Code 2019, article 111.3: the weekly day off is the law's, not the office's). Where
 * the substitute was announced otherwise (`substitute-settled`), the rule keeps out of it.
 */
export function holidaysOf(calendar: BusinessCalendar, year: number): ReadonlyMap<DayNumber, DayOff> {
  const settled = new Set(
    calendar.exceptions
      .filter(({ kind, areas }) => kind === 'substitute-settled' && areas === undefined)
      .map(({ day }) => numberOfDay(day)),
  );
  // The years beside it too: a substitute, or a day of the last lunar month, may lie beyond the turn of the year.
  const holidays = [year - 1, year, year + 1].flatMap((each) =>
    calendar.holidays
      .filter(({ from, until }) => (from === null || from <= each) && (until === null || each <= until))
      .map((rule) => ({ rule, day: dayOf(rule, each) })),
  );
  const days = new Map(holidays.map(({ rule, day }) => [day, { rule, insteadOf: null } as DayOff]));
  const moved = holidays
    .filter(({ rule, day }) => rule.substitute && !settled.has(day) && !isOfficeDay(calendar, day))
    .sort((a, b) => a.day - b.day);
  for (const { rule, day } of moved) {
    for (let next = day + 1; next <= day + FURTHEST_SUBSTITUTE; next++) {
      if (days.has(next) || !isOfficeDay(calendar, next)) continue;
      days.set(next, { rule, insteadOf: day });
      break;
    }
  }
  return new Map([...days].filter(([day]) => civilOf(day).year === year));
}

/** A weekday on which the office usually opens. */
function isOfficeDay(calendar: BusinessCalendar, day: DayNumber): boolean {
  return weekdayOf(day) <= FRIDAY && usualHours(calendar, day).length > 0;
}

function dayOf(rule: HolidayRule, year: number): DayNumber {
  return rule.rule === 'solar'
    ? dayNumber(year, rule.month, rule.day)
    : lunarDay(year, rule.month, rule.day) + rule.offset;
}
