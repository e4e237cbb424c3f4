/** For which years the state has announced its public holidays; the days of later years are provisional. */
import { localDay } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import { civilOf, numberOfDay } from './civil.ts';
import type { Instant, PlainDay } from './instant.ts';

/** The holidays of a year are announced before it begins: from this month on, the next year should be. */
const OCTOBER = 10;

/** Its holidays are those of the rules; which days are swapped, and which lie around Tết, is not decided. */
export function isProvisional(calendar: BusinessCalendar, day: PlainDay): boolean {
  return isUnannounced(calendar, civilOf(numberOfDay(day)).year);
}

export function isUnannounced({ announcedUntil, always }: BusinessCalendar, year: number): boolean {
  return !always && announcedUntil !== undefined && year > announcedUntil;
}

/** Years of a stretch of time that are not announced. */
export function provisionalYears(
  calendar: BusinessCalendar,
  term: { readonly from: Instant; readonly to: Instant },
): readonly number[] {
  const [first, last] = [term.from, term.to].map((at) => civilOf(numberOfDay(localDay(calendar, at))).year);
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, n) => first + n).filter((year) =>
    isUnannounced(calendar, year),
  );
}

/** The year that should be announced by now and is not: this one, or from October on the next; null: none. */
export function missingYear(calendar: BusinessCalendar, now: Instant): number | null {
  const { year, month } = civilOf(numberOfDay(localDay(calendar, now)));
  const years = month >= OCTOBER ? [year, year + 1] : [year];
  return years.find((each) => isUnannounced(calendar, each)) ?? null;
}
