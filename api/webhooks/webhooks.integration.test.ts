/** Calls of a real receiver on this machine, over the API, Temporal and a worker. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WEBHOOK_WORKFLOW, type WebhookCall } from '../../contracts/temporal/cases.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Api, startApi } from '../../test/support/api.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const ADMIN = PEOPLE.administrator.user;

interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

let api: Api;
let receiver: Server;
let base: string;
const received: Received[] = [];
let respond: (response: ServerResponse, n: number) => void;

beforeAll(async () => {
  api = await startApi();
  receiver = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body,
      });
      respond(response, received.length);
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await api.close();
});
beforeEach(() => {
  received.length = 0;
  respond = (response) => response.writeHead(204).end();
});

async function added(path = '/in'): Promise<{ name: string; secret: string }> {
  const name = `hook-${randomUUID().slice(0, 8)}`;
  const { status, body } = await api.call(ADMIN, 'POST', '/v1/webhooks', { name, url: `${base}${path}` });
  expect(status).toBe(201);
  return { name, secret: body.secret };
}

/** As a case starts it, with less patience. */
async function called(name: string, change: Partial<WebhookCall> = {}): Promise<string> {
  const id = `hook-${randomUUID()}`;
  const call: WebhookCall = {
    id,
    province: 'hue' as ProvinceId,
    name,
    caseId: 'c0ffee' as CaseId,
    at: Date.now() as Instant,
    data: { code: 'H57.12-260302-0001', escalationLevel: 2 },
    patience: { firstRetryMs: 100, giveUpMs: 4_000 },
    ...change,
  };
  await api.engine.client.workflow.execute(WEBHOOK_WORKFLOW, {
    workflowId: call.id,
    taskQueue: api.engine.taskQueue,
    args: [call],
  });
  return call.id;
}

async function deliveryOf(name: string, id: string) {
  const { body } = await api.call(ADMIN, 'GET', `/v1/webhooks/${name}/deliveries`);
  return body.items.find((each: { id: string }) => each.id === id);
}

const verified = (secret: string, { headers, body }: Received) => new Webhook(secret).verify(body, headers);

describe('a call', () => {
  test('is a CloudEvent that the verifier of Standard Webhooks takes, and with another secret refuses', async () => {
    const { name, secret } = await added();
    const id = await called(name);
    const [only] = received;
    if (only === undefined) throw new Error('nothing was received');
    expect(received).toHaveLength(1);
    expect(verified(secret, only)).toEqual({
      specversion: '1.0',
      id,
      source: '/motcua/hue',
      type: 'motcua.escalation.level-reached',
      subject: 'H57.12-260302-0001',
      time: expect.stringMatching(/Z$/),
      datacontenttype: 'application/json',
      data: { code: 'H57.12-260302-0001', escalationLevel: 2 },
    });
    expect(only.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': id,
    });
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    expect(() => verified(other, only)).toThrow();
    expect(() => verified(secret, { ...only, body: only.body.replace('0001', '0002') })).toThrow();
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'delivered', attempts: 1, lastError: null });
  });

  test('that is answered 500 comes again, the same, until it is answered 200', async () => {
    const { name } = await added();
    respond = (response, n) => response.writeHead(n < 3 ? 500 : 200).end();
    const id = await called(name);
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'delivered', attempts: 3 });
  });

  test('that was delivered is not made again, whoever asks', async () => {
    const { name } = await added();
    const id = await called(name);
    await called(name, { id });
    expect(received).toHaveLength(1);
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'delivered', attempts: 1 });
  });

  test('does not follow a redirect', async () => {
    const { name } = await added('/redirect');
    respond = (response, n) =>
      n === 1
        ? response.writeHead(307, { location: `${base}/elsewhere` }).end()
        : response.writeHead(200).end();
    const id = await called(name);
    expect(received.map(({ path }) => path)).toEqual(['/redirect', '/redirect']);
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  test('that is answered 410 switches the address off, until it is given a new secret', async () => {
    const { name } = await added();
    respond = (response) => response.writeHead(410).end();
    const id = await called(name);
    expect(received).toHaveLength(1);
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'dead', lastError: 'answered 410' });
    const later = await called(name);
    expect(received).toHaveLength(1);
    expect(await deliveryOf(name, later)).toMatchObject({ status: 'dead', lastError: 'switched off' });
    const { body } = await api.call(ADMIN, 'POST', `/v1/webhooks/${name}/rotation`);
    expect(body).toMatchObject({ active: true, offWhy: null });
  });

  test('that nobody answers is given up, kept, and sent anew when an administrator says so', async () => {
    const { name, secret } = await added();
    respond = (response) => response.writeHead(503).end();
    const id = await called(name, { patience: { firstRetryMs: 200, giveUpMs: 1_000 } });
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'dead', lastError: 'answered 503' });
    const [first] = received;
    received.length = 0;
    respond = (response) => response.writeHead(200).end();
    const replay = `/v1/webhooks/${name}/deliveries/${id}/replay`;
    expect((await api.call(ADMIN, 'POST', replay)).status).toBe(202);
    await expect.poll(() => deliveryOf(name, id)).toMatchObject({ status: 'delivered' });
    const [again] = received;
    if (again === undefined) throw new Error('nothing was received');
    verified(secret, again);
    expect(again.body).toBe(first?.body);
    expect(again.headers['webhook-id']).toBe(id);
    expect((await api.call(ADMIN, 'POST', replay)).body.code).toBe('delivery-not-dead');
  });

  test('is signed with the new secret and the one before, so that receivers can change over', async () => {
    const { name, secret } = await added();
    const { body } = await api.call(ADMIN, 'POST', `/v1/webhooks/${name}/rotation`);
    await called(name);
    const [only] = received;
    if (only === undefined) throw new Error('nothing was received');
    verified(secret, only);
    verified(body.secret, only);
    await api.engine.owner.pool.query(`UPDATE webhooks SET rotated_at = now() - interval '25 hours'`);
    await called(name);
    const late = received.at(-1);
    if (late === undefined) throw new Error('nothing was received');
    verified(body.secret, late);
    expect(() => verified(secret, late)).toThrow();
  });

  test('for an address that was removed is given up', async () => {
    const { name } = await added();
    expect((await api.call(ADMIN, 'DELETE', `/v1/webhooks/${name}`)).status).toBe(200);
    const id = await called(name);
    expect(received).toHaveLength(0);
    expect(await deliveryOf(name, id)).toMatchObject({ status: 'dead', lastError: 'no such webhook' });
  });

  test('by way of test means nothing and names no case', async () => {
    const { name, secret } = await added();
    const { status, body } = await api.call(ADMIN, 'POST', `/v1/webhooks/${name}/test`);
    expect(status).toBe(202);
    await expect.poll(() => received).toHaveLength(1);
    const [only] = received;
    expect(only && verified(secret, only)).toMatchObject({
      type: 'motcua.webhook.test',
      id: body.id,
      data: {},
    });
  });
});

