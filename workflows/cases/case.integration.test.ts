import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  STATE,
  type StateAnswer,
  TRANSITIONS,
  type TransitionsAnswer,
  workflowIdOf,
} from '../../contracts/temporal/cases.ts';
import type { Command } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { actOn, fileCase } from '../../temporal/cases.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import {
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../test/support/sample-definitions.ts';

const PERMIT = definitionOf(PERMIT_YAML);
let engine: Engine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const complete = (taskId: string, outcome: string): Command => ({
  type: 'complete',
  taskId: taskId as TaskId,
  outcome,
  reason: null,
  documents: [],
});

async function stateOf(caseId: CaseId): Promise<StateAnswer> {
  return engine.client.workflow.getHandle(workflowIdOf(caseId)).query<StateAnswer>(STATE);
}

async function eventsOf(caseId: CaseId): Promise<CaseEvent[]> {
  const { rows } = await engine.owner.pool.query('SELECT body FROM events WHERE case_id = $1 ORDER BY seq', [
    caseId,
  ]);
  return rows.map(({ body }) => body);
}

async function recordedState(caseId: CaseId) {
  const { rows } = await engine.owner.pool.query('SELECT state, head_hash FROM cases WHERE id = $1', [
    caseId,
  ]);
  return { state: rows[0]?.state, headHash: rows[0]?.head_hash };
}

/** The history with all that base64 hides laid open. */
function readable(json: string): string {
  const opened = [...json.matchAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g)].map(([, text]) =>
    Buffer.from(text ?? '', 'base64').toString('latin1'),
  );
  return `${json}\n${opened.join('\n')}`;
}

