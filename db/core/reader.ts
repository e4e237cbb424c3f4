/** Reading under row-level security: what an actor may not see, no query of the transaction returns. */
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import {
  AGENCY_ROLES,
  KNOWING_WHO_FILED,
  KNOWING_WHO_FILED_DOSSIERS,
  OUTSIDE_ROLES,
  PROVINCE_ROLES,
  type Role,
} from '../../domain/vocabulary/roles.ts';
import type { Database, Session } from './client.ts';
import { isUnavailable } from './errors.ts';
import * as schema from './schema.ts';

/**
 * Runs `work` in one transaction that sees what the actor may see and is theirs to write. The transaction begins and
 * learns of the actor in one round trip. An agency head's view takes in the agencies below. `snapshot`: all statements see
 * the same moment, and none may write.
 */
export async function asActor<T>(
  db: Database,
  actor: Actor,
  work: (session: Session) => Promise<T>,
  isolation: 'committed' | 'snapshot' = 'committed',
): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    const settings = settingsOf(actor).map(
      ([name, value]) =>
        `set_config(${client.escapeLiteral(`motcua.${name}`)}, ${client.escapeLiteral(value)}, true)`,
    );
    const agencies = `set_config('motcua.agencies', ${agenciesOf(actor, (text) => client.escapeLiteral(text))}, true)`;
    const role = seesProvince(actor) ? 'SET LOCAL ROLE motcua_api_wide; ' : '';
    const begin = isolation === 'snapshot' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
    await client.query(`${begin}; ${role}SELECT ${[...settings, agencies].join(', ')}`);
    const result = await work({ orm: drizzle(client, { schema }), sql: client });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    if (isUnavailable(error) && error instanceof Error) broken = error;
    else
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Who works for no one agency sees all of them. */
export function seesProvince({ roles }: Actor): boolean {
  return roles.some(({ role }) => PROVINCE_ROLES.includes(role));
}

/** Of a case, what the policies look at. */
export interface CaseAccess {
  readonly province: ProvinceId;
  readonly agencies: readonly AgencyId[];
  readonly applicant: UserId | null;
}

/**
 * Whether it is worth asking under the actor's rights: false where the policies would certainly give nothing. Which agencies
 * are below a head's, PostgreSQL alone knows.
 */
export function mayConcern(actor: Actor, { province, agencies, applicant }: CaseAccess): boolean {
  if (province !== actor.province) return false;
  if (seesProvince(actor) || applicant === actor.user) return true;
  return actor.roles.some(
    ({ role, agency }) => role === 'agency-head' || (agency !== null && agencies.includes(agency)),
  );
}

/** What the policies of `migrations/0000_roles.sql` read. */
function settingsOf(actor: Actor): readonly (readonly [string, string])[] {
  const { user, province, roles } = actor;
  const has = (wanted: readonly Role[]) => roles.some(({ role }) => wanted.includes(role));
  return [
    ['province', province],
    ['user', user],
    ['wide', seesProvince(actor) ? '1' : ''],
    ['staff', roles.some(({ role }) => !OUTSIDE_ROLES.includes(role)) ? '1' : ''],
    // Administrators see cases and never whose they are.
    ['identity', has(KNOWING_WHO_FILED) ? 'all' : has(KNOWING_WHO_FILED_DOSSIERS) ? 'dossiers' : ''],
  ];
}

/** The actor's agencies as an SQL text, comma separated. */
function agenciesOf({ roles }: Actor, literal: (text: string) => string): string {
  const of = (wanted: readonly Role[]): AgencyId[] =>
    roles.flatMap(({ role, agency }) => (agency !== null && wanted.includes(role) ? [agency] : []));
  const own = literal(of(AGENCY_ROLES).join(','));
  const headed = of(['agency-head']);
  if (headed.length === 0) return own;
  return `(WITH RECURSIVE below AS (
    SELECT unnest(string_to_array(${literal(headed.join(','))}, ',')) AS id
    UNION SELECT a.id FROM agencies a JOIN below ON a.parent = below.id
  ) SELECT concat_ws(',', ${own}, string_agg(id, ',')) FROM below)`;
}
