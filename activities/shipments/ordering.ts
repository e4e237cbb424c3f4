/** Has a carrier make a shipment: once, whatever is killed, lost or called off on the way. */

import { findAgency } from '../../db/agencies/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { postalTermsAt } from '../../db/shipments/postal-terms.ts';
import {
  changeShipment,
  type OrderedShipment,
  postalAddress,
  type Shipment,
} from '../../db/shipments/queries.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Carrier, CarrierRefused, type ShipmentOrder } from '../../integrations/carrier/types.ts';
import { knownShipment } from './reporting.ts';

export interface Made {
  readonly tracking: string;
  readonly address: string;
  /** null: it may have been made with an earlier one, so that the carrier has to be told. */
  readonly addressReported: string | null;
}

export interface Ordering {
  readonly ordered: OrderedShipment;
  readonly shipment: Shipment;
  /** Whether the settings name its carrier. */
  readonly isKnown: boolean;
}

/** null: it was called off, and the carrier has nothing of it. @throws CarrierDown and others: to be tried again */
export async function orderAtCarrier(
  db: Database,
  carrierOf: () => Carrier,
  { ordered, shipment, isKnown }: Ordering,
): Promise<Made | CarrierRefused | null> {
  const isRecalled = knownShipment(ordered, shipment)?.recalled === true;
  if (isRecalled && !isKnown && shipment.requestedAt === null) return null;
  const carrier = carrierOf();
  const { id: key, requestedAt } = shipment;
  if (requestedAt === null) await changeShipment(db.pool, key, { requestedAt: Date.now() as Instant });
  // Asked first: a carrier may have forgotten the key of an order whose answer was lost, but not the order.
  const found = await carrier.find(key);
  if (found !== null) return madeBefore(ordered, found.tracking);
  if (isRecalled) return null;
  const { address } = ordered;
  try {
    const { tracking } = await carrier.create(await orderFor(db, ordered, shipment), key);
    return { tracking, address, addressReported: address };
  } catch (error) {
    if (!(error instanceof CarrierRefused)) throw error;
    // It may be refused for the very reason that it was made meanwhile, with an earlier address.
    const after = await carrier.find(key);
    return after === null ? error : madeBefore(ordered, after.tracking);
  }
}

function madeBefore({ address, order }: OrderedShipment, tracking: string): Made {
  const isFirst = address === order.address.id;
  return { tracking, address, addressReported: isFirst ? address : null };
}

async function orderFor(
  db: Database,
  { state, code, province, order, address }: OrderedShipment,
  { termsVersion }: Shipment,
): Promise<ShipmentOrder> {
  const terms = await postalTermsAt(db, province, termsVersion);
  const counter = state.agencies.counter;
  const agency = counter === undefined ? null : await findAgency(db, counter);
  const office = { name: agency?.name.vi ?? code, ...terms.contact };
  const citizen = await postalAddress(db.pool, address);
  const isResult = order.direction === 'result';
  return {
    customer: terms.customer,
    orderNumber: code,
    direction: order.direction,
    sender: isResult ? office : citizen,
    receiver: isResult ? citizen : office,
    cod: order.cod ?? null,
  };
}
