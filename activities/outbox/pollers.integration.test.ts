import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/core/client.ts';
import { handOver, type WaitingOutboxJob } from '../../db/outbox/queries.ts';
import { workflowBundle } from '../../temporal/bundle.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { startWorker } from '../../worker.ts';
import { pollOutbox } from './pollers.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

/** As the record leaves it; of a shipment that no case ordered, so that its workflow only waits and tries again. */
async function leave(count: number, notBefore: Date | null = null): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `document-${randomUUID()}`);
  await engine.owner.pool.query(
    `INSERT INTO outbox_jobs (id, kind, province, case_id, seq, subject, not_before)
     SELECT id, 'document', 'hue', 'c', 1, 'none', $2 FROM unnest($1::text[]) AS id`,
    [ids, notBefore],
  );
  return ids;
}

async function waiting(): Promise<number> {
  const { rows } = await engine.owner.pool.query('SELECT FROM outbox_jobs WHERE started_at IS NULL');
  return rows.length;
}

const runs = (id: string) => engine.client.workflow.getHandle(id).describe();

describe('jobs', () => {
  test('are begun as soon as the record leaves them', async () => {
    const ids = await leave(45);
    await expect.poll(waiting).toBe(0);
    for (const id of ids) expect((await runs(id)).type).toBe('documentWorkflow');
  });

  test('that were left while no worker was up are begun when one comes', async () => {
    await engine.stopWorker();
    const [id = ''] = await leave(1);
    await engine.startWorker();
    await expect.poll(waiting).toBe(0);
    expect((await runs(id)).workflowId).toBe(id);
  });

  test('are begun once, though the worker was killed before it could say so', async () => {
    const [id = ''] = await leave(1);
    await expect.poll(waiting).toBe(0);
    const { runId } = await runs(id);
    await engine.owner.pool.query('UPDATE outbox_jobs SET started_at = NULL WHERE id = $1', [id]);
    await leave(1);
    await expect.poll(waiting).toBe(0);
    expect((await runs(id)).runId).toBe(runId);
  });

  test('are shared among workers beside each other', async () => {
    const beside = await startWorker({
      settings: engine.settings,
      keys: engine.keys,
      bundle: await workflowBundle(),
      taskQueue: engine.taskQueue,
    });
    const ids = await leave(60);
    await expect.poll(waiting).toBe(0);
    await beside.stop();
    for (const id of ids) expect((await runs(id)).workflowId).toBe(id);
  });

  test('held back until later wait in Temporal, not here', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const [id = ''] = await leave(1, later);
    await expect.poll(waiting).toBe(0);
    const { executionTime, historyLength } = await runs(id);
    expect(Math.abs((executionTime?.getTime() ?? 0) - later.getTime())).toBeLessThan(2_000);
    expect(historyLength).toBe(1);
  });

  test('go on when the connection that listens is cut', async () => {
    const { rows } = await engine.owner.pool.query<{ cut: boolean }>(
      `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
       WHERE query = 'LISTEN motcua_outbox' AND datname = current_database()`,
    );
    expect(rows).toEqual([{ cut: true }]);
    await leave(1);
    await expect.poll(waiting).toBe(0);
  });

  test('that cannot be begun stay, are tried again, and hold up no others', async () => {
    await engine.stopWorker();
    await leave(3);
    const db = openDatabase(engine.settings.databaseUrl ?? '', { role: 'motcua_worker', max: 3 });
    const begun: string[] = [];
    let failures = 2;
    const poller = pollOutbox(db, async ({ id }: WaitingOutboxJob) => {
      if (failures-- > 0) throw new Error('Temporal is away');
      begun.push(id);
    });
    await expect.poll(waiting).toBe(0);
    await poller.stop();
    expect(new Set(begun).size).toBe(3);
    expect(await handOver(db, 10, async () => undefined)).toEqual({ started: 0, failed: 0 });
    await db.close();
    await engine.startWorker();
  });
});
