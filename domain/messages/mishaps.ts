/** What goes wrong with a shipment, of which the counter is told, and the citizen where it is theirs to know. */
import type { CaseEvent } from '../cases/state/events.ts';
import type { CaseState } from '../cases/state/state.ts';

export const MISHAPS = ['refused', 'returned', 'lost', 'damaged', 'cancelled', 'late', 'short'] as const;
export type Mishap = (typeof MISHAPS)[number];

/** null: it goes its way, or was called off by the counter itself. */
export function mishapOf(event: CaseEvent, { shipments }: Pick<CaseState, 'shipments'>): Mishap | null {
  if (event.type === 'shipment-late') return 'late';
  if (event.type !== 'shipment-moved') return null;
  if (event.short !== undefined) return 'short';
  const isRecalled = shipments?.find(({ id }) => id === event.shipment)?.recalled === true;
  if (event.status === 'cancelled' && isRecalled) return null;
  return MISHAPS.find((each) => each === event.status) ?? null;
}