async function accept(caseId: CaseId) {
  expect(await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' })).toMatchObject({ ok: true });
}

describe('a case on Temporal', () => {
  test('is filed in one call, gets its code, and stands in the record when the answer comes', async () => {
    const { caseId, answer } = await engine.file(PERMIT);
    expect(answer).toMatchObject({ ok: true, receipt: { caseId, status: 'filed', version: 1, dueAt: null } });
    const recorded = await recordedState(caseId);
    expect(recorded).toEqual(await stateOf(caseId));
    expect(answer.ok && answer.receipt.code).toBe(recorded.state.code);
  });

  test('goes from filing to its end, and record, workflow and fold of events agree at every step', async () => {
    const { caseId } = await engine.file(PERMIT, { facts: { area: 10 } });
    await accept(caseId);
    const steps = [
      [PEOPLE.specialist, complete('examine.1', 'forward')],
      [PEOPLE.head, complete('sign.1', 'approve')],
      [PEOPLE.receptionist, { type: 'pay', amount: 75_000, receipt: 'BL', how: 'cash' }],
      [PEOPLE.receptionist, { type: 'deliver', way: 'counter' }],
      [PEOPLE.receptionist, { type: 'close' }],
    ] as const;
    for (const [actor, command] of steps) {
      expect(await engine.act(caseId, actor, command)).toMatchObject({ ok: true });
      const recorded = await recordedState(caseId);
      expect(recorded).toEqual(await stateOf(caseId));
      expect(fold(await eventsOf(caseId))).toEqual(recorded.state);
    }
    await engine.client.workflow.getHandle(workflowIdOf(caseId)).result();
    expect(await engine.act(caseId, PEOPLE.receptionist, { type: 'note', content: content('n') })).toEqual({
      ok: false,
      ended: true,
    });
  });

  test('filed twice with one key is one case, at once or later, also after it ended', async () => {
    const caseId = randomUUID().replaceAll('-', '') as CaseId;
    const order = orderOf(PEOPLE.receptionist, filingOf(PERMIT, { caseId }), { id: `file-${caseId}` });
    const input = { caseId, province: PEOPLE.receptionist.province, definition: PERMIT, carried: null };
    const file = () => fileCase(engine.client, input, order, engine.taskQueue);
    const answers = await Promise.all(Array.from({ length: 20 }, file));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    await engine.act(caseId, PEOPLE.receptionist, { type: 'withdraw', reason: content('w') });
    await engine.client.workflow.getHandle(workflowIdOf(caseId)).result();
    expect((await file()).ok || (await eventsOf(caseId)).length).toBeTruthy();
    expect((await eventsOf(caseId)).filter(({ type }) => type === 'case-filed')).toHaveLength(1);
  });

  test('a refused order leaves no event, neither in the record nor in the history', async () => {
    const { caseId } = await engine.file(PERMIT);
    const handle = engine.client.workflow.getHandle(workflowIdOf(caseId));
    const before = (await handle.describe()).historyLength;
    expect(await engine.act(caseId, PEOPLE.stranger, { type: 'accept' })).toEqual({
      ok: false,
      refusal: { code: 'not-permitted', action: 'accept' },
    });
    expect(await eventsOf(caseId)).toHaveLength(1);
    expect((await handle.describe()).historyLength).toBe(before);
  });

  test('of two clerks who complete one task at once, one does and the other is told', async () => {
    const { caseId } = await engine.file(PERMIT, { facts: { area: 10 } });
    await accept(caseId);
    const answers = await Promise.all([
      engine.act(caseId, PEOPLE.specialist, complete('examine.1', 'forward')),
      engine.act(caseId, PEOPLE.secondSpecialist, complete('examine.1', 'forward')),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'no-such-task' } });
    expect((await eventsOf(caseId)).filter(({ type }) => type === 'task-completed')).toHaveLength(1);
  });

  test('nine officers at once are served one after the other, and nothing is lost', async () => {
    const { caseId } = await engine.file(PERMIT);
    await accept(caseId);
    const before = (await eventsOf(caseId)).length;
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        engine.act(caseId, PEOPLE.specialist, { type: 'note', content: content(`n${i}`) }),
      ),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const events = await eventsOf(caseId);
    expect(events.length).toBe(before + 9);
    expect(fold(events)).toEqual((await stateOf(caseId)).state);
  });

  test('the same order again is answered and not repeated; its id with other content is refused', async () => {
    const { caseId } = await engine.file(PERMIT);
    const order = orderOf(PEOPLE.receptionist, { type: 'accept' }, { id: randomUUID() });
    const first = await actOn(engine.client, caseId, order);
    expect(await actOn(engine.client, caseId, order)).toEqual(first);
    expect((await eventsOf(caseId)).filter(({ type }) => type === 'case-accepted')).toHaveLength(1);
  });

  test('continues as new without losing state, memory of orders, or timers', async () => {
    const { caseId } = await engine.file(PERMIT, {}, { ordersPerRun: 3 });
    await accept(caseId);
    const note = orderOf(PEOPLE.specialist, { type: 'note', content: content('once') }, { id: randomUUID() });
    const first = await actOn(engine.client, caseId, note);
    expect(first.ok).toBe(true);
    const handle = engine.client.workflow.getHandle(workflowIdOf(caseId));
    for (let i = 0; i < 6; i++)
      await engine.act(caseId, PEOPLE.specialist, { type: 'note', content: content(`n${i}`) });
    const { raw } = await handle.describe();
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(raw.workflowExecutionInfo?.execution?.runId);
    const before = (await eventsOf(caseId)).length;
    expect((await actOn(engine.client, caseId, note)).ok).toBe(true);
    expect(await eventsOf(caseId)).toHaveLength(before);
    expect(await recordedState(caseId)).toEqual(await stateOf(caseId));
    const history = await handle.fetchHistory();
    expect(history.events?.some((event) => event.timerStartedEventAttributes != null)).toBe(true);
  });

  test('tells every transition of a run again from its history', async () => {
    const { caseId } = await engine.file(definitionOf(POTHOLE_YAML));
    await engine.act(caseId, PEOPLE.receptionist, { type: 'classify', urgency: 'urgent', owner: null });
    const answer = await engine.client.workflow
      .getHandle(workflowIdOf(caseId))
      .query<TransitionsAnswer>(TRANSITIONS);
    expect(answer.transitions.flatMap(({ events }) => events)).toEqual(await eventsOf(caseId));
  });

  test('keeps nothing readable at Temporal: neither facts nor ids nor what went wrong', async () => {
    const { caseId } = await engine.file(PERMIT, { facts: { area: 4711 }, agencyCode: 'H57.99' });
    await engine.act(caseId, PEOPLE.stranger, { type: 'accept' });
    await accept(caseId);
    const history = await engine.client.workflow.getHandle(workflowIdOf(caseId)).fetchHistory();
    const raw = readable(JSON.stringify(history));
    for (const secret of ['4711', 'H57.99', 'examine', PEOPLE.receptionist.user, 'hue.ward', 'construction'])
      expect(raw).not.toContain(`"${secret}"`);
    expect(raw.includes('binary/motcua-aes-256-gcm')).toBe(true);
  });
});
