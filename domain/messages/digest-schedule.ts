/** When officers get their digest: when the office opens; and what counts as due soon and as new then. */
import { hoursOn, localDay, nextOpening } from '../time/calendar.ts';
import type { BusinessCalendar } from '../time/calendar-types.ts';
import { numberOfDay, plainDay } from '../time/civil.ts';
import type { Instant, PlainDay } from '../time/instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** In minutes after midnight, on a day without office hours: by then the calendar may have changed. */
const WITHOUT_HOURS = 7 * 60;

/** The first opening after that instant. */
export function nextDigestAfter(calendar: BusinessCalendar, after: Instant): Instant {
  const today = numberOfDay(localDay(calendar, after));
  const opening = openingOn(calendar, plainDay(today));
  return opening > after ? opening : openingOn(calendar, plainDay(today + 1));
}

function openingOn(calendar: BusinessCalendar, day: PlainDay): Instant {
  const minutes = calendar.always ? WITHOUT_HOURS : (hoursOn(calendar, day)[0]?.[0] ?? WITHOUT_HOURS);
  return (numberOfDay(day) * DAY + (minutes - calendar.offsetMinutes) * MINUTE) as Instant;
}

/** The day of the digest due at `at`, where it has office hours and is not over at `now`; null: there is no digest. */
export function digestDay(calendar: BusinessCalendar, at: Instant, now: Instant): PlainDay | null {
  const day = localDay(calendar, at);
  return localDay(calendar, now) === day && hoursOn(calendar, day).length > 0 ? day : null;
}

/** The end of the next day with office hours: what is due by then is due soon. */
export function soonUntil(calendar: BusinessCalendar | null, now: Instant): Instant {
  if (calendar === null || calendar.always) return (now + 2 * DAY) as Instant;
  const tomorrow = startOf(calendar, now, 1);
  return startOf(calendar, nextOpening(calendar, tomorrow), 1);
}

/** The beginning of the last day with office hours before today: what came since is new. */
export function freshSince(calendar: BusinessCalendar | null, now: Instant): Instant {
  if (calendar === null || calendar.always) return (now - DAY) as Instant;
  const today = numberOfDay(localDay(calendar, now));
  // A holiday is never longer than a month.
  for (let back = 1; back <= 31; back++)
    if (hoursOn(calendar, plainDay(today - back)).length > 0) return startOf(calendar, now, -back);
  return (now - DAY) as Instant;
}

/** Midnight at the beginning of the day that many days from that of `at`. */
function startOf(calendar: BusinessCalendar, at: Instant, days: number): Instant {
  const day = numberOfDay(localDay(calendar, at)) + days;
  return (day * DAY - calendar.offsetMinutes * MINUTE) as Instant;
}
