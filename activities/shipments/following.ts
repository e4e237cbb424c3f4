/** From a shipment's scans to what its case is told. */

import { currentCalendars } from '../../db/procedures/queries.ts';
import { postalTermsAt } from '../../db/shipments/postal-terms.ts';
import { changeShipment, type OrderedShipment, type Shipment } from '../../db/shipments/queries.ts';
import { scansOf } from '../../db/shipments/scans.ts';
import type { CaseShipment } from '../../domain/cases/state/state.ts';
import { readScans } from '../../domain/shipments/reading.ts';
import { dueAt, lostSince, milestonesAfter, nextLook } from '../../domain/shipments/route.ts';
import { isOver } from '../../domain/shipments/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ShipmentStatus } from '../../domain/vocabulary/shipments.ts';
import { proofOf } from './proof.ts';
import { type DeliveryDeps, finish, knownShipment, reportToCase } from './reporting.ts';

export interface ShipmentSeen {
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
): Promise<ShipmentSeen> {
  const { db } = deps;
  const { id, province, tracking, orderedAt, requestedAt, cod, termsVersion } = shipment;
  const scans = await scansOf(db.pool, shipment.carrier, tracking ?? '');
  const terms = await postalTermsAt(db, province, termsVersion);
  const known = knownShipment(ordered, shipment);
  const waiting = {
    scans,
    terms,
    calendars: await currentCalendars(db, province),
    orderedAt,
    requestedAt,
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
  // Whoever reads that the case was told finds the shipment as it was notified of.
  let reported = known?.status ?? 'ordered';
  let attempts = known?.attempts ?? 0;
  let lacksPicture = false;
  for (const milestone of milestonesAfter(scans, { status: reported, at: shipment.reportedAt })) {
    ({ status: reported, attempts } = milestone);
    const proof = reported === 'delivered' ? await proofOf(deps, shipment) : null;
    if (proof?.pictureMissing === true) lacksPicture = true;
    await reportToCase(deps, shipment, {
      ...milestone,
      ...proof,
      // A carrier says what it collected; where it says nothing, it collected nothing.
      ...(proof === null || cod === null ? {} : { collected: reading.collected ?? 0 }),
    });
    await changeShipment(db.pool, id, { reportedAt: milestone.at });
  }
  if (lost !== null && lost <= now) {
    await finish(deps, shipment, 'lost', lost);
    return { status: 'lost', look: null };
  }
  if (due !== null && due <= now && !isOver(status) && known?.late !== true)
    await reportToCase(deps, shipment, { status: reported, at: due, attempts, late: true });
  if (known?.pictureMissing === true) lacksPicture = !(await picture(deps, shipment, known));
  return { status, look: nextLook({ ...waiting, lacksPicture }) };
}

/** The picture, for a case that was told without it; true: the carrier has it by now. */
async function picture(deps: DeliveryDeps, shipment: Shipment, known: CaseShipment): Promise<boolean> {
  const proof = await proofOf(deps, shipment);
  if (proof.pictureMissing === true) return false;
  const { status, attempts } = known;
  await reportToCase(deps, shipment, {
    status,
    attempts,
    at: shipment.reportedAt ?? shipment.orderedAt,
    ...proof,
  });
  return true;
}
