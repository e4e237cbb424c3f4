/**
 * An SLA clock: a budget of working minutes and a ledger of what started, suspended and moved it. Everything else
 * (consumed, remaining, due, breached) is derived from these and the calendar, so a deadline can always explain
 * itself, and no stored "overdue" can disagree with it.
 */
import type { ClockPhase, PauseReason, StopReason } from '../vocabulary/clocks.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { Instant, WorkingMinutes } from './instant.ts';

export type LedgerEntry =
  /** The term begins (again, from its full budget, on `restart`). */
  | { readonly kind: 'start' | 'restart'; readonly at: Instant }
  | { readonly kind: 'pause'; readonly at: Instant; readonly why: PauseReason }
  | { readonly kind: 'resume'; readonly at: Instant }
  | { readonly kind: 'extend'; readonly at: Instant; readonly by: WorkingMinutes }
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

export interface Clock {
  readonly id: string;
  /** The id of a BusinessCalendar of the case's definition. */
  readonly calendar: string;
  readonly budget: WorkingMinutes;
  readonly ledger: readonly LedgerEntry[];
  /** Escalation levels of the procedure's ladder that have fired on this clock; one that repeats, as often as it did. */
  readonly escalationLevels: readonly number[];
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
