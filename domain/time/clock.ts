/**
 * An SLA clock: a budget of working minutes and a ledger of what started, suspended and moved it. Everything else
 * (consumed, remaining, due, breached) is derived from these and the calendar, so a deadline can always explain
 * itself, and no stored "overdue" can disagree with it.
 */
import type { ClockPhase, PauseReason, StopReason } from '../vocabulary/clocks.ts';
import type { BoundByTerm } from '../vocabulary/units.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { Instant, WorkingMinutes } from './instant.ts';

export type LedgerEntry =
  | { readonly kind: 'start'; readonly at: Instant }
  /** The term begins again, from its full budget; `budget`: another one, where the length of a month makes it so. */
  | {
      readonly kind: 'restart';
      readonly at: Instant;
      readonly budget?: WorkingMinutes;
      /** It was another term, counted otherwise; absent: the same. */
      readonly former?: Pick<Clock, 'calendar' | 'budget' | 'wholeDays'>;
    }
  | { readonly kind: 'pause'; readonly at: Instant; readonly why: PauseReason }
  | { readonly kind: 'resume'; readonly at: Instant }
  | { readonly kind: 'extend'; readonly at: Instant; readonly by: WorkingMinutes }
  /**
   * The work went to another agency: from here on the clock counts by its calendar and commune. `from`, `calendar` and `area` are
   * the former ones, `used` what the term had used up by these, in milliseconds.
   */
  | {
      readonly kind: 'transfer';
      readonly at: Instant;
      readonly from: string;
      readonly calendar: string;
      readonly area?: string;
      readonly used: number;
    }
  /**
   * It was judged: when it was due, by the calendar that it counted by then. Written when it ends, and when it is given more time
   * after its due instant; no calendar that comes later changes it. null: it stood still, and was due at no instant.
   */
  | { readonly kind: 'judge'; readonly at: Instant; readonly dueAt: Instant | null }
  /** It had passed its due instant when a calendar changed: that instant stands, whatever the new calendar says. */
  | { readonly kind: 'keep'; readonly at: Instant; readonly dueAt: Instant }
  /**
   * What was kept is counted by the calendar again. `missed`: the first due instant that it had missed; by a decision with force
   * for the past, as that calendar has it.
   */
  | { readonly kind: 'recount'; readonly at: Instant; readonly missed: Instant | null }
  | { readonly kind: 'stop'; readonly at: Instant; readonly why: StopReason };

/**
 * A term in days as the Civil Code 2015 (articles 147, 148) counts it: the day of the event does not count, and it ends with the end
 * of its last day; where that is a day off, of the next working day.
 */
export interface WholeDays {
  /** Which days count: those with office hours, or every one. */
  readonly of: 'working' | 'calendar';
  /** For so many minutes of budget and extensions one day stands. */
  readonly perDay: WorkingMinutes;
  /** Whose day it is that ends: the office's at closing time, a citizen's at 24:00. */
  readonly binds: BoundByTerm;
  /** The day of the event is the first, and the only one: `same-day`. */
  readonly includesFirst?: true;
}

export interface Clock {
  readonly id: string;
  /** The id of a BusinessCalendar of the case's definition. */
  readonly calendar: string;
  readonly budget: WorkingMinutes;
  readonly ledger: readonly LedgerEntry[];
  /** Escalation levels of the procedure's ladder that have fired on this clock; one that repeats, as often as it did. */
  readonly escalationLevels: readonly number[];
  /** A term that is counted in whole days; absent: to the minute. */
  readonly wholeDays?: WholeDays;
  /** The commune whose closures count; absent: only those of the whole calendar. */
  readonly area?: string;
  /** The office's own aim, in working minutes: before the budget is used up, and binding nobody. */
  readonly goal?: WorkingMinutes;
  /** The most that budget and extensions may come to, in working minutes. */
  readonly maximum?: WorkingMinutes;
}
export type Calendars = Readonly<Record<string, BusinessCalendar>>;

export interface ClockReading {
  readonly phase: ClockPhase;
  readonly consumed: WorkingMinutes;
  /** Budget with extensions, less consumed; never below zero. */
  readonly remaining: WorkingMinutes;
  /** The instant at which the budget is used up; null while paused, when it moves with time. For a stopped clock: as it was judged. */
  readonly dueAt: Instant | null;
  /** The clock ran past a due instant before it stopped (or before `now`). */
  readonly breached: boolean;
  /** The first due instant that it had passed when it was extended or began anew; null: none. */
  readonly missedAt: Instant | null;
}
