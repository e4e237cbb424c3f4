import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { workflowIdOf } from '../../contracts/temporal/cases.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { publishCalendar } from '../../db/procedures/queries.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { content, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { mendDocuments } from './missing-documents.ts';
import { reconcile } from './reconciliation.ts';

const PERMIT = definitionOf(PERMIT_YAML);
let engine: Engine;
let worker: Database;
let cases: CaseId[];

beforeAll(async () => {
  engine = await startEngine();
  worker = openDatabase(engine.settings.databaseUrl ?? '', { role: 'motcua_worker' });
});
afterAll(async () => {
  await worker.close();
  await engine.close();
});

beforeEach(async () => {
  cases = [];
  for (const ordersPerRun of [1_000, 2]) {
    const { caseId } = await engine.file(PERMIT, { facts: { area: 300 } }, { ordersPerRun });
    await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
    await engine.act(caseId, PEOPLE.specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
    await engine.act(caseId, PEOPLE.specialist, { type: 'note', content: content(`n-${caseId}`) });
    await engine.act(caseId, PEOPLE.specialist, {
      type: 'complete',
      taskId: 'examine.1' as TaskId,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    cases.push(caseId);
  }
  const { caseId } = await engine.file(PERMIT, { facts: { area: 1 } });
  await engine.act(caseId, PEOPLE.receptionist, { type: 'withdraw', reason: content(`w-${caseId}`) });
  cases.push(caseId);
  // Temporal's list of workflows lags a little behind.
  await expect.poll(async () => (await reconciled(false)).cases).toBeGreaterThanOrEqual(cases.length);
});

const reconciled = (repair: boolean) =>
  reconcile(engine.client, worker, { repair, taskQueue: engine.taskQueue, settleMs: 10 });

/** As somebody with a superuser's password and no scruples, or a disk that came back from yesterday. */
async function tamper(...statements: string[]): Promise<void> {
  const client = await engine.owner.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL session_replication_role = replica`);
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function record(): Promise<string> {
  const tables = ['cases', 'tasks', 'clocks', 'notices'].map(
    (t) => `SELECT '${t}' AS t, to_jsonb(x)::text AS r FROM ${t} x`,
  );
  const events = `SELECT 'events', (to_jsonb(x) - 'position')::text FROM events x`;
  const { rows } = await engine.owner.pool.query(`${[...tables, events].join(' UNION ALL ')} ORDER BY 1, 2`);
  return JSON.stringify(rows);
}

describe('reconciling the record with the cases', () => {
  test('finds nothing where nothing differs', async () => {
    const result = await reconciled(true);
    expect(result.cases).toBeGreaterThanOrEqual(cases.length);
    expect(result.findings).toEqual([]);
  });

  test.each([
    ['the last events of a case', (id: string) => [`DELETE FROM events WHERE case_id = '${id}' AND seq > 3`]],
    ['one event in the middle', (id: string) => [`DELETE FROM events WHERE case_id = '${id}' AND seq = 2`]],
    [
      'a whole case',
      (id: string) =>
        ['events', 'tasks', 'clocks', 'notices']
          .map((t) => `DELETE FROM ${t} WHERE case_id = '${id}'`)
          .concat(`DELETE FROM cases WHERE id = '${id}'`),
    ],
    ['the tasks', (id: string) => [`DELETE FROM tasks WHERE case_id = '${id}'`]],
    [
      'what a list says of a task',
      (id: string) => [`UPDATE tasks SET assignee = 'nobody', due_at = now() WHERE case_id = '${id}'`],
    ],
    ['the status in a list', (id: string) => [`UPDATE cases SET status = 'delivered' WHERE id = '${id}'`]],
    [
      'the time of a clock',
      (id: string) => [
        `UPDATE clocks SET appointed_at = appointed_at + interval '1 day' WHERE case_id = '${id}'`,
      ],
    ],
  ])('gives back %s, to the last hash, from the histories of Temporal', async (_, damage) => {
    const before = await record();
    await tamper(...cases.slice(0, 2).flatMap(damage));
    const damaged = await record();
    expect(damaged).not.toBe(before);
    const found = await reconciled(false);
    expect(found.findings.map(({ caseId, repaired }) => [caseId, repaired]).sort()).toEqual(
      cases
        .slice(0, 2)
        .map((id) => [id, false])
        .sort(),
    );
    expect(await record()).toBe(damaged);
    const mended = await reconciled(true);
    expect(mended.findings.map(({ repaired }) => repaired)).toEqual([true, true]);
    expect(await record()).toBe(before);
    expect((await reconciled(true)).findings).toEqual([]);
  });

  test('never overwrites an event that was forged, and says so', async () => {
    const [id = ''] = cases;
    await tamper(
      `UPDATE events SET body = jsonb_set(body, '{by}', '"somebody"') WHERE case_id = '${id}' AND seq = 2`,
    );
    const forged = await record();
    const { findings } = await reconciled(true);
    expect(findings).toEqual([{ caseId: id, repaired: false, detail: 'forged: event 2' }]);
    expect(await record()).toBe(forged);
    await tamper(
      `UPDATE events SET body = jsonb_set(body, '{by}', to_jsonb(by)) WHERE case_id = '${id}' AND seq = 2`,
    );
  });

  test('begins a case again whose workflow was lost, and not one that had come to its end', async () => {
    const [lost = '' as CaseId, , closed = '' as CaseId] = cases;
    const { procedure, ref } = PERMIT;
    await engine.owner.pool.query(
      `INSERT INTO procedures (province, code, version, hash, content, search, published_by)
       VALUES ($1, $2, $3, $4, $5, '', 'engine') ON CONFLICT DO NOTHING`,
      [PEOPLE.receptionist.province, ref.code, ref.version, ref.hash, JSON.stringify(procedure)],
    );
    for (const calendar of Object.values(PERMIT.calendars))
      await publishCalendar(engine.owner, PEOPLE.receptionist.province, calendar, ENGINE);
    const before = await record();
    await engine.client.workflow.getHandle(workflowIdOf(lost)).terminate('as if it were lost');
    // As after an older backup: the record takes the case for open, and the workflow knows better.
    await tamper(
      `UPDATE cases SET version = 1, status = 'filed', state = state || '{"version": 1, "status": "filed"}' WHERE id = '${closed}'`,
    );
    await expect.poll(async () => (await reconciled(false)).findings.length).toBeGreaterThanOrEqual(3);
    const { findings } = await reconciled(true);
    expect(findings.map(({ caseId, repaired }) => [caseId, repaired])).toEqual([
      [closed, true],
      [lost, true],
    ]);
    expect(await record()).toBe(before);
    await expect.poll(async () => (await reconciled(false)).findings).toEqual([]);
    const claim = { type: 'claim', taskId: 'consult.1.tax' as TaskId } as const;
    expect(await engine.act(lost, PEOPLE.tax, claim)).toMatchObject({ ok: true });
    expect((await reconciled(true)).findings).toEqual([]);
  });

  test('finds documents that ought to be there, says why they are not, and has them made', async () => {
    const [id = '' as CaseId] = cases;
    const documents = (repair: boolean) =>
      mendDocuments(engine.client, worker, {
        repair,
        since: (Date.now() + 60_000) as Instant,
        taskQueue: engine.taskQueue,
      });
    const underWay = async () =>
      (await documents(false)).filter(({ detail }) => !detail.endsWith('nobody is making it'));
    await expect.poll(underWay).toEqual([]);
    // As after a restore; those of the cases before were called for when the database knew no procedure yet, and failed.
    await tamper(
      `DELETE FROM generated_documents WHERE case_id = '${id}'`,
      `DELETE FROM documents WHERE case_id = '${id}'`,
    );
    const failed = await engine.owner.pool.query(
      `SELECT FROM outbox_jobs e WHERE kind = 'document' AND NOT EXISTS (SELECT FROM generated_documents p WHERE p.id = e.id)`,
    );
    expect(failed.rowCount).toBeGreaterThan(1);
    expect(await documents(false)).toContainEqual({
      caseId: id,
      repaired: false,
      detail: 'the receipt of event 2 is not there: nobody is making it',
    });
    const mended = await documents(true);
    expect(mended.filter(({ repaired }) => !repaired)).toEqual([]);
    expect(mended).toHaveLength(failed.rowCount ?? 0);
    expect(await documents(true)).toEqual([]);
  });

  test('after PostgreSQL came back from an older backup, cases go on and numbers are not given twice', async () => {
    const [id = '' as CaseId] = cases;
    const { rows } = await engine.owner.pool.query('SELECT code FROM cases WHERE id = $1', [id]);
    await tamper(
      `DELETE FROM events WHERE case_id = '${id}' AND seq > 1`,
      `UPDATE cases SET version = 1, head_hash = (SELECT hash FROM events WHERE case_id = '${id}' AND seq = 1) WHERE id = '${id}'`,
      'DELETE FROM case_numbers',
    );
    await expect(
      engine.act(id, PEOPLE.tax, { type: 'claim', taskId: 'consult.1.tax' as TaskId }),
    ).rejects.toThrow(/missing in the record/);
    await reconciled(true);
    expect(
      await engine.act(id, PEOPLE.tax, { type: 'claim', taskId: 'consult.1.tax' as TaskId }),
    ).toMatchObject({ ok: true });
    const restored = await engine.owner.pool.query('SELECT code FROM cases WHERE id = $1', [id]);
    expect(restored.rows).toEqual(rows);
    await tamper(`UPDATE case_numbers SET last = (SELECT max(split_part(code, '-', 3)::int) FROM cases)`);
    const { answer } = await engine.file(PERMIT);
    expect(answer.ok).toBe(true);
  });
});
