/** From a shipment's scans to what its case is told. */
import { scansOf } from '../../db/queries/carrier-scans.ts';
import { currentCalendars } from '../../db/queries/definitions.ts';
import { postalTermsAt } from '../../db/queries/postal-terms.ts';
import { changeShipment, type OrderedShipment, type Shipment } from '../../db/queries/shipments.ts';
import type { CaseShipment } from '../../domain/cases/state.ts';
import { readScans } from '../../domain/delivery/reading.ts';
import { isOver, type ShipmentStatus } from '../../domain/delivery/types.ts';
import { dueAt, lostSince, milestonesAfter, nextLook } from '../../domain/delivery/way.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { proofOf } from './proof.ts';
import { type DeliveryDeps, finish, standingOf, tellCase } from './telling.ts';

export interface Seen {
  readonly status: ShipmentStatus;
  /** When to look again; null: nothing more is expected. */
  readonly look: Instant | null;
}

/** Tells the case what came since it was last told, one after the other, and writes where the shipment stands. */
export async function follow(
  deps: DeliveryDeps,
  ordered: OrderedShipment,
  shipment: Shipment,
  now: Instant,
): Promise<Seen> {
  const { db } = deps;
  const { id, province, tracking, orderedAt, askedAt, cod, termsVersion } = shipment;
  const scans = await scansOf(db.pool, shipment.carrier, tracking ?? '');
  const terms = await postalTermsAt(db, province, termsVersion);
  const standing = standingOf(ordered, shipment);
  const waiting = {
    scans,
    terms,
    calendars: await currentCalendars(db, province),
    orderedAt,
    askedAt,
    cod,
    now,
  };
  const reading = readScans(scans);
  const status = reading.status ?? (shipment.status === 'ordered' ? 'created' : shipment.status);
  const lost = lostSince(waiting);
  const due = dueAt(waiting);
  const last = reading.deliveredAt ?? reading.lastScanAt;
  await changeShipment(db.pool, id, {
    status,
    attempts: reading.attempts,
    collected: reading.collected,
    remittedAt: reading.remittedAt,
    handedOverAt: reading.handedOverAt,
    dueAt: due,
    heldUntil: reading.heldUntil,
    lastScanAt: reading.lastScanAt,
    ...(isOver(status) && last !== null ? { endedAt: last } : {}),
  });
  // Whoever reads that the case was told finds the shipment as it was told of.
  let told = standing?.status ?? 'ordered';
  let attempts = standing?.attempts ?? 0;
  let lacksPicture = false;
  for (const milestone of milestonesAfter(scans, { status: told, at: shipment.toldAt })) {
    ({ status: told, attempts } = milestone);
    const proof = told === 'delivered' ? await proofOf(deps, shipment) : null;
    if (proof?.unpictured === true) lacksPicture = true;
    await tellCase(deps, shipment, {
      ...milestone,
      ...proof,
      // A carrier says what it collected; where it says nothing, it collected nothing.
      ...(proof === null || cod === null ? {} : { collected: reading.collected ?? 0 }),
    });
    await changeShipment(db.pool, id, { toldAt: milestone.at });
  }
  if (lost !== null && lost <= now) {
    await finish(deps, shipment, 'lost', lost);
    return { status: 'lost', look: null };
  }
  if (due !== null && due <= now && !isOver(status) && standing?.late !== true)
    await tellCase(deps, shipment, { status: told, at: due, attempts, late: true });
  if (standing?.unpictured === true) lacksPicture = !(await picture(deps, shipment, standing));
  return { status, look: nextLook({ ...waiting, lacksPicture }) };
}

/** The picture, for a case that was told without it; true: the carrier has it by now. */
async function picture(deps: DeliveryDeps, shipment: Shipment, standing: CaseShipment): Promise<boolean> {
  const proof = await proofOf(deps, shipment);
  if (proof.unpictured === true) return false;
  const { status, attempts } = standing;
  await tellCase(deps, shipment, { status, attempts, at: shipment.toldAt ?? shipment.orderedAt, ...proof });
  return true;
}
