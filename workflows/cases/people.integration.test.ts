/** Officers found for tasks, and webhooks called by escalation levels, by the real workflow on the real clock. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { saveAgencies, saveUser } from '../../db/agencies/queries.ts';
import { addWebhook } from '../../db/webhooks/queries.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { seal, webhookSecret } from '../../temporal/secrets.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { AGENCIES, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';

const HUE = 'hue' as ProvinceId;
const OFFICERS = ['an', 'binh', 'chi'] as UserId[];
const SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const IN_TURN = definitionOf(
  PERMIT_YAML.replace('    supplement: true\n', '    supplement: true\n    assign: round-robin\n'),
);
/** Its clocks run by day and night, and the first escalation level comes after a second or so. */
const HASTY = definitionOf(
  PERMIT_YAML.replace(
    'total: 15 working-days, calendar: office',
    'total: 2 working-minutes, calendar: always',
  )
    .replace('due: 3 working-days', 'due: 1 working-minutes')
    .replace(
      '  - {at: "75%", do: [remind assignee]}',
      '  - {at: "2%", on: [task], do: [remind assignee, webhook ioc]}',
    ),
);

let engine: Engine;
let receiver: Server;
const received: { id: string; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
  engine = await startEngine();
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      received.push({ id: String(request.headers['webhook-id']), body: JSON.parse(text) });
      response.writeHead(200).end();
    });
  }).listen(0, '127.0.0.1');
  await saveAgencies(engine.owner, [
    {
      id: AGENCIES.owner,
      province: HUE,
      parent: null,
      level: 'province',
      name: { vi: 'Phường', en: 'Ward' },
      code: 'H57.13',
      fulfils: ['commune'],
      area: null,
    },
  ]);
  for (const id of OFFICERS)
    await saveUser(engine.owner, {
      id,
      province: HUE,
      name: id,
      active: true,
      roles: [{ role: 'specialist', agency: AGENCIES.owner as AgencyId }],
    });
  await vi.waitFor(() => expect(receiver.listening).toBe(true), 60_000);
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await addWebhook(engine.owner, HUE, {
    name: 'ioc',
    url,
    secret: seal(engine.keys, SECRET, webhookSecret(HUE, 'ioc')),
    by: OFFICERS[0] as UserId,
  });
});
afterAll(async () => {
  receiver.close();
  await engine.close();
});

async function eventsOf(caseId: CaseId): Promise<readonly CaseEvent[]> {
  const { rows } = await engine.owner.pool.query('SELECT body FROM events WHERE case_id = $1 ORDER BY seq', [
    caseId,
  ]);
  return rows.map(({ body }) => body);
}

describe('a task that goes to a group', () => {
  test('is given to each officer in turn, without anybody doing anything', async () => {
    const given: unknown[] = [];
    for (let n = 0; n < 6; n++) {
      const { caseId } = await engine.file(IN_TURN);
      await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
      const assigned = await vi.waitFor(async () => {
        const found = (await eventsOf(caseId)).find(({ type }) => type === 'task-assigned');
        if (found?.type !== 'task-assigned') throw new Error('nobody has it yet');
        return found;
      }, 60_000);
      expect(assigned).toMatchObject({ by: 'engine', how: 'round-robin' });
      given.push(assigned.assignee);
    }
    expect(new Set(given.slice(0, 3))).toEqual(new Set(OFFICERS));
    expect(given.slice(3)).toEqual(given.slice(0, 3));
    const { rows } = await engine.owner.pool.query(
      'SELECT count(*)::integer AS n FROM tasks WHERE assignee IS NOT NULL AND assigned_at IS NULL',
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('an escalation level that calls', () => {
  test('calls once with what happened, though the worker is stopped over it and begins anew', async () => {
    const { caseId } = await engine.file(HASTY);
    await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
    await engine.stopWorker();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await engine.startWorker();
    await expect.poll(() => received).toHaveLength(1);
    const escalationLevel = (await eventsOf(caseId)).find(({ type }) => type === 'escalation-level-reached');
    expect(received[0]).toMatchObject({
      id: `hook-${caseId}-${escalationLevel?.seq}-1`,
      body: {
        type: 'motcua.escalation.level-reached',
        data: { case: caseId, clock: 'task:examine.1', escalationLevel: 1 },
      },
    });
    await vi.waitFor(async () => {
      const { rows } = await engine.owner.pool.query(
        'SELECT status, attempts, case_id FROM webhook_deliveries',
      );
      expect(rows).toEqual([{ status: 'delivered', attempts: 1, case_id: caseId }]);
    }, 60_000);
    const { rows } = await engine.owner.pool.query('SELECT not_before FROM notices WHERE case_id = $1', [
      caseId,
    ]);
    expect(rows).toEqual([{ not_before: null }]);
  });
});
