/** Turns of a case that its record knows of and Temporal does not, and turns that cannot be done: the case lives on. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CASE_WORKFLOW,
  type CaseInput,
  STATE,
  type StateAnswer,
  workflowIdOf,
} from '../../contracts/temporal/cases.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { recordTransition } from '../../db/core/record.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import { decide } from '../../domain/cases/rules/decide.ts';
import { decideMove } from '../../domain/cases/rules/move.ts';
import { type Definition, ENGINE } from '../../domain/cases/state/commands.ts';
import { evolve, isCaseClock } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { GENESIS_HASH } from '../../domain/cases/state/transition.ts';
import { project } from '../../domain/cases/views/projection.ts';
import type { CaseId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { beginAgain, catchUp, fileCase, syncRecord } from '../../temporal/cases.ts';
import {
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { startTimeSkippingEngine, type TimeSkippingEngine } from '../../test/support/time-skipping.ts';

const MINUTE = 60_000;
const PERMIT = definitionOf(PERMIT_YAML);
const { province } = PEOPLE.receptionist;

let engine: TimeSkippingEngine;
let worker: Database;

beforeAll(async () => {
  engine = await startTimeSkippingEngine();
  worker = openDatabase(engine.settings.databaseUrl ?? '', { role: 'motcua_worker', max: 2 });
});
afterAll(async () => {
  await worker.close();
  await engine.close();
});

test('a filing that was recorded and never heard of by Temporal becomes a case all the same', async () => {
  const { caseId } = await recordedFiling();
  await startedWithoutOrder(caseId);
  await engine.waitUntil(await later(2));
  expect(await reported(caseId)).toMatchObject({ status: 'filed', version: 1 });
  expect(await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' })).toMatchObject({ ok: true });
  await ended(caseId);
});

test('a workflow that nothing was ever filed in ends as failed, and the same filing may come again', async () => {
  const caseId = newId();
  await startedWithoutOrder(caseId);
  await engine.waitUntil(await later(2));
  expect(await statusOf(caseId)).toBe('FAILED');
  const order = orderOf(PEOPLE.receptionist, filingOf(PERMIT, { caseId }), { id: `file-${caseId}` });
  expect(await fileCase(engine.client, inputOf(caseId), order, engine.taskQueue)).toMatchObject({ ok: true });
  await ended(caseId);
});

test('a case whose workflow is gone begins again from its record, with every event from the first', async () => {
  const { caseId } = await engine.file(PERMIT);
  await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
  const before = await reported(caseId);
  await engine.client.workflow.getHandle(workflowIdOf(caseId)).terminate('lost');
  const recordedEvents = { id: caseId, version: before?.version ?? 0, province };
  expect(await beginAgain(engine.client, recordedEvents, PERMIT, engine.taskQueue)).toBe(true);
  await catchUp(engine.client, caseId);
  expect(await reported(caseId)).toEqual(before);
  expect(
    await engine.act(caseId, PEOPLE.specialist, { type: 'note', content: content(`n-${caseId}`) }),
  ).toMatchObject({ ok: true });
  await ended(caseId);
});

test('a case takes over a move to another version that it never heard of, and goes on under that version', async () => {
  const changed = PERMIT_YAML.replace('version: 1', 'version: 2').replace(
    'due: 3 working-days',
    'due: 9 working-days',
  );
  const [from, to] = [await published(PERMIT_YAML), await published(changed)];
  const { caseId } = await engine.file(from);
  await recorded(caseId, (state) =>
    decideMove(
      state,
      orderOf(PEOPLE.administrator, {
        type: 'move-procedure',
        to: to.ref,
        mapping: {},
        reason: content('why'),
      }),
      Date.now() as Instant,
      from,
      to,
    ),
  );
  await syncRecord(engine.client, caseId);
  const answer = await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
  expect(answer).toMatchObject({ ok: true, receipt: { version: 5 } });
  const state = await reported(caseId);
  expect(state?.procedure).toEqual(to.ref);
  expect(state?.clocks.find(({ id }) => id === 'task:examine.1')?.budget).toBe(9 * 8 * 60);
  await ended(caseId);
});

test('a deadline whose work fails leaves the case open, is tried again, and lets people act meanwhile', async () => {
  // Nobody owns this case, so that nobody can be given the card of its lateness: a defect of its data.
  const yaml = PERMIT_YAML.replaceAll('agency: owner', 'agency: counter').replace(
    'total: 15 working-days',
    'total: 8 working-days',
  );
  const definition = definitionOf(yaml);
  const { owner: _, ...agencies } = filingOf(definition).filing.agencies;
  const { caseId } = await engine.file(definition, { agencies, facts: { area: 1 } });
  const accepted = await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
  if (!accepted.ok || accepted.receipt.dueAt === null) throw new Error('an accepted case has a deadline');
  await engine.waitUntil((instant(accepted.receipt.dueAt) + 60 * MINUTE) as Instant);
  expect(await statusOf(caseId)).toBe('RUNNING');
  expect((await reported(caseId))?.clocks.find(isCaseClock)?.escalationLevels).toEqual([0]);
  // Every ten minutes, and not at every turn.
  const { events } = await engine.client.workflow.getHandle(workflowIdOf(caseId)).fetchHistory();
  expect(
    events?.filter(({ timerFiredEventAttributes }) => timerFiredEventAttributes != null).length,
  ).toBeLessThan(20);
  expect(
    await engine.act(caseId, PEOPLE.receptionist, { type: 'withdraw', reason: content(`w-${caseId}`) }),
  ).toMatchObject({ ok: true });
  await engine.waitUntil(await later(1));
  expect(await statusOf(caseId)).toBe('COMPLETED');
});

async function recordedFiling(): Promise<{ caseId: CaseId }> {
  const caseId = newId();
  const order = orderOf(PEOPLE.receptionist, filingOf(PERMIT, { caseId }), { id: `file-${caseId}` });
  await written(null, caseId, GENESIS_HASH, decide(null, order, Date.now() as Instant, PERMIT));
  return { caseId };
}

/** Decides beside the case, and writes it into the record: what a worker did that was killed before Temporal heard. */
async function recorded(
  caseId: CaseId,
  decision: (state: CaseState) => ReturnType<typeof decide>,
): Promise<void> {
  const { rows } = await engine.owner.pool.query('SELECT state, head_hash FROM cases WHERE id = $1', [
    caseId,
  ]);
  const [{ state, head_hash }] = rows;
  await written(state, caseId, head_hash, decision(state));
}

