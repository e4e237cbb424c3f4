/** What a shipment's workflow has done: at the carrier, in the record, and by the case. Each may be done again after a crash. */
import { ApplicationFailure } from '@temporalio/common';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import type { DeliveryActivities } from '../../contracts/temporal/shipments.ts';
import type { Database } from '../../db/core/client.ts';
import { currentPostalTerms } from '../../db/shipments/postal-terms.ts';
import {
  beginShipment,
  changeShipment,
  findShipment,
  type OrderedShipment,
  orderedShipment,
  postalAddress,
  type Shipment,
} from '../../db/shipments/queries.ts';
import { keepScan } from '../../db/shipments/scans.ts';
import { isOver } from '../../domain/shipments/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Carrier, CarrierRefused } from '../../integrations/carrier/types.ts';
import { follow } from './following.ts';
import { orderAtCarrier } from './ordering.ts';
import { type DeliveryDeps, finish, knownShipment, reportToCase } from './reporting.ts';

export type { DeliveryDeps };

export function deliveryActivities(deps: DeliveryDeps): DeliveryActivities {
  const { db } = deps;
  const wallClock = () => Date.now() as Instant;
  return {
    async orderShipment(job) {
      const { ordered, shipment } = await begin(db, job);
      if (isOver(shipment.status)) return;
      if (shipment.tracking !== null) {
        // Killed between the number and the case.
        if (knownShipment(ordered, shipment)?.status === 'ordered')
          await reportToCase(deps, shipment, { status: 'created', at: wallClock(), attempts: 0 });
        return;
      }
      const made = await orderAtCarrier(db, () => carrierOf(deps, shipment), {
        ordered,
        shipment,
        isKnown: deps.carrier?.name === shipment.carrier,
      });
      if (made === null) return finish(deps, shipment, 'cancelled', wallClock());
      if (made instanceof CarrierRefused) {
        await changeShipment(db.pool, shipment.id, { refusedWhy: made.why });
        return finish(deps, shipment, 'refused', wallClock());
      }
      const { tracking, address, addressReported } = made;
      await changeShipment(db.pool, shipment.id, { tracking, status: 'created', address, addressReported });
      await reportToCase(
        deps,
        { ...shipment, tracking },
        { status: 'created', at: wallClock(), attempts: 0 },
      );
    },

    async followShipment(job, at) {
      const now = at as Instant;
      const { ordered, shipment } = await begin(db, job);
      const { tracking } = shipment;
      if (tracking === null) return null;
      // What webhooks brought is told first: it does not wait for a carrier that can be asked nothing.
      const seen = await follow(deps, ordered, shipment, now);
      if (knownShipment(ordered, shipment)?.recalled === true && seen.status === 'created') {
        await callOff(carrierOf(deps, shipment), tracking);
        await ask(db, carrierOf(deps, shipment), shipment);
        const { ordered: again, shipment: known } = await begin(db, job);
        return (await follow(deps, again, known, now)).look;
      }
      if (!isOver(seen.status) && ordered.address !== shipment.addressReported)
        await readdress(db, carrierOf(deps, shipment), ordered, shipment);
      return seen.look;
    },

    async askCarrier(job, at) {
      const { shipment } = await begin(db, job);
      if (shipment.tracking === null) return;
      await ask(db, carrierOf(deps, shipment), shipment);
      await changeShipment(db.pool, shipment.id, { requestedAt: at as Instant });
    },
  };
}

/** What the case says of it, and what is known of it; begun under the terms in force. */
async function begin(
  db: Database,
  { caseId, province, subject }: OutboxJobInput,
): Promise<{ readonly ordered: OrderedShipment; readonly shipment: Shipment }> {
  const ordered = await orderedShipment(db.pool, caseId, subject);
  const known = await findShipment(db.pool, subject);
  if (known !== null) return { ordered, shipment: known };
  const terms = await currentPostalTerms(db, province);
  if (terms === null) throw ApplicationFailure.retryable(`${province} has no postal terms`, 'NoPostalTerms');
  await beginShipment(db.pool, ordered, terms.carrier, terms.version);
  const begun = await findShipment(db.pool, subject);
  if (begun === null) throw new Error(`the shipment ${subject} was not begun`);
  return { ordered, shipment: begun };
}

function carrierOf({ carrier }: DeliveryDeps, shipment: Shipment): Carrier {
  if (carrier?.name !== shipment.carrier)
    throw ApplicationFailure.retryable(`the settings know no carrier ${shipment.carrier}`, 'NoCarrier');
  return carrier;
}

/** Keeps what the carrier knows of it. One that does not know its own number any more has nothing new to say. */
async function ask(db: Database, carrier: Carrier, { carrier: name, tracking }: Shipment): Promise<void> {
  const scans = await unlessRefused(carrier.scans(tracking ?? ''));
  for (const scan of scans ?? []) await keepScan(db.pool, name, scan);
}

/** Too late, where the carrier has it by now: its scans will tell. */
async function callOff(carrier: Carrier, tracking: string): Promise<void> {
  await unlessRefused(carrier.cancel(tracking));
}

/** The newest address, told once; one that the carrier does not take any more leaves the shipment where it goes. */
async function readdress(
  db: Database,
  carrier: Carrier,
  { address, order }: OrderedShipment,
  { id, tracking }: Shipment,
): Promise<void> {
  const to = await postalAddress(db.pool, address);
  const isTaken = await unlessRefused(
    carrier.readdress(tracking ?? '', order.direction, to, address).then(() => true),
  );
  await changeShipment(db.pool, id, {
    addressReported: address,
    ...(isTaken === true ? { address } : {}),
  });
}

/** undefined: the carrier does not do it. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof CarrierRefused)) throw error;
    return undefined;
  }
}