describe('a secret', () => {
  test('is shown once: no list, no answer and no grant of the database gives it again', async () => {
    const { name, secret } = await added();
    const { body } = await api.call(ADMIN, 'GET', '/v1/webhooks');
    expect(body.items.find((each: { name: string }) => each.name === name)).toMatchObject({ active: true });
    expect(JSON.stringify(body)).not.toContain(secret);
    const client = await api.engine.owner.pool.connect();
    try {
      for (const role of ['motcua_api', 'motcua_api_wide']) {
        await client.query(`SET ROLE ${role}`);
        await expect(client.query('SELECT secrets FROM webhooks')).rejects.toThrow('permission denied');
        await expect(client.query('SELECT * FROM webhooks')).rejects.toThrow('permission denied');
        await client.query('RESET ROLE');
      }
    } finally {
      client.release();
    }
  });
});

describe('an address', () => {
  test.each(['ftp://example.vn/x', 'http://example.vn/x', 'https://me:secret@example.vn/x'])(
    'like %s is refused',
    async (url) => {
      const { status, body } = await api.call(ADMIN, 'POST', '/v1/webhooks', { name: 'bad', url });
      expect(status).toBe(422);
      expect(body.errors[0].pointer).toBe('/url');
    },
  );

  test('keeps its name to itself', async () => {
    const { name } = await added();
    const again = await api.call(ADMIN, 'POST', '/v1/webhooks', { name, url: base });
    expect(again.body.code).toBe('webhook-exists');
  });
});

describe('nobody but an administrator of the province', () => {
  test('sees, adds, tests, removes or replays anything', async () => {
    const { name } = await added();
    const id = await called(name);
    for (const { user } of [PEOPLE.head, PEOPLE.province, PEOPLE.auditor, PEOPLE.specialist, PEOPLE.citizen])
      for (const [method, path] of [
        ['GET', '/v1/webhooks'],
        ['POST', '/v1/webhooks'],
        ['DELETE', `/v1/webhooks/${name}`],
        ['POST', `/v1/webhooks/${name}/test`],
        ['POST', `/v1/webhooks/${name}/rotation`],
        ['GET', `/v1/webhooks/${name}/deliveries`],
        ['POST', `/v1/webhooks/${name}/deliveries/${id}/replay`],
      ] as const) {
        const body = path === '/v1/webhooks' && method === 'POST' ? { name: 'mine', url: base } : undefined;
        expect((await api.call(user, method, path, body)).status, `${user} ${method} ${path}`).toBe(403);
      }
  });

  test('of another one finds it, and may have the same name for their own', async () => {
    const { name } = await added();
    const id = await called(name);
    await api.engine.owner.pool.query(
      `INSERT INTO users (id, province, name) VALUES ('quan-mau', 'mau', 'Quản trị Mẫu') ON CONFLICT DO NOTHING`,
    );
    await api.engine.owner.pool.query(
      `INSERT INTO memberships (user_id, role, agency) VALUES ('quan-mau', 'administrator', 'mau.office') ON CONFLICT DO NOTHING`,
    );
    const asMau = (method: string, path: string, body?: unknown) => api.call('quan-mau', method, path, body);
    expect((await asMau('GET', '/v1/webhooks')).body.items).toEqual([]);
    expect((await asMau('DELETE', `/v1/webhooks/${name}`)).status).toBe(404);
    expect((await asMau('POST', `/v1/webhooks/${name}/test`)).status).toBe(404);
    expect((await asMau('GET', `/v1/webhooks/${name}/deliveries`)).body.items).toEqual([]);
    expect((await asMau('POST', `/v1/webhooks/${name}/deliveries/${id}/replay`)).status).toBe(404);
    expect((await asMau('POST', '/v1/webhooks', { name, url: base })).status).toBe(201);
  });
});
