/** Shipments: what their workflows know of them, and what the API shows. */
import type { CaseFact } from '../../domain/cases/state/events.ts';
import type { CaseState, ShipmentId } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseCode, CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Direction, ShipmentStatus } from '../../domain/vocabulary/shipments.ts';
import type { Queryable } from '../core/client.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface Shipment {
  readonly id: ShipmentId;
  readonly caseId: CaseId;
  readonly province: ProvinceId;
  readonly counter: AgencyId;
  readonly direction: Direction;
  readonly carrier: string;
  readonly termsVersion: number;
  readonly status: ShipmentStatus;
  readonly attempts: number;
  readonly tracking: string | null;
  /** Id of the words that say to whom, or from whom, it goes. */
  readonly address: string;
  /** The address that the carrier was last told. */
  readonly addressReported: string | null;
  readonly cod: number | null;
  readonly collected: number | null;
  readonly remittedAt: Instant | null;
  readonly orderedAt: Instant;
  readonly handedOverAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly heldUntil: Instant | null;
  readonly endedAt: Instant | null;
  readonly lastScanAt: Instant | null;
  readonly reportedAt: Instant | null;
  readonly requestedAt: Instant | null;
  readonly refusedWhy: string | null;
}

const INSTANTS = [
  'remittedAt',
  'orderedAt',
  'handedOverAt',
  'dueAt',
  'heldUntil',
  'endedAt',
  'lastScanAt',
  'reportedAt',
  'requestedAt',
] as const;
type InstantColumn = (typeof INSTANTS)[number];
/** A row as the driver gives it. */
export type ShipmentRow = Omit<Shipment, InstantColumn | 'cod' | 'collected'> &
  Readonly<Record<InstantColumn, Date | null>> & {
    readonly cod: string | null;
    readonly collected: string | null;
  };

export const SHIPMENT_COLUMNS = `s.id, s.case_id AS "caseId", s.province, s.counter, s.direction, s.carrier, s.terms_version AS "termsVersion", s.status,
  s.attempts, s.tracking, s.address, s.address_reported AS "addressReported", s.cod, s.collected, s.remitted_at AS "remittedAt",
  s.ordered_at AS "orderedAt", s.handed_over_at AS "handedOverAt", s.due_at AS "dueAt", s.held_until AS "heldUntil", s.ended_at AS "endedAt",
  s.last_scan_at AS "lastScanAt", s.reported_at AS "reportedAt", s.requested_at AS "requestedAt", s.refused_why AS "refusedWhy"`;

export function shipmentOf({ cod, collected, ...row }: ShipmentRow): Shipment {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, instantOrNull(row[name])]));
  return {
    ...row,
    ...(instants as Record<InstantColumn, Instant | null>),
    // Never null.
    orderedAt: instantOf(row.orderedAt as Date),
    // PostgreSQL gives a bigint as text.
    cod: cod === null ? null : Number(cod),
    collected: collected === null ? null : Number(collected),
  };
}

export async function findShipment(db: Queryable, id: ShipmentId): Promise<Shipment | null> {
  const { rows } = await db.query<ShipmentRow>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipments s WHERE s.id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : shipmentOf(rows[0]);
}

/** The oldest first. */
export async function shipmentsOf(db: Queryable, caseId: CaseId): Promise<readonly Shipment[]> {
  const { rows } = await db.query<ShipmentRow>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipments s WHERE s.case_id = $1 ORDER BY s.ordered_at, s.id`,
    [caseId],
  );
  return rows.map(shipmentOf);
}

/** What the case says of a shipment: how it was ordered, where it goes by now, and whether it was called off. */
export interface OrderedShipment {
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly province: ProvinceId;
  readonly state: CaseState;
  readonly order: Extract<CaseFact, { type: 'shipment-ordered' }>;
  readonly orderedAt: Instant;
  /** Id of the words; the newest. */
  readonly address: string;
}

/** @throws Error where no event orders it: the record is broken. */
export async function orderedShipment(
  db: Queryable,
  caseId: CaseId,
  id: ShipmentId,
): Promise<OrderedShipment> {
  const { rows } = await db.query<{
    at: Date;
    body: Extract<CaseFact, { type: 'shipment-ordered' | 'shipment-readdressed' }>;
    code: CaseCode;
    province: ProvinceId;
    state: CaseState;
  }>(
    `SELECT e.at, e.body, c.code, c.province, c.state FROM events e JOIN cases c ON c.id = e.case_id
     WHERE e.case_id = $1 AND e.type IN ('shipment-ordered', 'shipment-readdressed') AND e.body ->> 'shipment' = $2 ORDER BY e.seq`,
    [caseId, id],
  );
  const [first] = rows;
  const last = rows.at(-1);
  if (first?.body.type !== 'shipment-ordered' || last === undefined)
    throw new Error(`no event orders the shipment ${id}`);
  const { code, province, state } = first;
  return {
    caseId,
    code,
    province,
    state,
    order: first.body,
    orderedAt: instantOf(first.at),
    address: last.body.address.id,
  };
}

/** Begins a shipment's row; the same again changes nothing. */
export async function beginShipment(
  db: Queryable,
  { caseId, province, state, order, orderedAt, address }: OrderedShipment,
  carrier: string,
  termsVersion: number,
): Promise<void> {
  await db.query(
    `INSERT INTO shipments (id, case_id, province, counter, direction, carrier, terms_version, status, address, cod, ordered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'ordered', $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      order.shipment,
      caseId,
      province,
      state.agencies.counter,
      order.direction,
      carrier,
      termsVersion,
      address,
      order.cod ?? null,
      timestampOf(orderedAt),
    ],
  );
}

const COLUMN_OF = {
  status: 'status',
  attempts: 'attempts',
  tracking: 'tracking',
  address: 'address',
  addressReported: 'address_reported',
  collected: 'collected',
  remittedAt: 'remitted_at',
  handedOverAt: 'handed_over_at',
  dueAt: 'due_at',
  heldUntil: 'held_until',
  endedAt: 'ended_at',
  lastScanAt: 'last_scan_at',
  reportedAt: 'reported_at',
  requestedAt: 'requested_at',
  refusedWhy: 'refused_why',
} as const;

export type ShipmentChange = Partial<Pick<Shipment, keyof typeof COLUMN_OF>>;

/** Writes what has become known of it. */
export async function changeShipment(db: Queryable, id: ShipmentId, change: ShipmentChange): Promise<void> {
  const names = (Object.keys(change) as (keyof typeof COLUMN_OF)[]).filter(
    (name) => change[name] !== undefined,
  );
  if (names.length === 0) return;
  const values = names.map((name) => {
    const value = change[name] ?? null;
    return (INSTANTS as readonly string[]).includes(name) && value !== null
      ? timestampOf(value as Instant)
      : value;
  });
  const set = names.map((name, n) => `${COLUMN_OF[name]} = $${n + 2}`).join(', ');
  await db.query(`UPDATE shipments SET ${set} WHERE id = $1`, [id, ...values]);
}

/** The words of an address, for the worker. @throws Error where they are missing: the record is broken. */
export async function postalAddress(
  db: Queryable,
  id: string,
): Promise<{ readonly name: string; readonly phone: string; readonly address: string }> {
  const { rows } = await db.query<{ content: { name: string; phone: string; address: string } }>(
    'SELECT content FROM text_contents WHERE id = $1',
    [id],
  );
  if (rows[0] === undefined) throw new Error(`there is no address ${id}`);
  return rows[0].content;
}
