import type { Instant } from '../time/instant.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { type PortalStatus, portalStatus } from './portal-status.ts';
import type { CaseState } from './state.ts';

/** Since when a case bore a status of the national portal. */
export interface Standing {
  readonly since: Instant;
  readonly code: PortalStatus;
}

/** How a case stood, from its first event on: one for each change, and of several at one instant the last. */
export function standingsOf(events: readonly CaseEvent[]): readonly Standing[] {
  const standings: Standing[] = [];
  let state: CaseState | null = null;
  for (const event of events) {
    state = evolve(state, event);
    const code = portalStatus(state);
    if (standings.at(-1)?.since === event.at) standings.pop();
    if (standings.at(-1)?.code !== code) standings.push({ since: event.at, code });
  }
  return standings;
}
