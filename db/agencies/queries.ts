/** Agencies, and who works in them. Not secret within the product: no row-level security. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Agency } from '../../domain/agencies/types.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, CaseId, Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { DELEGABLE_ROLES, type Role } from '../../domain/vocabulary/roles.ts';
import type { Session } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';
import { agencies, memberships, users } from '../core/schema.ts';

export interface User {
  readonly id: UserId;
  readonly province: ProvinceId;
  readonly name: string;
  readonly active: boolean;
  readonly roles: readonly Membership[];
}

export interface Membership {
  readonly role: Role;
  readonly agency: AgencyId | null;
  /** Wards that they answer for there; absent: none in particular. */
  readonly areas?: readonly string[];
}

/** All agencies of a province, parents before those below them where ids say so. */
export async function agenciesOf(session: Session, province: ProvinceId): Promise<readonly Agency[]> {
  return session.orm.select().from(agencies).where(eq(agencies.province, province)).orderBy(asc(agencies.id));
}

export async function findAgency(session: Session, id: AgencyId): Promise<Agency | null> {
  const [found] = await session.orm.select().from(agencies).where(eq(agencies.id, id));
  return found ?? null;
}

/** Adds agencies, and brings those that are there up to date. A parent stands before what is below it. */
export async function saveAgencies(session: Session, list: readonly Agency[]): Promise<void> {
  for (const agency of list) {
    const row = { ...agency, fulfils: [...agency.fulfils] };
    await session.orm.insert(agencies).values(row).onConflictDoUpdate({ target: agencies.id, set: row });
  }
}

/** Adds a user or brings one up to date; their roles become exactly these. Call it in a transaction where others read. */
export async function saveUser(session: Session, user: User): Promise<void> {
  const { roles, ...row } = user;
  const { active, name, province } = row;
  await session.orm
    .insert(users)
    .values(row)
    .onConflictDoUpdate({ target: users.id, set: { active, name, province } });
  await session.orm.delete(memberships).where(eq(memberships.user, user.id));
  if (roles.length > 0)
    await session.orm.insert(memberships).values(
      roles.map(({ role, agency, areas = [] }) => ({
        user: user.id,
        role,
        agency: agency ?? ('' as const),
        areas: [...areas],
      })),
    );
}

/** A citizen and nothing else. Whoever is there already, in whatever role, stays what they are. */
export async function addCitizen(
  session: Session,
  { id, name, province }: Pick<User, 'id' | 'name' | 'province'>,
): Promise<void> {
  await session.sql.query(
    `WITH added AS (
       INSERT INTO users (id, name, province) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id
     ) INSERT INTO memberships (user_id, role, agency, areas) SELECT id, 'citizen', '', '{}' FROM added`,
    [id, name, province],
  );
}

/** With the roles that the database vouches for; null: nobody of that id. One statement: it is asked at every request. */
export async function findUser(session: Session, id: UserId): Promise<User | null> {
  const { rows } = await session.sql.query<User>(`${USERS} WHERE u.id = $1 GROUP BY u.id`, [id]);
  return rows[0] ?? null;
}

/**
 * The actor that a user is at that instant, with the roles of those for whom they stand in then; null where there is none,
 * or they were let go. What a principal holds as a deputy themselves is not passed on.
 */
export async function actorOf(session: Session, id: UserId, at: Instant): Promise<Actor | null> {
  const { rows } = await session.sql.query<User & { delegated: Actor['roles'] }>(ACTOR, [
    id,
    timestampOf(at),
  ]);
  const user = rows[0];
  if (user === undefined || !user.active) return null;
  const own = user.roles.map(({ role, agency }) => ({ role, agency }));
  return { user: user.id, province: user.province, roles: [...own, ...user.delegated] };
}

/** By id, after the id given. */
export async function listUsers(
  session: Session,
  province: ProvinceId,
  { after = '', agency, limit = 100 }: { after?: string; agency?: AgencyId | undefined; limit?: number } = {},
): Promise<readonly User[]> {
  const { rows } = await session.sql.query<User>(
    `${USERS} WHERE u.province = $1 AND u.id > $2
     ${agency === undefined ? '' : 'AND u.id IN (SELECT user_id FROM memberships WHERE agency = $4)'}
     GROUP BY u.id ORDER BY u.id LIMIT $3`,
    [province, after, limit, ...(agency === undefined ? [] : [agency])],
  );
  return rows;
}

/** What people are called, of those ids. */
export async function userNames(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await session.orm
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...ids] as UserId[]));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** What agencies are called, of those ids. */
export async function agencyNames(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Localised>> {
  if (ids.length === 0) return new Map();
  const found = await session.orm
    .select({ id: agencies.id, name: agencies.name })
    .from(agencies)
    .where(inArray(agencies.id, [...ids] as AgencyId[]));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Active people who hold a role in an agency: to whom its tasks can be assigned. */
export async function colleagues(session: Session, agency: AgencyId, role: Role): Promise<readonly UserId[]> {
  const found = await session.orm
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.user))
    // A role in another province's agency is worth nothing: nobody crosses that border.
    .innerJoin(agencies, and(eq(agencies.id, memberships.agency), eq(agencies.province, users.province)))
    .where(and(eq(memberships.agency, agency), eq(memberships.role, role), eq(users.active, true)))
    .orderBy(asc(users.id));
  return found.map(({ id }) => id);
}

/**
 * Who works in an agency that has or had to do with the case, among `wanted` where some are named, once each: they may see it.
 */
export async function mentionable(
  session: Session,
  caseId: CaseId,
  wanted: readonly UserId[] | null = null,
): Promise<readonly { readonly user: UserId; readonly role: Role; readonly agency: AgencyId }[]> {
  const { rows } = await session.sql.query<{ user: UserId; role: Role; agency: AgencyId }>(
    `SELECT DISTINCT ON (u.id) u.id AS "user", m.role, m.agency
     FROM cases c JOIN memberships m ON m.agency = ANY (c.agencies)
       JOIN users u ON u.id = m.user_id AND u.province = c.province AND u.active
     WHERE c.id = $1 AND ($2::text[] IS NULL OR u.id = ANY ($2)) ORDER BY u.id, m.role, m.agency`,
    [caseId, wanted],
  );
  return rows;
}

const USERS = `SELECT u.id, u.province, u.name, u.active,
  coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'agency', nullif(m.agency, '')) ||
    CASE WHEN m.areas = '{}' THEN '{}' ELSE jsonb_build_object('areas', m.areas) END ORDER BY m.role, m.agency)
    FILTER (WHERE m.role IS NOT NULL), '[]') AS roles
  FROM users u LEFT JOIN memberships m ON m.user_id = u.id`;

const ACTOR = `SELECT own.*, coalesce((
    SELECT jsonb_agg(jsonb_build_object('role', m.role, 'agency', m.agency, 'of', d.principal) ORDER BY d.principal, m.role, m.agency)
    FROM delegations d
    JOIN users p ON p.id = d.principal AND p.active AND p.province = own.province
    JOIN memberships m ON m.user_id = d.principal AND m.role IN (${DELEGABLE_ROLES.map((role) => `'${role}'`).join(', ')})
      AND (d.role IS NULL OR d.role = m.role) AND (d.agency IS NULL OR d.agency = m.agency)
    WHERE d.deputy = own.id AND d.revoked_at IS NULL AND d.from_at <= $2 AND d.until_at > $2
  ), '[]') AS delegated
  FROM (${USERS} WHERE u.id = $1 GROUP BY u.id) AS own`;
