/**
 * What a decision with force for the past finds of clocks that have ended. It recomputes, it does not forgive: what its calendar leaves
 * late stays late. The judgement that was found when the clock ended stays as it is, and this one stands beside it.
 */
import type { Calendars, Clock } from '../../time/clock.ts';
import { isStopped, lastTurn, missedUnder, readClock } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';

/** When a clock was due; `missed`: the first deadline that it had missed before it was given more time. */
export interface Found {
  readonly dueAt: Instant | null;
  readonly missedAt: Instant | null;
}

export interface Rejudgement {
  readonly before: Found;
  readonly after: Found;
}

/** `newest`: as it was judged last. null: it has not ended, was cancelled, or is due when it was. */
export function rejudge(clock: Clock, newest: Found | null, to: Calendars): Rejudgement | null {
  const turn = lastTurn(clock);
  if (!isStopped(clock) || turn?.kind !== 'stop' || turn.why !== 'met') return null;
  const { dueAt, missedAt } = readClock(clock, to, turn.at);
  const before = newest ?? { dueAt, missedAt };
  if (before.dueAt === null) return null;
  const prolonged = clock.ledger.slice(0, -2);
  const unjudged = clock.ledger.filter(
    ({ kind }) => kind !== 'judge' && kind !== 'keep' && kind !== 'recount',
  );
  const after = {
    dueAt: readClock({ ...clock, ledger: unjudged }, to, turn.at).dueAt,
    missedAt: missedUnder({ ...clock, ledger: prolonged }, to),
  };
  return after.dueAt === before.dueAt && after.missedAt === before.missedAt ? null : { before, after };
}

/** Whether work that ended then was late. */
export function wasLate({ dueAt, missedAt }: Found, ended: Instant): boolean {
  return missedAt !== null || (dueAt !== null && ended > dueAt);
}
