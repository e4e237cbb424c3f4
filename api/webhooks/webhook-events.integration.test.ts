/** Events of cases, handed over to a real receiver on this machine that fails, hangs and is gone. */

import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveHorizon } from '../../db/cases/event-horizon.ts';
import { seal, webhookSecret } from '../../temporal/secrets.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const ADMIN = PEOPLE.administrator.user;
const RECEPTIONIST = PEOPLE.receptionist.user;
const PATIENCE = { firstRetryMs: 200, giveUpMs: 5_000 };

const REPLACED = { id: 'k0', key: randomBytes(32) };

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

let api: Api;
let receiver: Server;
let port: number;
const received: Received[] = [];
let respond: (response: ServerResponse, n: number) => void;
const taken = (response: ServerResponse) => response.writeHead(204).end();

beforeAll(async () => {
  api = await startApi({}, { feedPatience: PATIENCE, keys: [{ id: 'k1', key: randomBytes(32) }, REPLACED] });
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      respond(response, received.length);
    });
  });
  await listening();
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await api.close();
});
beforeEach(async () => {
  await api.engine.owner.sql.query('DELETE FROM webhooks');
  // An address begins where the record is certain: what the test before filed is to lie behind that.
  await expect.poll(() => moveHorizon(api.engine.owner.pool)).toBe(true);
  received.length = 0;
  respond = taken;
});

async function listening(at = 0): Promise<void> {
  receiver.listen(at, '127.0.0.1');
  await once(receiver, 'listening');
  port = (receiver.address() as AddressInfo).port;
}

async function subscribed(subscription: Record<string, unknown> = { events: ['case-filed'] }) {
  const name = `hook-${randomUUID().slice(0, 8)}`;
  const webhook = { name, url: `http://127.0.0.1:${port}/in`, subscription };
  const { status, body } = await api.call(ADMIN, 'POST', '/v1/webhooks', webhook);
  expect(status).toBe(201);
  return { name, secret: body.secret as string };
}

async function filed(n: number): Promise<string[]> {
  const codes: string[] = [];
  for (let done = 0; done < n; done += 1) {
    const { status, body } = await api.call(RECEPTIONIST, 'POST', '/v1/dossiers', permitFiling());
    expect(status).toBe(201);
    codes.push(body.code);
  }
  return codes;
}

const subjects = () => received.map(({ body }) => JSON.parse(body).subject as string);
const seen = (codes: readonly string[]) => expect.poll(subjects).toEqual(codes);
const viewOf = async (name: string) => {
  const { body } = await api.call(ADMIN, 'GET', '/v1/webhooks');
  return body.items.find((each: { name: string }) => each.name === name);
};
const deliveriesOf = async (name: string, status = '') =>
  (await api.call(ADMIN, 'GET', `/v1/webhooks/${name}/deliveries${status && `?status=${status}`}`)).body
    .items;

describe('an address that asked for events', () => {
  test('is notified of them in order, signed, and without a word that anybody said', async () => {
    const { name, secret } = await subscribed();
    const codes = await filed(3);
    await seen(codes);
    const [first] = received;
    if (first === undefined) throw new Error('nothing was received');
    const event = new Webhook(secret).verify(first.body, first.headers);
    expect(event).toEqual({
      specversion: '1.0',
      id: first.headers['webhook-id'],
      source: '/motcua/hue',
      type: 'vn.motcua.case.case-filed',
      subject: codes[0],
      time: expect.stringMatching(/Z$/),
      datacontenttype: 'application/json',
      data: {
        case: expect.stringMatching(/^[0-9a-f]{32}$/),
        code: codes[0],
        seq: 1,
        kind: 'dossier',
        procedure: '9.000001',
        agency: 'hue.ward',
        position: expect.any(Number),
      },
    });
    for (const { body } of received) expect(body).not.toMatch(/Nguyễn|0905|Lê Lợi|riêng lẻ/);
    await expect.poll(() => deliveriesOf(name, 'delivered')).toHaveLength(3);
  });

  test('is notified of what it asked for and of nothing else', async () => {
    await subscribed({ events: ['case-filed'], kinds: ['complaint'] });
    await subscribed({ events: ['case-filed'], agencies: ['hue.elsewhere'] });
    await subscribed({ events: ['case-filed'], procedures: ['8.000001'] });
    await subscribed({ events: ['case-closed'] });
    await subscribed({ events: ['case-filed', 'case-closed'], procedures: ['9.000001'], kinds: ['dossier'] });
    const codes = await filed(1);
    await seen(codes);
    await new Promise((later) => setTimeout(later, 1_500));
    expect(subjects()).toEqual(codes);
  });

  test('asks later, for other events, or for none any more', async () => {
    const { name } = await subscribed({ events: ['case-closed'] });
    const path = `/v1/webhooks/${name}/subscription`;
    await filed(1);
    expect((await api.call(ADMIN, 'PUT', path, { events: ['case-filed'] })).status).toBe(200);
    const codes = await filed(1);
    await expect.poll(subjects).toContain(codes[0]);
    expect((await api.call(ADMIN, 'DELETE', path)).status).toBe(200);
    expect((await api.call(ADMIN, 'DELETE', path)).status).toBe(404);
    expect((await viewOf(name)).subscription).toBeNull();
    const before = received.length;
    await filed(1);
    await new Promise((later) => setTimeout(later, 1_500));
    expect(received).toHaveLength(before);
    const wrong = await api.call(ADMIN, 'PUT', path, { events: ['case-eaten'] });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/events/0']);
  });
});

