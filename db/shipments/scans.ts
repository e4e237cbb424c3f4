/** What carriers told of shipments: kept once, whichever way and however often it came. */

import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { CarrierScan } from '../../domain/shipments/carrier-scan.ts';
import type { Queryable } from '../core/client.ts';
import { instantOf, timestampOf } from '../core/rows.ts';
import { addOutboxJob } from '../outbox/queries.ts';

/** Keeps a scan; true: it was not known. What a carrier told once stays: the same id with other content changes nothing. */
export async function keepScan(db: Queryable, carrier: string, scan: CarrierScan): Promise<boolean> {
  const { id, tracking, kind, at, place, reason, until, collected, receiver } = scan;
  const { rowCount } = await db.query(
    `INSERT INTO shipment_scans (carrier, scan, tracking, kind, at, place, reason, until, collected, receiver)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      carrier,
      id,
      tracking,
      kind,
      timestampOf(at),
      place ?? null,
      reason ?? null,
      until === undefined ? null : timestampOf(until),
      collected ?? null,
      receiver === undefined ? null : JSON.stringify(receiver),
    ],
  );
  return rowCount === 1;
}

/**
 * Asks the shipment's workflow to look at what is kept; false: no shipment has this number yet. Whoever gives a shipment its
 * number reads the scans after that, so that a scan kept before this question is seen by one of the two: `keepScan` and this
 * are two transactions, in this order.
 */
export async function syncScan(
  db: Queryable,
  carrier: string,
  { id, tracking }: Pick<CarrierScan, 'id' | 'tracking'>,
): Promise<boolean> {
  const { rows } = await db.query<{ shipment: string; caseId: CaseId; province: ProvinceId }>(
    `SELECT id AS shipment, case_id AS "caseId", province FROM shipment_by_tracking($1, $2)`,
    [carrier, tracking],
  );
  const [found] = rows;
  if (found === undefined) return false;
  const { shipment, caseId, province } = found;
  // No event calls for it.
  const seq = 0;
  await addOutboxJob(db, {
    id: `scan-${carrier}-${id}`,
    kind: 'delivery',
    province,
    caseId,
    seq,
    subject: shipment,
  });
  return true;
}

interface Row {
  readonly id: string;
  readonly tracking: string;
  readonly kind: CarrierScan['kind'];
  readonly at: Date;
  readonly place: string | null;
  readonly reason: string | null;
  readonly until: Date | null;
  readonly collected: string | null;
}

const SCAN = 'scan AS id, tracking, kind, at, place, reason, until, collected';

/** All that is kept of a shipment, in the order in which it happened; without who received it. */
export async function scansOf(
  db: Queryable,
  carrier: string,
  tracking: string,
): Promise<readonly CarrierScan[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${SCAN} FROM shipment_scans WHERE carrier = $1 AND tracking = $2 ORDER BY at, scan`,
    [carrier, tracking],
  );
  return rows.map(scanOf);
}

/** Who received it, as the carrier says: personal data, for the worker. null: the scan is not known, or does not say. */
export async function receiverOf(
  db: Queryable,
  carrier: string,
  scan: string,
): Promise<NonNullable<CarrierScan['receiver']> | null> {
  const { rows } = await db.query<{ receiver: NonNullable<CarrierScan['receiver']> | null }>(
    'SELECT receiver FROM shipment_scans WHERE carrier = $1 AND scan = $2',
    [carrier, scan],
  );
  return rows[0]?.receiver ?? null;
}

function scanOf({ id, tracking, kind, at, place, reason, until, collected }: Row): CarrierScan {
  return {
    id,
    tracking,
    kind,
    at: instantOf(at),
    ...(place === null ? {} : { place }),
    ...(reason === null ? {} : { reason }),
    ...(until === null ? {} : { until: instantOf(until) }),
    // PostgreSQL gives a bigint as text.
    ...(collected === null ? {} : { collected: Number(collected) }),
  };
}
