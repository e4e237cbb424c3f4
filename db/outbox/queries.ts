/** The outbox: what waits to be taken up outside the cases. */
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { OutboxJobKind } from '../../domain/vocabulary/outbox.ts';
import type { Database, Queryable, Session } from '../core/client.ts';
import { instantOrNull } from '../core/rows.ts';

export interface WaitingOutboxJob extends OutboxJobInput {
  /** null: at once. */
  readonly notBefore: Instant | null;
}

interface Row {
  readonly id: string;
  readonly kind: OutboxJobKind;
  readonly province: ProvinceId;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly subject: string;
  readonly notBefore: Date | null;
}

/** Puts an outbox job into the outbox that no event calls for: what somebody asks for. The same id again changes nothing. */
export async function addOutboxJob(
  db: Queryable,
  { id, kind, province, caseId, seq, subject }: OutboxJobInput,
): Promise<void> {
  await db.query(
    `INSERT INTO outbox_jobs (id, kind, province, case_id, seq, subject) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [id, kind, province, caseId, seq, subject],
  );
}

/**
 * Hands over the oldest that nobody has taken up, and marks those that `start` began; workers beside each other get
 * different ones. What fails stays, and is counted: whoever was killed in between begins it again, under the same id.
 */
export async function handOver(
  db: Database,
  atOnce: number,
  start: (job: WaitingOutboxJob) => Promise<void>,
): Promise<{ readonly started: number; readonly failed: number }> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<Row>(
      `SELECT id, kind, province, case_id AS "caseId", seq, subject, not_before AS "notBefore" FROM outbox_jobs
       WHERE started_at IS NULL ORDER BY created_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [atOnce],
    );
    const began = await Promise.allSettled(
      rows.map((row) => start({ ...row, notBefore: (row.notBefore?.getTime() ?? null) as Instant | null })),
    );
    const started = rows.filter((_, n) => began[n]?.status === 'fulfilled').map(({ id }) => id);
    if (started.length > 0)
      await client.query('UPDATE outbox_jobs SET started_at = now() WHERE id = ANY ($1)', [started]);
    await client.query('COMMIT');
    return { started: started.length, failed: rows.length - started.length };
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** More are as good as innumerable. */
const MOST_COUNTED = 1_000;

/** What waits of a province although its time has come; `since`: the oldest, null: nothing does. */
export async function outboxJobsWaiting(
  { sql }: Session,
  province: ProvinceId,
): Promise<{ readonly waiting: number; readonly since: Instant | null }> {
  const { rows } = await sql.query<{ waiting: number; since: Date | null }>(
    `SELECT count(*)::integer AS waiting, min(at) AS since FROM (
       SELECT coalesce(not_before, created_at) AS at FROM outbox_jobs
       WHERE started_at IS NULL AND province = $1 AND (not_before IS NULL OR not_before <= now())
       ORDER BY created_at, id LIMIT ${MOST_COUNTED}) AS e`,
    [province],
  );
  const { waiting = 0, since = null } = rows[0] ?? {};
  return { waiting, since: instantOrNull(since) };
}
