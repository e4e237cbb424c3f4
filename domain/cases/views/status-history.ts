import type { Instant } from '../../time/instant.ts';
import type { PortalStatus } from '../../vocabulary/statuses.ts';
import type { CaseEvent } from '../state/events.ts';
import { evolve } from '../state/evolve.ts';
import type { CaseState } from '../state/state.ts';
import { portalStatus } from './portal-status.ts';

/** Since when a case bore a status of the national portal. */
export interface StatusChange {
  readonly since: Instant;
  readonly code: PortalStatus;
}

/** How a case stood, from its first event on: one for each change, and of several at one instant the last. */
export function statusHistoryOf(events: readonly CaseEvent[]): readonly StatusChange[] {
  const statusHistory: StatusChange[] = [];
  let state: CaseState | null = null;
  for (const event of events) {
    state = evolve(state, event);
    const code = portalStatus(state);
    if (statusHistory.at(-1)?.since === event.at) statusHistory.pop();
    if (statusHistory.at(-1)?.code !== code) statusHistory.push({ since: event.at, code });
  }
  return statusHistory;
}
