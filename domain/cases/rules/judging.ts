/** Whether a clock was met or missed is found once, when it happens, and written into the event that ends or prolongs it. */
import type { Calendars, Clock } from '../../time/clock.ts';
import { isStopped, readClock } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import type { Judgement } from '../state/events.ts';
import type { CaseState } from '../state/state.ts';

/**
 * Of each clock that an event at that instant ends, or gives more time or to another agency when it is due already; null for none. `after` without
 * its judgements, `calendars` those that the case counted by before it.
 */
export function judgementsOf(
  before: CaseState | null,
  after: CaseState,
  at: Instant,
  calendars: Calendars,
): Readonly<Record<string, Judgement>> | null {
  const found = (before?.clocks ?? []).flatMap((clock) => {
    const then = after.clocks.find(({ id }) => id === clock.id);
    if (isStopped(clock) || then === clock) return [];
    const { dueAt } = readClock(clock, calendars, at);
    const isEnded = then === undefined || isStopped(then);
    const isProlonged =
      ['extend', 'restart'].includes(then?.ledger.at(-1)?.kind ?? '') || isTransferred(clock, then);
    if (!isEnded && !(isProlonged && dueAt !== null && dueAt < at)) return [];
    return [[clock.id, { dueAt, calendar: calendars[clock.calendar]?.version ?? 0 }] as const];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}

/** Whose work it was when it became late is found before it is another's. */
function isTransferred(clock: Clock, then: Clock | undefined): boolean {
  return then?.ledger.slice(clock.ledger.length).some(({ kind }) => kind === 'transfer') ?? false;
}