async function written(
  before: CaseState | null,
  caseId: CaseId,
  previousHash: string,
  decision: ReturnType<typeof decide>,
): Promise<void> {
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
  const { events } = decision;
  const state = events.reduce<CaseState | null>(evolve, before);
  if (state === null) throw new Error('nothing was decided');
  const from = before?.version ?? 0;
  await recordTransition(worker, {
    caseId,
    from,
    previousHash,
    events,
    state,
    ...project(before, events, PERMIT),
  });
}

async function published(yaml: string): Promise<Definition> {
  const definition = definitionOf(yaml);
  for (const calendar of Object.values(definition.calendars))
    await publishCalendar(engine.owner, province, calendar, ENGINE);
  const { fresh: _, ...ref } = await publishProcedure(engine.owner, province, definition.procedure, ENGINE);
  return { ...definition, ref };
}

function inputOf(caseId: CaseId): CaseInput {
  return { caseId, province, definition: PERMIT, carried: null };
}

async function startedWithoutOrder(caseId: CaseId): Promise<void> {
  await engine.client.workflow.start(CASE_WORKFLOW, {
    workflowId: workflowIdOf(caseId),
    taskQueue: engine.taskQueue,
    args: [inputOf(caseId)],
  });
}

async function reported(caseId: CaseId) {
  const answer = await engine.client.workflow.getHandle(workflowIdOf(caseId)).query<StateAnswer>(STATE);
  return answer.state;
}

async function statusOf(caseId: CaseId) {
  return (await engine.client.workflow.getHandle(workflowIdOf(caseId)).describe()).status.name;
}

async function ended(caseId: CaseId): Promise<void> {
  await engine.client.workflow.getHandle(workflowIdOf(caseId)).terminate('the test is over');
}

async function later(minutes: number): Promise<Instant> {
  return ((await engine.now()) + minutes * MINUTE) as Instant;
}

function newId(): CaseId {
  return randomUUID().replaceAll('-', '') as CaseId;
}
