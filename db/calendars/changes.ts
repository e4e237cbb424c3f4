/** Calendars that were published, and the open cases that do not count by them yet. As motcua_worker. */
import type { PendingChange } from '../../contracts/temporal/cases.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Queryable } from '../core/client.ts';

/** null: every open case of the province counts by the current calendars. */
export async function pendingChange(db: Queryable, province: ProvinceId): Promise<PendingChange | null> {
  const { rows } = await db.query<{
    id: string;
    version: number;
    decision: string | null;
    retroactive: boolean;
  }>(
    `SELECT id, version, decision, retroactive FROM calendars
     WHERE province = $1 AND current AND applied_at IS NULL ORDER BY id`,
    [province],
  );
  if (rows.length === 0) return null;
  return {
    versions: Object.fromEntries(rows.map(({ id, version }) => [id, version])),
    decisions: Object.fromEntries(
      rows.map(({ id, decision, retroactive }) => [id, { decision: decision ?? '', retroactive }]),
    ),
  };
}

/** Provinces in which a change still waits to be applied. */
export async function provincesPending(db: Queryable): Promise<readonly ProvinceId[]> {
  const { rows } = await db.query<{ province: ProvinceId }>(
    'SELECT DISTINCT province FROM calendars WHERE current AND applied_at IS NULL ORDER BY 1',
  );
  return rows.map(({ province }) => province);
}

/** Versions superseded before they were applied count as applied with the one that came after. */
export async function markApplied(
  db: Queryable,
  province: ProvinceId,
  versions: PendingChange['versions'],
  cases: number,
): Promise<void> {
  await db.query(
    `UPDATE calendars c SET applied_at = now(), applied_cases = $3
     FROM jsonb_each_text($2::jsonb) AS done (id, version)
     WHERE c.province = $1 AND c.id = done.id AND c.version <= done.version::integer AND c.applied_at IS NULL`,
    [province, JSON.stringify(versions), cases],
  );
}

export interface OpenCase {
  readonly id: CaseId;
  readonly procedureHash: string;
  readonly headHash: string;
  readonly state: CaseState;
}

/** Open cases by id, after the one given. Imported ones are history and have no clock to move. */
export async function openCases(
  db: Queryable,
  province: ProvinceId,
  after: string,
  limit: number,
): Promise<readonly OpenCase[]> {
  const { rows } = await db.query<OpenCase>(
    `SELECT id, procedure_hash AS "procedureHash", head_hash AS "headHash", state FROM cases
     WHERE province = $1 AND status <> 'closed' AND imported = 0 AND id > $2 ORDER BY id LIMIT $3`,
    [province, after, limit],
  );
  return rows;
}

export async function openCase(db: Queryable, id: CaseId): Promise<OpenCase | null> {
  const { rows } = await db.query<OpenCase>(
    `SELECT id, procedure_hash AS "procedureHash", head_hash AS "headHash", state FROM cases
     WHERE id = $1 AND status <> 'closed'`,
    [id],
  );
  return rows[0] ?? null;
}
