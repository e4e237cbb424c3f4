/** What a case sees to outside itself: a webhook called by an escalation level, an officer found for a task; each once, whatever is restarted. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATE, type StateAnswer, workflowIdOf } from '../../contracts/temporal/cases.ts';
import { saveAgencies, saveUser } from '../../db/agencies/queries.ts';
import { addWebhook } from '../../db/webhooks/queries.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { AgencyId, CaseId, TaskId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { seal, webhookSecret } from '../../temporal/secrets.ts';
import {
  AGENCIES,
  content,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { startTimeSkippingEngine, type TimeSkippingEngine } from '../../test/support/time-skipping.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const { province } = PEOPLE.receptionist;
const CALLING = definitionOf(
  PERMIT_YAML.replace('do: [breach, notify agency-head, card yellow]', 'do: [breach, webhook ops]'),
);
const BALANCED = definitionOf(
  PERMIT_YAML.replace('due: 3 working-days', 'due: 3 working-days\n    assign: least-loaded'),
);

let engine: TimeSkippingEngine;
let receiver: Server;
const received: { headers: Record<string, string>; body: string }[] = [];
let failFirst = 0;

beforeAll(async () => {
  engine = await startTimeSkippingEngine();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      failFirst -= 1;
      response.writeHead(failFirst >= 0 ? 500 : 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const office = { province, parent: null, level: 'province' as const, fulfils: [], area: null };
  for (const [id, code] of [
    [AGENCIES.owner, 'H57.13'],
    ['hue.office' as AgencyId, 'H57.01'],
  ] as const)
    await saveAgencies(engine.owner, [{ ...office, id, code, name: { vi: id, en: id } }]);
  for (const { user, roles } of [PEOPLE.specialist, PEOPLE.secondSpecialist, PEOPLE.administrator])
    await saveUser(engine.owner, { id: user, province, name: user, active: true, roles });
  await addWebhook(engine.owner, province, {
    name: 'ops',
    url,
    secret: seal(engine.keys, SECRET, webhookSecret(province, 'ops')),
    by: PEOPLE.administrator.user,
  });
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await engine.close();
});

test('an escalation level calls its webhook once, signed, with no personal data; also when the receiver fails first and the worker is restarted', async () => {
  failFirst = 2;
  const { caseId } = await engine.file(CALLING, { facts: { area: 1 } });
  const accepted = await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
  if (!accepted.ok || accepted.receipt.dueAt === null) throw new Error('an accepted case has a deadline');
  // Past the deadline of the first task, not of the case.
  await engine.waitUntil((instant(accepted.receipt.dueAt) - 5 * DAY) as Instant);
  await engine.stopWorker();
  await engine.startWorker();
  await engine.waitUntil(((await engine.now()) + DAY) as Instant);

  const escalationLevels = (await eventsOf(caseId)).filter(
    (event) => event.type === 'escalation-level-reached' && event.escalationLevel === 1,
  );
  expect(escalationLevels).toHaveLength(1);
  const ids = received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(3);
  expect(new Set(ids)).toEqual(new Set([`hook-${caseId}-${escalationLevels[0]?.seq}-1`]));
  const last = received.at(-1);
  if (last === undefined) throw new Error('nothing was received');
  // The server that skips time is months ahead of the wall clock, which the verifier goes by.
  expect(() => new Webhook(SECRET).verify(last.body, last.headers)).not.toThrow();
  expect(() =>
    new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`).verify(last.body, last.headers),
  ).toThrow();
  expect(JSON.parse(last.body)).toMatchObject({
    specversion: '1.0',
    type: 'motcua.escalation.level-reached',
    data: { case: caseId, clock: 'task:examine.1', escalationLevel: 2, agency: AGENCIES.owner },
  });
  const { rows } = await engine.owner.pool.query('SELECT status FROM webhook_deliveries');
  expect(rows).toEqual([{ status: 'delivered' }]);
  await withdraw(caseId);
});

test('a task that goes to a group is given to who has least to do, once, and not again when it is given back', async () => {
  const cases: CaseId[] = [];
  for (let n = 0; n < 4; n++) {
    const { caseId } = await engine.file(BALANCED, { facts: { area: 1 } });
    await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
    await heldBySomebody(caseId);
    cases.push(caseId);
  }
  const holders = await Promise.all(cases.map(holderOf));
  expect([...holders].sort()).toEqual(['hoa', 'hoa', 'minh', 'minh']);
  const [first] = cases;
  if (first === undefined) throw new Error('nothing was filed');
  const holder = holders[0] === 'hoa' ? PEOPLE.secondSpecialist : PEOPLE.specialist;
  await engine.act(first, holder, { type: 'release', taskId: 'examine.1' as TaskId });
  await engine.act(first, PEOPLE.receptionist, { type: 'note', content: content(`n-${first}`) });
  expect(await holderOf(first)).toBeNull();
  const given = (await eventsOf(first)).filter(({ type }) => type === 'task-assigned');
  expect(given).toMatchObject([{ by: 'engine', how: 'least-loaded' }]);
  for (const caseId of cases) await withdraw(caseId);
});

async function heldBySomebody(caseId: CaseId): Promise<void> {
  await expect.poll(() => holderOf(caseId)).not.toBeNull();
}

async function holderOf(caseId: CaseId) {
  const { state } = await engine.client.workflow.getHandle(workflowIdOf(caseId)).query<StateAnswer>(STATE);
  return state?.tasks[0]?.assignee ?? null;
}

async function eventsOf(caseId: CaseId): Promise<CaseEvent[]> {
  const { rows } = await engine.owner.pool.query('SELECT body FROM events WHERE case_id = $1 ORDER BY seq', [
    caseId,
  ]);
  return rows.map(({ body }) => body);
}

async function withdraw(caseId: CaseId): Promise<void> {
  await engine.act(caseId, PEOPLE.receptionist, { type: 'withdraw', reason: content(`w-${caseId}`) });
}
