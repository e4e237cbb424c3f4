/** What a shipment's workflow has done: at the carrier, in the record, and by the case. Each may be done again after a crash. */
import { Readable } from 'node:stream';
import { ApplicationFailure } from '@temporalio/common';
import type { DeliveryActivities, NextLook } from '../contracts/delivery.ts';
import type { ErrandCall } from '../contracts/errands.ts';
import type { Database } from '../db/client.ts';
import { keepScan, receiverOf, scansOf } from '../db/queries/carrier-scans.ts';
import { currentCalendars } from '../db/queries/definitions.ts';
import { findAgency } from '../db/queries/directory.ts';
import { addPaper } from '../db/queries/documents.ts';
import { saveWords } from '../db/queries/papers.ts';
import { currentPostalTerms, postalTermsAt } from '../db/queries/postal-terms.ts';
import {
  beginShipment,
  changeShipment,
  findShipment,
  type OrderedShipment,
  orderedShipment,
  postalAddress,
  type Shipment,
} from '../db/queries/shipments.ts';
import { ENGINE, engineOrder, type Order } from '../domain/cases/commands.ts';
import type { WordsRef } from '../domain/cases/state.ts';
import { readScans } from '../domain/delivery/reading.ts';
import { isOver, type ShipmentStatus } from '../domain/delivery/types.ts';
import { dueAt, lostSince, milestonesAfter, nextLook } from '../domain/delivery/way.ts';
import type { CaseId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type Carrier, CarrierRefused, type ShipmentOrder } from '../integrations/carrier/types.ts';
import type { ObjectStore } from '../integrations/objects/types.ts';
import type { Told } from './told.ts';

export interface DeliveryDeps {
  readonly db: Database;
  /** Gives a case the engine's order. @throws where the case cannot be reached now */
  readonly tell: (caseId: CaseId, order: Order) => Promise<Told>;
  /** null: the settings name none. */
  readonly carrier: Carrier | null;
  readonly objects: ObjectStore;
}

export function deliveryActivities(deps: DeliveryDeps): DeliveryActivities {
  const { db } = deps;
  return {
    async orderShipment(errand) {
      const { ordered, shipment } = await begin(db, errand);
      if (shipment.tracking !== null || isOver(shipment.status)) return;
      if (isRecalled(ordered, shipment)) {
        await finish(deps, shipment, 'cancelled', now());
        return;
      }
      const carrier = carrierOf(deps, shipment);
      const created = await make(carrier, db, ordered, shipment);
      if (created instanceof CarrierRefused) {
        await changeShipment(db.pool, shipment.id, { refusedWhy: created.why });
        await finish(deps, shipment, 'refused', now());
        return;
      }
      const { tracking } = created;
      await changeShipment(db.pool, shipment.id, {
        tracking,
        status: 'created',
        addressTold: ordered.address,
      });
      await tellCase(deps, { ...shipment, tracking }, 'created', now(), 0);
    },

    async followShipment(errand) {
      const { ordered, shipment } = await begin(db, errand);
      const { tracking } = shipment;
      if (tracking === null) return null;
      const carrier = carrierOf(deps, shipment);
      if (isRecalled(ordered, shipment) && shipment.status === 'created') await callOff(carrier, tracking);
      else await readdress(db, carrier, ordered, shipment);
      return follow(deps, carrier, shipment, ordered);
    },

    async askCarrier(errand) {
      const { shipment } = await begin(db, errand);
      if (shipment.tracking === null) return;
      for (const scan of await carrierOf(deps, shipment).scans(shipment.tracking))
        await keepScan(db.pool, shipment.carrier, scan);
      await changeShipment(db.pool, shipment.id, { askedAt: now() });
    },
  };
}

const now = () => Date.now() as Instant;

