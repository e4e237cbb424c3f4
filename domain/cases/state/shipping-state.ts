/** What the shipments of a case allow. */

import type { Procedure } from '../../procedures/language/types.ts';
import { isOver } from '../../shipments/types.ts';
import type { DeliveryWay } from '../../vocabulary/delivery-ways.ts';
import type { Direction, ShipmentStatus } from '../../vocabulary/shipments.ts';
import type { Refusal } from './refusal.ts';
import type { CaseShipment, CaseState } from './state.ts';

/** One at a time goes each way. */
export function underWay(state: CaseState, direction: Direction): Refusal | null {
  const open = state.shipments.find((each) => each.direction === direction && !isOver(each.status));
  return open === undefined ? null : { code: 'shipment-under-way', shipment: open.id };
}

/** Where it goes, until it is there; of papers, where they are fetched, until they are. */
export function isReaddressable({ status, direction, recalled }: CaseShipment): boolean {
  if (recalled !== undefined) return false;
  if (direction === 'documents') return BEFORE_FETCHING.includes(status);
  return !isOver(status) && status !== 'returning';
}

const BEFORE_FETCHING: readonly ShipmentStatus[] = ['ordered', 'created', 'attempted'];

/** As long as the carrier does not have it. */
export function isRecallable({ status, recalled }: CaseShipment): boolean {
  return (status === 'ordered' || status === 'created') && recalled === undefined;
}

/** Whether the result may be handed over that way; what the post could not deliver, at the counter whatever was offered. */
export function mayHandOver(state: CaseState, { result }: Procedure, way: DeliveryWay): boolean {
  if (result === null || result.delivery.includes(way)) return true;
  const last = state.shipments.findLast(({ direction }) => direction === 'result');
  return way === 'counter' && last !== undefined && isOver(last.status) && last.status !== 'delivered';
}
