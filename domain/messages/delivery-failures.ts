/** What goes wrong with a shipment: the counter is notified, and the applicant where it concerns them. */
import type { CaseEvent } from '../cases/state/events.ts';
import type { CaseState } from '../cases/state/state.ts';
import { DELIVERY_FAILURES, type DeliveryFailure } from '../vocabulary/shipments.ts';

/** null: nothing went wrong, or the counter itself cancelled it. */
export function deliveryFailureOf(
  event: CaseEvent,
  { shipments }: Pick<CaseState, 'shipments'>,
): DeliveryFailure | null {
  if (event.type === 'shipment-late') return 'late';
  if (event.type !== 'shipment-moved') return null;
  if (event.short !== undefined) return 'short';
  const isRecalled = shipments.find(({ id }) => id === event.shipment)?.recalled === true;
  if (event.status === 'cancelled' && isRecalled) return null;
  return DELIVERY_FAILURES.find((each) => each === event.status) ?? null;
}
