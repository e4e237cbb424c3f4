/** A change of the rules alone: the same commands to Temporal, other events. */
import type { Definition, Order } from '../../../domain/cases/state/commands.ts';
import { decide as asItIs, type Decision } from '../../../domain/cases/rules/decide.ts';
import type { CaseState } from '../../../domain/cases/state/state.ts';
import type { Instant } from '../../../domain/time/instant.ts';

export function decide(
  state: CaseState | null,
  order: Order,
  now: Instant,
  definition: Definition,
): Decision {
  const decision = asItIs(state, order, now, definition);
  if (!decision.ok || order.command.type !== 'accept') return decision;
  return {
    ok: true,
    events: decision.events.map((event) => ({ ...event, at: (event.at + 60_000) as Instant })),
  };
}
