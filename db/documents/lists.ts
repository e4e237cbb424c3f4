/** What lists and labels say of many cases, for the worker; and which cases somebody may have on a list, under their rights. */
import type { ShipmentId } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseCode, CaseId, Localised } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { Ending } from '../../domain/vocabulary/endings.ts';
import type { Direction } from '../../domain/vocabulary/shipments.ts';
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';
import type { Queryable } from '../core/client.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface ListedCase {
  readonly id: CaseId;
  readonly code: CaseCode;
  readonly procedure: string;
  readonly procedureName: Localised | null;
  readonly applicant: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly owner: AgencyId;
  readonly channel: Channel;
  readonly status: CaseStatus;
  readonly ending: Ending | null;
  readonly filedAt: Instant;
  readonly dueAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  /** How many documents were handed in or made. */
  readonly documents: number;
}

type Dated = 'dueAt' | 'decidedAt' | 'deliveredAt';
type Row = Omit<ListedCase, Dated | 'filedAt'> & Record<Dated, Date | null> & { readonly filedAt: Date };

/** In the order of their codes. Who filed is named for dossiers alone. */
export async function listedCases(db: Queryable, ids: readonly CaseId[]): Promise<readonly ListedCase[]> {
  const { rows } = await db.query<Row>(
    `SELECT c.id, c.code, c.procedure, n.name AS "procedureName", p.name AS applicant, p.address, p.phone, c.owner, c.channel, c.status,
       c.ending, c.filed_at AS "filedAt", c.due_at AS "dueAt", c.decided_at AS "decidedAt", c.delivered_at AS "deliveredAt", c.documents
     FROM cases c LEFT JOIN parties p ON p.case_id = c.id AND c.kind = 'dossier'
     LEFT JOIN procedures n ON n.province = c.province AND n.code = c.procedure AND n.version = c.procedure_version
     WHERE c.id = ANY ($1::text[]) ORDER BY c.filed_at, c.code`,
    [ids],
  );
  return rows.map(({ filedAt, dueAt, decidedAt, deliveredAt, ...row }) => ({
    ...row,
    filedAt: instantOf(filedAt),
    dueAt: instantOrNull(dueAt),
    decidedAt: instantOrNull(decidedAt),
    deliveredAt: instantOrNull(deliveredAt),
  }));
}

export interface LabelledShipment {
  readonly id: ShipmentId;
  readonly caseId: CaseId;
  readonly counter: AgencyId;
  readonly direction: Direction;
  readonly termsVersion: number;
  readonly tracking: string | null;
  readonly cod: number | null;
  readonly address: { readonly name: string; readonly phone: string; readonly address: string };
}

/** Of each case its newest, or the one that is named. */
export async function shipmentsAmong(
  db: Queryable,
  cases: readonly CaseId[],
  id: ShipmentId | null = null,
): Promise<readonly LabelledShipment[]> {
  const { rows } = await db.query<Omit<LabelledShipment, 'cod'> & { readonly cod: string | null }>(
    `SELECT DISTINCT ON (s.case_id) s.id, s.case_id AS "caseId", s.counter, s.direction, s.terms_version AS "termsVersion",
       s.tracking, s.cod, w.content AS address
     FROM shipments s JOIN text_contents w ON w.id = s.address
     WHERE s.case_id = ANY ($1::text[]) AND ($2::text IS NULL OR s.id = $2) ORDER BY s.case_id, s.ordered_at DESC`,
    [cases, id],
  );
  return rows.map((row) => ({ ...row, cod: row.cod === null ? null : Number(row.cod) }));
}

/** Dossiers filed at an agency in a period whose applicants this reader may know; one more than `most` where there are more. */
export async function casesToRegister(
  db: Queryable,
  agency: AgencyId,
  from: Instant,
  until: Instant,
  most: number,
): Promise<readonly CaseId[]> {
  const { rows } = await db.query<{ id: CaseId }>(REGISTERED, [
    agency,
    timestampOf(from),
    timestampOf(until),
    most + 1,
  ]);
  return rows.map(({ id }) => id);
}

/** Apart, so that tests can ask PostgreSQL how it goes about it. */
export const REGISTERED = `SELECT c.id FROM cases c
  WHERE c.counter = $1 AND c.kind = 'dossier' AND c.filed_at >= $2 AND c.filed_at < $3
    AND may_know_party(c.id, c.province, c.kind, c.counter, c.applicant)
  ORDER BY c.filed_at, c.id LIMIT $4`;

/** Those of the given dossiers that this reader may have on a list with their applicants' names. */
export async function knownCases(
  db: Queryable,
  idsOrCodes: readonly string[],
): Promise<readonly { readonly id: CaseId; readonly code: CaseCode }[]> {
  const { rows } = await db.query<{ id: CaseId; code: CaseCode }>(KNOWN, [idsOrCodes]);
  return rows;
}

export const KNOWN = `SELECT c.id, c.code FROM cases c
  WHERE (c.id = ANY ($1::text[]) OR c.code = ANY ($1::text[])) AND c.kind = 'dossier'
    AND may_know_party(c.id, c.province, c.kind, c.counter, c.applicant)
  ORDER BY c.filed_at, c.code`;

/** Whether the reader works in the agency, or for the whole province. */
export async function worksFor(db: Queryable, agency: AgencyId): Promise<boolean> {
  const { rows } = await db.query<{ works: boolean }>(
    `SELECT current_setting('motcua.wide', true) = '1'
       OR $1 = ANY (string_to_array(current_setting('motcua.agencies', true), ',')) AS works`,
    [agency],
  );
  return rows[0]?.works === true;
}
