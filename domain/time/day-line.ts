/** A day of a term: what counted of it, and what did not for which reason. */
import type { PauseReason, WholeDayKind } from '../vocabulary/clocks.ts';
import type { DayReason } from './calendar.ts';
import type { OpenHours } from './calendar-types.ts';
import { plainDay } from './civil.ts';
import type { Instant, PlainDay, WorkingMinutes } from './instant.ts';
import type { Span } from './legs.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Some of the hours in which the office was open, and what the clock made of them. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  /** `before` the term began; `after` the due instant (without one: after the end, or now); else why the clock stood still. */
  readonly what: 'counted' | 'before' | 'after' | PauseReason;
}

/** A day of the term, or several that are alike and did not count. */
export interface DayLine {
  readonly day: PlainDay;
  /** The last of them; the same day where it is one. */
  readonly until: PlainDay;
  readonly open: OpenHours;
  /** Minutes of that day that counted; together they are exactly what was granted. */
  readonly counted: WorkingMinutes;
  /** Up to the end of that day. */
  readonly total: WorkingMinutes;
  /** null: a usual working day. */
  readonly reason: DayReason | null;
  /** Its open hours, in order; of several days one, from the first hour to the last. None of a term in whole days. */
  readonly stretches: readonly Stretch[];
  /** Of a term in whole days: what became of the day; absent: it is counted to the minute. */
  readonly whole?: WholeDay;
}

/** What became of a whole day; of a pause, for what the clock stood still. */
export type WholeDay = WholeDayKind | PauseReason;

/** Lines of a part of the term, and what the term has used up by its end, in milliseconds. */
export interface DayLines {
  readonly lines: readonly DayLine[];
  readonly used: number;
}

/** The local days that a span touches; what ends at midnight ends with the day before it. */
export function daysIn({ from, to }: Span, offsetMinutes: number) {
  const offset = offsetMinutes * MINUTE;
  const first = Math.floor((from + offset) / DAY);
  const last = Math.floor((Math.max(to - 1, from) + offset) / DAY);
  return Array.from({ length: last - first + 1 }, (_, n) => ({
    number: first + n,
    day: plainDay(first + n),
    /** At which it begins. */
    midnight: (first + n) * DAY - offset,
  }));
}
