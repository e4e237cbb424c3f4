/** Clocks that have ended, and what decisions with force for the past found of them. */
import type { Rejudgement } from '../../domain/cases/views/rejudging.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Database, Queryable } from '../core/client.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

/** One judgement beside the one before it. */
export interface KeptRejudgement extends Rejudgement {
  readonly clock: string;
  readonly calendar: string;
  readonly version: number;
  readonly decision: string;
  readonly at: Instant;
}

/** Cases with a clock that has ended on one of these calendars, by id, after the one given. `dueFrom`: due on that day or later; null: ever. */
export async function casesWithEnded(
  db: Queryable,
  province: ProvinceId,
  calendars: readonly string[],
  after: string,
  limit: number,
  dueFrom: PlainDay | null = null,
): Promise<readonly { readonly id: CaseId }[]> {
  const { rows } = await db.query<{ id: CaseId }>(
    `SELECT DISTINCT case_id AS id FROM clocks
     WHERE province = $1 AND calendar = ANY ($2) AND stopped_at IS NOT NULL AND case_id > $3
       AND ($5::date IS NULL OR greatest(appointed_at, due_at) >= $5::date - 1) ORDER BY case_id LIMIT $4`,
    [province, calendars, after, limit, dueFrom],
  );
  return rows;
}

/** The earliest first. */
export async function rejudgementsOf(db: Queryable, caseId: CaseId): Promise<readonly KeptRejudgement[]> {
  const { rows } = await db.query(
    `SELECT clock, calendar, version, decision, due_before, missed_before, due_after, missed_after, at
     FROM rejudgements WHERE case_id = $1 ORDER BY at, version`,
    [caseId],
  );
  return rows.map((row) => ({
    clock: row.clock,
    calendar: row.calendar,
    version: row.version,
    decision: row.decision,
    before: { dueAt: instantOrNull(row.due_before), missedAt: instantOrNull(row.missed_before) },
    after: { dueAt: instantOrNull(row.due_after), missedAt: instantOrNull(row.missed_after) },
    at: instantOf(row.at),
  }));
}

/** Given again it changes nothing. How many were new. */
export async function saveRejudgements(
  db: Database,
  caseId: CaseId,
  found: readonly Omit<KeptRejudgement, 'at'>[],
): Promise<number> {
  const client = await db.pool.connect();
  const at = (instant: Instant | null) => (instant === null ? null : timestampOf(instant));
  try {
    await client.query('BEGIN');
    let added = 0;
    for (const { clock, calendar, version, decision, before, after } of found) {
      const { rowCount } = await client.query(
        `INSERT INTO rejudgements (case_id, clock, calendar, version, decision, due_before, missed_before, due_after, missed_after)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [
          caseId,
          clock,
          calendar,
          version,
          decision,
          at(before.dueAt),
          at(before.missedAt),
          at(after.dueAt),
          at(after.missedAt),
        ],
      );
      added += rowCount ?? 0;
    }
    // The row takes the newest judgement over by itself.
    if (added > 0)
      await client.query('UPDATE clocks SET phase = phase WHERE case_id = $1 AND id = ANY ($2)', [
        caseId,
        found.map(({ clock }) => clock),
      ]);
    await client.query('COMMIT');
    return added;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
