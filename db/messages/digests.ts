/** What an officer's daily digest lists, and who gets one. For the worker. */
import type { AgencyId, CaseCode, Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { DigestList } from '../../domain/vocabulary/messages.ts';
import { AGENCY_ROLES } from '../../domain/vocabulary/roles.ts';
import type { Queryable } from '../core/client.ts';
import { instantOrNull, timestampOf } from '../core/rows.ts';

/**
 * One outbox job for everybody who works in the province, has a mail address, and is not away: their deputy's digest lists their
 * work. The same day again adds nothing.
 */
export async function orderDigestsFor(
  db: Queryable,
  province: ProvinceId,
  day: string,
  at: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO outbox_jobs (id, kind, province, case_id, seq, subject)
     SELECT 'message-digest-' || $2 || '-' || left(encode(sha256(convert_to(u.id, 'UTF8')), 'hex'), 20), 'message', $1, '', 0,
       'digest:' || $2 || ':' || u.id
     FROM users u JOIN contacts k ON k.user_id = u.id AND k.email IS NOT NULL
     WHERE u.province = $1 AND u.active
       AND EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id AND m.role = ANY ($4))
       AND NOT EXISTS (SELECT FROM delegations d WHERE d.principal = u.id AND d.revoked_at IS NULL AND d.role IS NULL
         AND d.agency IS NULL AND d.from_at <= $3 AND d.until_at > $3)
     ON CONFLICT DO NOTHING`,
    [province, day, timestampOf(at), AGENCY_ROLES],
  );
  return rowCount ?? 0;
}

export interface DigestItem {
  readonly bucket: DigestList;
  readonly code: CaseCode;
  readonly step: string;
  readonly branch: string | null;
  readonly agency: AgencyId;
  readonly dueAt: Instant | null;
  readonly province: ProvinceId;
  readonly procedureHash: string;
  readonly procedureName: Localised | null;
}

/**
 * Open work of somebody: what they hold, what waits for anybody of their role and agency, what those hold for whom they stand in;
 * a head's also what their people hold, as far as it is late or due. The most urgent first.
 */
export async function digestItemsOf(
  db: Queryable,
  user: UserId,
  {
    now,
    soonUntil,
    freshSince,
  }: { readonly now: Instant; readonly soonUntil: Instant; readonly freshSince: Instant },
): Promise<readonly DigestItem[]> {
  const { rows } = await db.query<Omit<DigestItem, 'dueAt'> & { dueAt: Date | null }>(
    `WITH mine AS MATERIALIZED (
       SELECT m.agency, m.role FROM memberships m JOIN agencies a ON a.id = m.agency WHERE m.user_id = $1
     ), held AS MATERIALIZED (
       SELECT $1::text AS holder UNION SELECT d.principal FROM delegations d
       WHERE d.deputy = $1 AND d.revoked_at IS NULL AND d.from_at <= $2 AND d.until_at > $2
     ), work AS (
       SELECT t.* FROM tasks t WHERE t.closed_at IS NULL AND t.assignee IN (SELECT holder FROM held)
       UNION
       SELECT t.* FROM tasks t JOIN mine ON mine.agency = t.agency AND mine.role = t.role
       WHERE t.closed_at IS NULL AND t.assignee IS NULL
       UNION
       SELECT t.* FROM tasks t JOIN mine ON mine.agency = t.agency AND mine.role = 'agency-head'
       WHERE t.closed_at IS NULL AND t.due_at < $3
     )
     SELECT CASE WHEN w.due_at < $2 THEN 'overdue' WHEN w.due_at < $3 THEN 'soon' ELSE 'fresh' END AS bucket,
       c.code, w.step, w.branch, w.agency, w.due_at AS "dueAt", c.province, c.procedure_hash AS "procedureHash",
       p.name AS "procedureName"
     FROM work w JOIN cases c ON c.id = w.case_id AND c.imported = 0
     LEFT JOIN procedures p ON p.province = c.province AND p.code = c.procedure AND p.version = c.procedure_version
     WHERE w.due_at < $3 OR w.opened_at >= $4
     ORDER BY w.due_sort, w.case_id, w.id LIMIT 200`,
    [user, timestampOf(now), timestampOf(soonUntil), timestampOf(freshSince)],
  );
  return rows.map((row) => ({ ...row, dueAt: instantOrNull(row.dueAt) }));
}

/** Provinces that have offices here. */
export async function provincesServed(db: Queryable): Promise<readonly ProvinceId[]> {
  const { rows } = await db.query<{ province: ProvinceId }>('SELECT DISTINCT province FROM agencies');
  return rows.map(({ province }) => province);
}
