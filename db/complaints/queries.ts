/** What complaints have beyond other cases: a place, others that resemble them, and those who follow. */
import type { Reach } from '../../domain/complaints/duplicates.ts';
import type { KnownPerson } from '../../domain/complaints/personal-data.ts';
import type { Place } from '../../domain/complaints/place.ts';
import type { CaseCode, CaseId, Localised, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Likeness } from '../../domain/vocabulary/duplicates.ts';
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';
import type { Urgency } from '../../domain/vocabulary/urgencies.ts';
import type { Session } from '../core/client.ts';
import { instantOf } from '../core/rows.ts';
import { complaintPlaces } from '../core/schema.ts';

/** Written once for a complaint, with its form. */
export async function savePlace(
  session: Session,
  of: { readonly caseId: CaseId; readonly province: ProvinceId; readonly filedAt: Instant },
  place: Place,
): Promise<void> {
  await session.orm
    .insert(complaintPlaces)
    .values({ ...place, ...of, filedAt: new Date(of.filedAt) })
    .onConflictDoNothing();
}

/** null: none was kept, or not for this reader. */
export async function findPlace(session: Session, id: CaseId): Promise<Place | null> {
  const { rows } = await session.sql.query<Place>(
    'SELECT lat, lon, ward, address, folded FROM complaint_places WHERE case_id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/** A complaint that may be about the same, with what tells so. */
export interface Resembling {
  readonly id: CaseId;
  readonly code: CaseCode;
  readonly status: CaseStatus;
  readonly urgency: Urgency;
  readonly procedure: string;
  readonly procedureName: Localised | null;
  readonly filedAt: Instant;
  readonly ward: string | null;
  readonly address: string | null;
  readonly folded: string;
  readonly metres: number | null;
  readonly likeness: number;
  readonly category: Likeness;
}

/** As many are looked at, whatever their category; of a burst water main a whole street complains. */
const MOST_LOOKED_AT = 100;

/** Complaints of this reader that resemble the given one, in no order. Of the same field, or of the same sort of office: related. */
export async function resembling(
  session: Session,
  id: CaseId,
  { metres, days }: Reach,
): Promise<readonly Resembling[]> {
  const { rows } = await session.sql.query<Omit<Resembling, 'filedAt'> & { filedAt: Date }>(RESEMBLING, [
    id,
    metres,
    days,
    MOST_LOOKED_AT,
  ]);
  return rows.map((row) => ({ ...row, filedAt: instantOf(row.filedAt) }));
}

/** Apart so that benchmarks can ask PostgreSQL how it goes about it. */
export const RESEMBLING = `
  WITH alike AS MATERIALIZED (
    SELECT * FROM complaints_alike($1, $2::double precision, make_interval(days => $3::integer), $4::integer)
  ), own AS MATERIALIZED (
    SELECT c.procedure, p.field, p.content ->> 'owner' AS owner FROM cases c
    LEFT JOIN procedures p ON p.province = c.province AND p.code = c.procedure AND p.version = c.procedure_version
    WHERE c.id = $1
  ), seen AS MATERIALIZED (
    -- By their ids and then by right: the other way round a reader's whole share of the cases would be gone through.
    SELECT c.id, c.code, c.status, c.urgency, c.province, c.procedure, c.procedure_version FROM cases c
    WHERE c.id = ANY (ARRAY(SELECT case_id FROM alike))
  ), placed AS MATERIALIZED (
    SELECT l.case_id, l.filed_at, l.ward, l.address, l.folded FROM complaint_places l
    WHERE l.case_id = ANY (ARRAY(SELECT id FROM seen))
  )
  SELECT c.id, c.code, c.status, c.urgency, c.procedure, p.name AS "procedureName", l.filed_at AS "filedAt", l.ward, l.address,
    l.folded, a.metres, a.likeness,
    CASE WHEN c.procedure = own.procedure THEN 'same'
      WHEN p.field = own.field OR p.content ->> 'owner' = own.owner THEN 'related' ELSE 'other' END AS category
  FROM alike a CROSS JOIN own JOIN seen c ON c.id = a.case_id JOIN placed l ON l.case_id = a.case_id
  LEFT JOIN procedures p ON p.province = c.province AND p.code = c.procedure AND p.version = c.procedure_version`;

/** Another complaint that this one became part of, or that became part of this one. */
export interface Related {
  readonly id: CaseId;
  /** null where the reader may not know it. */
  readonly code: CaseCode | null;
  readonly status: CaseStatus | null;
}

export async function mergedInto(session: Session, into: CaseId): Promise<Related> {
  const { rows } = await session.sql.query<Omit<Related, 'id'>>(
    `SELECT code, status FROM cases WHERE id = $1 UNION SELECT code, status FROM followed_case($1)`,
    [into],
  );
  return { id: into, code: rows[0]?.code ?? null, status: rows[0]?.status ?? null };
}

export async function mergedOf(session: Session, id: CaseId): Promise<readonly Related[]> {
  const { rows } = await session.sql.query<Related>(
    'SELECT id, code, status FROM cases WHERE merged_into = $1 ORDER BY filed_at, id LIMIT 100',
    [id],
  );
  return rows;
}

/** How many complaints of the same reporter were refused as spam; null where nothing is known of them, or not for this reader. */
export async function spamByReporter(session: Session, id: CaseId): Promise<number | null> {
  const { rows } = await session.sql.query<{ spam: number | null }>('SELECT spam_by_reporter($1) AS spam', [
    id,
  ]);
  return rows[0]?.spam ?? null;
}

/** Who made this complaint and those that became part of it: to be compared and never shown. Nobody, for who may not know. */
export async function reportersOf(session: Session, id: CaseId): Promise<readonly KnownPerson[]> {
  const { rows } = await session.sql.query<KnownPerson>(
    'SELECT name, phone, email, id_number AS "idNumber" FROM reporters_of($1)',
    [id],
  );
  return rows;
}

/**
 * Whether nobody else is merging these now: until the transaction ends, this one is merged by nobody, and nothing is made
 * of the other. So two that are merged into each other at once do not both go.
 */
export async function holdForMerging(session: Session, merged: CaseId, into: CaseId): Promise<boolean> {
  const { rows } = await session.sql.query<{ held: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('merge ' || $1, 0))
        AND pg_try_advisory_xact_lock_shared(hashtextextended('merge ' || $2, 0)) AS held`,
    [merged, into],
  );
  return rows[0]?.held ?? false;
}