/** What the case says of it, and what is known of it; begun under the terms in force. */
async function begin(
  db: Database,
  { caseId, province, subject }: ErrandCall,
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

function isRecalled({ state }: OrderedShipment, { id }: Shipment): boolean {
  return (state.shipments ?? []).some((each) => each.id === id && each.recalled === true);
}

function carrierOf({ carrier }: DeliveryDeps, shipment: Shipment): Carrier {
  if (carrier?.name !== shipment.carrier)
    throw ApplicationFailure.retryable(`the settings know no carrier ${shipment.carrier}`, 'NoCarrier');
  return carrier;
}

/** Asked first whether it is there: a carrier may have forgotten the key of an order whose answer was lost, but not the order. */
async function make(carrier: Carrier, db: Database, ordered: OrderedShipment, shipment: Shipment) {
  const key = shipment.id;
  try {
    return (await carrier.find(key)) ?? (await carrier.create(await orderFor(db, ordered, shipment), key));
  } catch (error) {
    if (error instanceof CarrierRefused) return error;
    throw error;
  }
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

/** Too late, where the carrier has it by now: its scans will tell. */
async function callOff(carrier: Carrier, tracking: string): Promise<void> {
  await carrier.cancel(tracking).catch((error: unknown) => {
    if (!(error instanceof CarrierRefused)) throw error;
  });
}

/** The newest address, told once; one that the carrier does not take any more leaves the shipment where it goes. */
async function readdress(
  db: Database,
  carrier: Carrier,
  { address }: OrderedShipment,
  { id, tracking, addressTold }: Shipment,
): Promise<void> {
  if (tracking === null || address === addressTold) return;
  try {
    await carrier.readdress(tracking, await postalAddress(db.pool, address), address);
  } catch (error) {
    if (!(error instanceof CarrierRefused)) throw error;
  }
  await changeShipment(db.pool, id, { address, addressTold: address });
}

/** Tells the case what came since it was last told, one after the other, and writes where the shipment stands. */
async function follow(
  deps: DeliveryDeps,
  carrier: Carrier,
  shipment: Shipment,
  { state }: OrderedShipment,
): Promise<NextLook> {
  const { db } = deps;
  const { id, province, tracking, orderedAt, askedAt, cod, termsVersion } = shipment;
  const scans = await scansOf(db.pool, shipment.carrier, tracking ?? '');
  const terms = await postalTermsAt(db, province, termsVersion);
  const waiting = { scans, terms, calendars: await currentCalendars(db, province), orderedAt, askedAt, cod };
  const reading = readScans(scans);
  const status = reading.status ?? (shipment.status === 'ordered' ? 'created' : shipment.status);
  const lost = lostSince(waiting);
  const last = reading.deliveredAt ?? reading.lastScanAt;
  await changeShipment(db.pool, id, {
    status,
    attempts: reading.attempts,
    collected: reading.collected,
    remittedAt: reading.remittedAt,
    handedOverAt: reading.handedOverAt,
    dueAt: dueAt(waiting),
    heldUntil: reading.heldUntil,
    lastScanAt: reading.lastScanAt,
    ...(isOver(status) && last !== null ? { endedAt: last } : {}),
  });
  // Whoever reads that the case was told finds the shipment as it was told of.
  const told = (state.shipments ?? []).find((each) => each.id === id)?.status ?? 'ordered';
  for (const { status, at, attempts } of milestonesAfter(scans, { status: told, at: shipment.toldAt })) {
    const proof = status === 'delivered' ? await keepProof(deps, carrier, shipment) : undefined;
    await tellCase(deps, shipment, status, at, attempts, proof);
    await changeShipment(db.pool, id, { toldAt: at });
  }
  if (lost === null || lost > now()) return nextLook(waiting);
  await finish(deps, shipment, 'lost', lost);
  return null;
}

/** It ends here, whatever was told of it; a scan that comes after all is told again. */
async function finish(
  deps: DeliveryDeps,
  shipment: Shipment,
  status: ShipmentStatus,
  at: Instant,
): Promise<void> {
  await tellCase(deps, shipment, status, at, shipment.attempts);
  await changeShipment(deps.db.pool, shipment.id, { status, endedAt: at, toldAt: at });
}

/** A case that has closed needs to know no more. @throws where it cannot be told now */
async function tellCase(
  { tell }: DeliveryDeps,
  { id, caseId, province, tracking }: Shipment,
  status: ShipmentStatus,
  at: Instant,
  attempts: number,
  proof?: WordsRef,
): Promise<void> {
  const answer = await tell(
    caseId,
    engineOrder(`track-${id}-${status}-${attempts}-${at}`, province, {
      type: 'track',
      shipment: id,
      status,
      occurredAt: at,
      attempts,
      ...(tracking === null ? {} : { tracking }),
      ...(proof === undefined ? {} : { proof }),
    }),
  );
  if (answer.ok || 'ended' in answer || answer.refusal.code === 'not-allowed-now') return;
  throw ApplicationFailure.retryable(`the case does not know ${id}: ${answer.refusal.code}`, 'NotTold');
}

/** Who received it, and the picture that shows it, kept under ids of the shipment's own. */
async function keepProof(
  { db, objects }: DeliveryDeps,
  carrier: Carrier,
  { id, caseId, carrier: name, tracking }: Shipment,
): Promise<WordsRef> {
  const { proof: scan } = readScans(await scansOf(db.pool, name, tracking ?? ''));
  const receiver = scan === null ? null : await receiverOf(db.pool, name, scan);
  const picture = await carrier.proof(tracking ?? '');
  let document: { id: string; sha256: string } | null = null;
  if (picture !== null) {
    const key = `proofs/${id}`;
    const { mediaType } = picture;
    const { size, sha256 } = await objects.put(key, Readable.from([picture.content]), { mediaType });
    document = { id: `${id}-proof`, sha256 };
    await addPaper(db.pool, {
      id: document.id,
      caseId,
      rule: 'other',
      name: `${tracking}.${mediaType.split('/')[1] ?? 'bin'}`,
      mediaType,
      size,
      digest: sha256,
      author: ENGINE,
      origin: 'proof',
      object: key,
    });
  }
  return saveWords(db, {
    id: `${id}-receipt`,
    caseId,
    kind: 'receipt',
    author: ENGINE,
    content: { ...receiver, document },
  });
}
