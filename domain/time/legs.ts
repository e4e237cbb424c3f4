/** The parts of a term by who had the work: each counted by the calendar and the commune of that agency. */
import type { BusinessCalendar } from './calendar-types.ts';
import type { Calendars, Clock } from './clock.ts';
import { calendarOf } from './clocks.ts';
import type { Instant } from './instant.ts';

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Leg extends Span {
  /** As it was at the end of this part. */
  readonly clock: Clock;
  readonly calendar: BusinessCalendar;
}

/** Of the present term; one where the work stayed with an agency. */
export function legsOf(clock: Clock, calendars: Calendars, term: Span): readonly Leg[] {
  const begun = clock.ledger.findLastIndex(({ kind }) => kind === 'start' || kind === 'restart');
  const ends = clock.ledger.flatMap((entry, n) => (entry.kind === 'transfer' && n > begun ? [n] : []));
  let from = term.from;
  return [...ends, clock.ledger.length].flatMap((n): Leg[] => {
    const part = clockBefore(clock, n);
    const to = Math.min(clock.ledger[n]?.at ?? term.to, term.to) as Instant;
    const leg = { clock: part, calendar: calendarOf(part, calendars), from, to };
    const isEmpty = to <= from && n < clock.ledger.length;
    from = Math.max(from, to) as Instant;
    return isEmpty ? [] : [leg];
  });
}

/** The clock as it was before the `n`th entry of its ledger: by the term that ran then, and the calendar of whoever had the work. */
export function clockBefore(clock: Clock, n: number): Clock {
  const later = clock.ledger.slice(n);
  const gone = later.find((entry) => entry.kind === 'transfer');
  const term = later.find((entry) => entry.kind === 'restart' && entry.former !== undefined);
  const former = term?.kind === 'restart' ? term.former : undefined;
  const isSoonerGone =
    gone !== undefined && (term === undefined || later.indexOf(gone) < later.indexOf(term));
  const { area: _, wholeDays: __, ...rest } = clock;
  const { calendar, budget, wholeDays } = former ?? clock;
  const { area } = gone ?? clock;
  return {
    ...rest,
    budget,
    calendar: isSoonerGone ? gone.calendar : calendar,
    ...(area === undefined ? {} : { area }),
    ...(wholeDays === undefined ? {} : { wholeDays }),
    ledger: clock.ledger.slice(0, n),
  };
}
