/** What one version of a calendar changed of the one before it, put onto another one. */
import type { BusinessCalendar, CalendarException } from './calendar-types.ts';
import type { PlainDay } from './instant.ts';

/** A version as it was published; `retroactive`: its decision has force for the past. */
export interface PublishedVersion {
  readonly calendar: BusinessCalendar;
  readonly retroactive: boolean;
}

/**
 * The calendar by which a clock was judged, with what decisions with force for the past changed since, and with nothing else: what came
 * without such force stays without it. `versions`: all of that calendar, the earliest first.
 */
export function withRetroactiveChanges(
  judgedBy: BusinessCalendar,
  versions: readonly PublishedVersion[],
): BusinessCalendar {
  let calendar = judgedBy;
  versions.forEach(({ calendar: to, retroactive }, n) => {
    const from = versions[n - 1]?.calendar;
    if (retroactive && to.version > judgedBy.version && from !== undefined)
      calendar = withChange(calendar, from, to);
  });
  return calendar;
}

/** The first day on which the two differ: no deadline before it can be another one. null: perhaps on any day. */
export function firstChangedDay(from: BusinessCalendar, to: BusinessCalendar): PlainDay | null {
  if (!isSame(from.hours, to.hours) || !isSame(from.holidays, to.holidays)) return null;
  const [before, after] = [textsOf(from), textsOf(to)];
  const days = [...from.exceptions, ...to.exceptions]
    .filter((each) => before.get(keyOf(each)) !== after.get(keyOf(each)))
    .map(({ day }) => day);
  return days.sort()[0] ?? null;
}

function withChange(own: BusinessCalendar, from: BusinessCalendar, to: BusinessCalendar): BusinessCalendar {
  const [before, after] = [textsOf(from), textsOf(to)];
  const isChanged = (exception: CalendarException) =>
    before.get(keyOf(exception)) !== after.get(keyOf(exception));
  return {
    ...own,
    version: to.version,
    hours: isSame(from.hours, to.hours) ? own.hours : to.hours,
    holidays: isSame(from.holidays, to.holidays) ? own.holidays : to.holidays,
    exceptions: [
      ...own.exceptions.filter((exception) => !isChanged(exception)),
      ...to.exceptions.filter(isChanged),
    ],
  };
}

function textsOf({ exceptions }: BusinessCalendar): ReadonlyMap<string, string> {
  return new Map(exceptions.map((exception) => [keyOf(exception), JSON.stringify(exception)]));
}

/** A day, for all or for the same communes. */
function keyOf({ day, areas }: CalendarException): string {
  return `${day} ${[...(areas ?? [])].sort().join()}`;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
