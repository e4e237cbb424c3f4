import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STATE, type StateAnswer, workflowIdOf } from '../../contracts/temporal/cases.ts';
import { verifyChains } from '../../db/core/audit.ts';
import { openDatabase } from '../../db/core/client.ts';
import type { Order } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import type { CaseId } from '../../domain/ids.ts';
import { reconcile } from '../../ops/record/reconciliation.ts';
import { actOn, catchUp, fileCase, TemporalUnavailable } from '../../temporal/cases.ts';
import { type Engine, repeated, startEngine } from '../../test/support/engine.ts';
import { startFragileWorker } from '../../test/support/fragile.ts';
import {
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';

const PERMIT = definitionOf(PERMIT_YAML);
let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

async function eventsOf(caseId: CaseId): Promise<CaseEvent[]> {
  const { rows } = await engine.owner.pool.query('SELECT body FROM events WHERE case_id = $1 ORDER BY seq', [
    caseId,
  ]);
  return rows.map(({ body }) => body);
}

async function expectWhole(caseId: CaseId): Promise<void> {
  const events = await eventsOf(caseId);
  const { state, headHash } = await engine.client.workflow
    .getHandle(workflowIdOf(caseId))
    .query<StateAnswer>(STATE);
  const { rows } = await engine.owner.pool.query('SELECT state, head_hash FROM cases WHERE id = $1', [
    caseId,
  ]);
  expect(fold(events)).toEqual(state);
  expect(rows).toEqual([{ state, head_hash: headHash }]);
}

const submit = (caseId: CaseId): Order =>
  orderOf(PEOPLE.receptionist, filingOf(PERMIT, { caseId }), { id: `file-${caseId}` });
const newId = () => randomUUID().replaceAll('-', '') as CaseId;
const give = (caseId: CaseId, order: Order) => () =>
  fileCase(
    engine.client,
    { caseId, province: PEOPLE.receptionist.province, definition: PERMIT, carried: null },
    order,
    engine.taskQueue,
  );

describe.each(['before', 'after'] as const)('a worker killed %s the record has it', (moment) => {
  test('files a dossier once, with one number, when the client comes again', async () => {
    await engine.stopWorker();
    const child = await startFragileWorker(engine, moment);
    const gone = once(child, 'exit');
    const caseId = newId();
    const order = submit(caseId);
    const first = give(caseId, order)().catch((error: unknown) => error);
    expect((await gone)[1]).toBe('SIGKILL');
    await engine.startWorker();
    await first;
    expect(await repeated(give(caseId, order))).toMatchObject({ ok: true, receipt: { version: 1 } });
    expect((await eventsOf(caseId)).map(({ type }) => type)).toEqual(['case-filed']);
    await expectWhole(caseId);
  });

  test('does an action once', async () => {
    const { caseId } = await engine.file(PERMIT);
    await engine.stopWorker();
    const child = await startFragileWorker(engine, moment);
    const gone = once(child, 'exit');
    const order = orderOf(PEOPLE.receptionist, { type: 'accept' }, { id: randomUUID() });
    const first = actOn(engine.client, caseId, order).catch((error: unknown) => error);
    expect((await gone)[1]).toBe('SIGKILL');
    await engine.startWorker();
    await first;
    expect(await repeated(() => actOn(engine.client, caseId, order))).toMatchObject({ ok: true });
    expect((await eventsOf(caseId)).filter(({ type }) => type === 'case-accepted')).toHaveLength(1);
    await expectWhole(caseId);
  });
});

test('what was recorded by a worker that was killed is not lost when the client never comes again', async () => {
  const { caseId } = await engine.file(PERMIT);
  await engine.stopWorker();
  const child = await startFragileWorker(engine, 'after');
  const gone = once(child, 'exit');
  const lost = actOn(
    engine.client,
    caseId,
    orderOf(PEOPLE.receptionist, { type: 'note', content: content('lost') }, { id: randomUUID() }),
  ).catch(() => null);
  await gone;
  await lost;
  await engine.startWorker();
  await repeated(async () => {
    await catchUp(engine.client, caseId);
    return { ok: false, ended: true };
  });
  expect((await eventsOf(caseId)).map(({ type }) => type)).toEqual(['case-filed', 'note-added']);
  await expectWhole(caseId);
  const accepted = await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
  expect(accepted.ok).toBe(true);
  await expectWhole(caseId);
});

test('PostgreSQL away during an action: it is done once, as soon as PostgreSQL is back', async () => {
  const { caseId } = await engine.file(PERMIT);
  const name = new URL(engine.settings.databaseUrl ?? '').pathname.slice(1);
  const admin = openDatabase((engine.settings.databaseUrl ?? '').replace(name, 'postgres'), {
    role: null,
    max: 1,
  });
  const shut = async (closed: boolean) => {
    await admin.pool.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${!closed}`);
    if (closed)
      await admin.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
      );
  };
  await shut(true);
  const order = orderOf(PEOPLE.receptionist, { type: 'accept' }, { id: randomUUID() });
  await expect(actOn(engine.client, caseId, order)).rejects.toThrow(TemporalUnavailable);
  // Long enough for the local attempts to give up and the patient ones to begin.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await shut(false);
  await admin.close();
  expect(await repeated(() => actOn(engine.client, caseId, order))).toMatchObject({ ok: true });
  expect((await eventsOf(caseId)).filter(({ type }) => type === 'case-accepted')).toHaveLength(1);
  await expectWhole(caseId);
});

test('after all that the chains are whole, and record and cases agree', async () => {
  const worker = openDatabase(engine.settings.databaseUrl ?? '', { role: 'motcua_worker', max: 4 });
  const { findings } = await reconcile(engine.client, worker, { repair: true, taskQueue: engine.taskQueue });
  expect(findings).toEqual([]);
  const { problems } = await verifyChains(engine.owner);
  // These cases were filed by the engine alone: nobody kept their words and documents.
  expect(problems.filter(({ kind }) => !/texts|document/.test(kind))).toEqual([]);
  await worker.close();
});