describe('a receiver that', () => {
  test('answers 500 gets the same event again, and what comes later waits behind it', async () => {
    await subscribed();
    respond = (response, n) => (n <= 2 ? response.writeHead(500).end() : taken(response));
    const [a, b] = await filed(2);
    await expect.poll(subjects).toEqual([a, a, a, b]);
    expect(new Set(received.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  });

  test('fails on and off is given its whole time for each event: what the one before took is not taken from it', async () => {
    const { name } = await subscribed();
    // Growing pauses that go on from the first to the second would be longer than the five seconds that there are.
    respond = (response, n) => (n === 4 || n === 9 ? taken(response) : response.writeHead(500).end());
    const [a, b] = await filed(2);
    await seen([a, a, a, a, b, b, b, b, b] as string[]);
    expect((await viewOf(name)).active).toBe(true);
    expect(await deliveriesOf(name, 'dead')).toEqual([]);
  });

  test('hangs up in the middle, or is away for a while, misses nothing', async () => {
    await subscribed();
    respond = (response, n) => (n === 1 ? response.destroy() : taken(response));
    const [first] = await filed(1);
    await expect.poll(subjects).toEqual([first, first]);
    receiver.closeAllConnections();
    receiver.close();
    await once(receiver, 'close');
    const missed = await filed(3);
    await listening(port);
    await expect.poll(subjects).toEqual([first, first, ...missed]);
  });

  test('takes nothing for too long is switched off, keeps a dead letter, and goes on behind it when it is given a new secret', async () => {
    const { name } = await subscribed();
    respond = (response) => response.writeHead(400).end();
    const [dead, next] = await filed(2);
    await expect.poll(async () => (await viewOf(name)).active).toBe(false);
    expect((await viewOf(name)).offWhy).toBe('took no event for too long: answered 400');
    const [letter] = await deliveriesOf(name, 'dead');
    expect(letter).toMatchObject({ lastError: 'answered 400' });
    received.length = 0;
    respond = taken;
    const later = await filed(1);
    await new Promise((rest) => setTimeout(rest, 1_500));
    expect(received).toEqual([]);
    const { body } = await api.call(ADMIN, 'POST', `/v1/webhooks/${name}/rotation`);
    await seen([next ?? '', ...later]);
    const [event] = received;
    if (event === undefined) throw new Error('nothing was received');
    new Webhook(body.secret).verify(event.body, event.headers);
    await api.call(ADMIN, 'POST', `/v1/webhooks/${name}/deliveries/${letter.id}/replay`);
    await expect.poll(subjects).toContain(dead);
  });

  test('says that it is gone is called no more, and finds all that it missed when it comes back', async () => {
    const { name } = await subscribed();
    respond = (response) => response.writeHead(410).end();
    const codes = await filed(2);
    await expect.poll(async () => (await viewOf(name)).offWhy).toBe('answered 410');
    expect(received).toHaveLength(1);
    received.length = 0;
    respond = taken;
    await api.call(ADMIN, 'POST', `/v1/webhooks/${name}/rotation`);
    await seen(codes);
  });
});

describe('handing over once more', () => {
  test('begins behind a position, or at an instant, under the ids of the first time', async () => {
    const { name } = await subscribed();
    const codes = await filed(3);
    await seen(codes);
    const ids = received.map(({ headers }) => headers['webhook-id']);
    const { position } = JSON.parse(received[0]?.body ?? '').data;
    const { time } = JSON.parse(received[1]?.body ?? '');
    const path = `/v1/webhooks/${name}/replay`;
    received.length = 0;
    expect((await api.call(ADMIN, 'POST', path, { after: position })).status).toBe(202);
    await seen(codes.slice(1));
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(ids.slice(1));
    received.length = 0;
    await api.call(ADMIN, 'POST', path, { since: time });
    await seen(codes.slice(1));
    received.length = 0;
    await api.call(ADMIN, 'POST', path, { after: Number.MAX_SAFE_INTEGER });
    const [now] = await filed(1);
    await seen([now ?? '']);
    const wrong = await api.call(ADMIN, 'POST', path, { after: -1 });
    expect(wrong.status).toBe(422);
  });
});

describe('a worker', () => {
  test('that comes back hands over what was recorded before it went', async () => {
    await subscribed();
    respond = (response) => response.writeHead(503).end();
    const codes = await filed(2);
    await expect.poll(() => received.length).toBeGreaterThan(0);
    await api.engine.stopWorker();
    received.length = 0;
    respond = taken;
    await api.engine.startWorker();
    await seen(codes);
  });

  test('encrypts anew what stands under a key that has been replaced, and it signs as before', async () => {
    const { name } = await subscribed();
    const kept = async () =>
      (await api.engine.owner.sql.query('SELECT secrets FROM webhooks WHERE name = $1', [name])).rows[0]
        .secrets;
    expect(await kept()).toEqual([expect.stringMatching(/^sealed:k1:/)]);
    const secret = `whsec_${Buffer.from(randomUUID()).toString('base64')}`;
    const before = seal([REPLACED], secret, webhookSecret(PEOPLE.administrator.province, name));
    await api.engine.owner.sql.query('UPDATE webhooks SET secrets = ARRAY[$2] WHERE name = $1', [
      name,
      before,
    ]);
    expect(await kept()).toEqual([before]);
    await api.engine.stopWorker();
    await api.engine.startWorker();
    await expect.poll(() => kept()).toEqual([expect.stringMatching(/^sealed:k1:/)]);
    await filed(1);
    await expect.poll(() => received).toHaveLength(1);
    const [only] = received;
    if (only === undefined) throw new Error('nothing was received');
    new Webhook(secret).verify(only.body, only.headers);
  });
});

test('nobody but an administrator of the province changes what an address is notified of', async () => {
  const { name } = await subscribed();
  for (const { user } of [PEOPLE.head, PEOPLE.province, PEOPLE.auditor, PEOPLE.specialist, PEOPLE.citizen])
    for (const [method, path, body] of [
      ['PUT', 'subscription', { events: ['case-filed'] }],
      ['DELETE', 'subscription', undefined],
      ['POST', 'replay', { after: 0 }],
    ] as const)
      expect(
        (await api.call(user, method, `/v1/webhooks/${name}/${path}`, body)).status,
        `${user} ${path}`,
      ).toBe(403);
  await api.engine.owner.sql.query(
    `INSERT INTO users (id, province, name) VALUES ('quan-mau', 'mau', 'Quản trị Mẫu') ON CONFLICT DO NOTHING`,
  );
  await api.engine.owner.sql.query(
    `INSERT INTO memberships (user_id, role, agency) VALUES ('quan-mau', 'administrator', 'mau.office') ON CONFLICT DO NOTHING`,
  );
  const put = await api.call('quan-mau', 'PUT', `/v1/webhooks/${name}/subscription`, {
    events: ['case-filed'],
  });
  expect(put.status).toBe(404);
  expect((await api.call('quan-mau', 'POST', `/v1/webhooks/${name}/replay`, { after: 0 })).status).toBe(404);
});
