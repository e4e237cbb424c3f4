import type { Instant } from '../../time/instant.ts';
import type { Definition } from '../state/commands.ts';
import type { CaseState } from '../state/state.ts';
import { closesAt, pendingEscalationLevels, supplementDue } from './sla.ts';

/** The next instant at which a `tick` changes the case; null when only a person can move it. */
export function nextWake(state: CaseState, definition: Definition): Instant | null {
  const instants = [
    pendingEscalationLevels(state, definition)[0]?.at ?? null,
    supplementDue(state, definition.calendars),
    closesAt(state, definition),
  ].filter((at): at is Instant => at !== null);
  return instants.length === 0 ? null : (Math.min(...instants) as Instant);
}
