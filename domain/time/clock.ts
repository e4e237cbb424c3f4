/**
 * An SLA clock: a budget of working minutes and a ledger of what started, suspended and moved it. Everything else
 * (consumed, remaining, due, breached) is derived from these and the calendar, so a deadline can always explain
 * itself, and no stored "overdue" can disagree with it.
 */
import type { BusinessCalendar } from './calendar-types.ts';
import type { Instant, WorkingMinutes } from './instant.ts';

export type PauseReason = 'supplement' | 'suspension';
export type StopReason = 'met' | 'cancelled';

export type LedgerEntry =
  /** The term begins (again, from its full budget, on `restart`). */
  | { readonly kind: 'start' | 'restart'; readonly at: Instant }
  | { readonly kind: 'pause'; readonly at: Instant; readonly why: PauseReason }
  | { readonly kind: 'resume'; readonly at: Instant }
  | { readonly kind: 'extend'; readonly at: Instant; readonly by: WorkingMinutes }
  | { readonly kind: 'stop'; readonly at: Instant; readonly why: StopReason };

export interface Clock {
  readonly id: string;
  /** The id of a BusinessCalendar of the case's definition. */
  readonly calendar: string;
  readonly budget: WorkingMinutes;
  readonly ledger: readonly LedgerEntry[];
  /** How many rungs of the procedure's ladder have fired on this clock. */
  readonly rungs: readonly number[];
}

export type ClockPhase = 'running' | 'paused' | 'stopped';
export type Calendars = Readonly<Record<string, BusinessCalendar>>;

export interface ClockReading {
  readonly phase: ClockPhase;
  readonly consumed: WorkingMinutes;
  /** Budget with extensions, less consumed; never below zero. */
  readonly remaining: WorkingMinutes;
  /** The instant at which the budget is used up; null while paused, when it moves with time. For a stopped clock: what it was. */
  readonly dueAt: Instant | null;
  /** True by the instants alone: the clock ran past its due instant before it stopped (or before `now`). */
  readonly breached: boolean;
}
