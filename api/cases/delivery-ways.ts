import type { DeliveryWay } from '../../domain/vocabulary/delivery-ways.ts';
import type { Offer } from './action.ts';

/** What was chosen before stands there. */
export function deliveryWays({ state: { delivery } }: Offer, ways: readonly DeliveryWay[]) {
  return { enum: ways, ...(delivery !== null && ways.includes(delivery) ? { default: delivery } : {}) };
}
