/** Who stands in for whom. Not secret within the product but for the reasons: the API says who reads those. */
import type { Delegation } from '../../domain/agencies/delegation.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface StoredDelegation extends Delegation {
  readonly id: string;
  readonly province: ProvinceId;
  readonly reason: string;
  readonly createdBy: UserId;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
  readonly revokedBy: UserId | null;
}

export type DelegationConflict = 'overlapping' | 'circle';

const COLUMNS = `d.id, d.province, d.principal, d.deputy, d.role, d.agency, d.from_at AS "from", d.until_at AS until, d.reason,
  d.created_by AS "createdBy", d.created_at AS "createdAt", d.revoked_at AS "revokedAt", d.revoked_by AS "revokedBy"`;

type Dated = 'from' | 'until' | 'createdAt' | 'revokedAt';
type Row = Omit<StoredDelegation, Dated> & { [key in Exclude<Dated, 'revokedAt'>]: Date } & {
  revokedAt: Date | null;
};

/** Adds it, or says what stands in its way. Call it in a transaction: those of a province are arranged one at a time. */
export async function addDelegation(
  session: Session,
  delegation: Omit<StoredDelegation, 'createdAt' | 'revokedAt' | 'revokedBy'>,
): Promise<StoredDelegation | DelegationConflict> {
  const { province, principal, deputy, role, agency } = delegation;
  const [from, until] = [timestampOf(delegation.from), timestampOf(delegation.until)];
  await session.sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('delegations ' || $1, 0))`, [
    province,
  ]);
  const { rows: overlapping } = await session.sql.query(
    `SELECT FROM delegations WHERE principal = $1 AND revoked_at IS NULL AND from_at < $3 AND until_at > $2
       AND (role IS NULL OR $4::text IS NULL OR role = $4) AND (agency IS NULL OR $5::text IS NULL OR agency = $5) LIMIT 1`,
    [principal, from, until, role, agency],
  );
  if (overlapping.length > 0) return 'overlapping';
  if (deputy !== null && (await leadsBack(session, principal, deputy, from, until))) return 'circle';
  const { rows } = await session.sql.query<Row>(
    `INSERT INTO delegations AS d (id, province, principal, deputy, role, agency, from_at, until_at, reason, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${COLUMNS}`,
    [
      delegation.id,
      province,
      principal,
      deputy,
      role,
      agency,
      from,
      until,
      delegation.reason,
      delegation.createdBy,
    ],
  );
  const [stored] = rows;
  if (stored === undefined) throw new Error('the row was inserted');
  return delegationOf(stored);
}

/** Whether, at some instant of the period, the deputy's own deputies lead back to the principal: then all would be away. */
async function leadsBack(
  session: Session,
  principal: UserId,
  deputy: UserId,
  from: string,
  until: string,
): Promise<boolean> {
  const { rows } = await session.sql.query(
    `WITH RECURSIVE onward AS (
       SELECT $2::text AS person, $3::timestamptz AS begins, $4::timestamptz AS ends
       UNION
       SELECT d.deputy, greatest(o.begins, d.from_at), least(o.ends, d.until_at)
       FROM onward o JOIN delegations d ON d.principal = o.person AND d.deputy IS NOT NULL AND d.revoked_at IS NULL
         AND d.from_at < o.ends AND d.until_at > o.begins
       WHERE o.person <> $1
     ) SELECT FROM onward WHERE person = $1 LIMIT 1`,
    [principal, deputy, from, until],
  );
  return rows.length > 0;
}

export interface DelegationFilter {
  /** Only those that this person may see: as principal, deputy, or head of where the principal works; null: all of the province. */
  readonly seenBy: { readonly user: UserId; readonly heads: readonly AgencyId[] } | null;
  /** In force at that instant. */
  readonly at?: Instant | undefined;
  readonly principal?: UserId | undefined;
  readonly deputy?: UserId | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
}

/** The latest to begin first. @throws BadCursor */
export async function listDelegations(
  session: Session,
  province: ProvinceId,
  filter: DelegationFilter,
): Promise<Page<StoredDelegation>> {
  const { text, values, limit } = delegationsQuery(province, filter);
  const { rows } = await session.sql.query<Row & { key: string[] }>(text, values);
  return pageOf(rows, limit, ({ key: _, ...row }) => delegationOf(row));
}

export function delegationsQuery(province: ProvinceId, filter: DelegationFilter) {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(province, ($) => `d.province = ${$}`)
    .when(filter.principal, ($) => `d.principal = ${$}`)
    .when(filter.deputy, ($) => `d.deputy = ${$}`);
  if (filter.at !== undefined)
    conditions
      .when(
        timestampOf(filter.at),
        ($) => `d.from_at <= ${$}::timestamptz AND d.until_at > ${$}::timestamptz`,
      )
      .also('d.revoked_at IS NULL');
  if (filter.seenBy !== null) {
    const user = conditions.value(filter.seenBy.user);
    const heads = conditions.value(filter.seenBy.heads);
    conditions.also(`(d.principal = ${user} OR d.deputy = ${user} OR d.principal IN (
      SELECT m.user_id FROM memberships m WHERE m.agency = ANY (${heads}::text[])))`);
  }
  const key = keyOf(filter.cursor, 2);
  if (key !== null) {
    const [from, id] = key.map((part) => conditions.value(part));
    conditions.also(`(d.from_at, d.id) < (${from}::timestamptz, ${id})`);
  }
  const text = `SELECT ${COLUMNS}, ARRAY[d.from_at::text, d.id] AS key FROM delegations d ${conditions.where}
    ORDER BY d.from_at DESC, d.id DESC LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

export async function findDelegation(
  session: Session,
  province: ProvinceId,
  id: string,
): Promise<StoredDelegation | null> {
  const { rows } = await session.sql.query<Row>(
    `SELECT ${COLUMNS} FROM delegations d WHERE d.province = $1 AND d.id = $2`,
    [province, id],
  );
  return rows[0] === undefined ? null : delegationOf(rows[0]);
}

/** Ends it; null when it had been ended before. */
export async function revokeDelegation(
  session: Session,
  id: string,
  by: UserId,
  at: Instant,
): Promise<StoredDelegation | null> {
  const { rows } = await session.sql.query<Row>(
    `UPDATE delegations d SET revoked_at = $3, revoked_by = $2 WHERE d.id = $1 AND d.revoked_at IS NULL RETURNING ${COLUMNS}`,
    [id, by, timestampOf(at)],
  );
  return rows[0] === undefined ? null : delegationOf(rows[0]);
}

/**
 * To whom a message for that officer goes at that instant, in what they do in that role and agency: to them; while they are
 * away, to their deputy; to nobody where nobody stands in.
 */
export async function reachedFor(
  session: Session,
  officer: UserId,
  { role, agency }: { readonly role: Role; readonly agency: AgencyId },
  at: Instant,
): Promise<UserId | null> {
  const { rows } = await session.sql.query<{ deputy: UserId | null }>(
    `SELECT deputy FROM delegations WHERE principal = $1 AND revoked_at IS NULL AND from_at <= $4 AND until_at > $4
       AND (role IS NULL OR role = $2) AND (agency IS NULL OR agency = $3)`,
    [officer, role, agency, timestampOf(at)],
  );
  return rows[0] === undefined ? officer : rows[0].deputy;
}

function delegationOf(row: Row): StoredDelegation {
  return {
    ...row,
    from: instantOf(row.from),
    until: instantOf(row.until),
    createdAt: instantOf(row.createdAt),
    revokedAt: instantOrNull(row.revokedAt),
  };
}
