/** What a carrier tells, over HTTP: from the simulated one with its faults, and from those who only say that they are one. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { keepScan, receiverOf, scansOf } from '../../db/shipments/scans.ts';
import { readScans } from '../../domain/shipments/reading.ts';
import { isoOf } from '../../domain/time/instant.ts';
import { FORGERIES } from '../../integrations/carrier/simulator/scan-reporter.ts';
import { type Api, OTHER_RECEPTIONIST, permitFiling, startApi } from '../../test/support/api.ts';
import { resultOrder, startCarrier, type TestCarrier } from '../../test/support/carrier.ts';
import { AGENCIES, PEOPLE } from '../../test/support/sample-definitions.ts';

let post: TestCarrier;
let api: Api;
/** As the API speaks to PostgreSQL, and as the worker does. */
let asApi: Database;
let asWorker: Database;
const SECOND = `whsec_${randomBytes(32).toString('base64')}`;

beforeAll(async () => {
  post = await startCarrier();
  const { settings } = post;
  // Where the product asks the carrier is of no interest here: shipments are written by hand.
  api = await startApi({
    carrier: { ...settings, access: null, webhookSecrets: [...settings.webhookSecrets, SECOND] },
  });
  asApi = openDatabase(api.engine.settings.databaseUrl ?? '', { role: 'motcua_api', max: 2 });
  asWorker = openDatabase(api.engine.settings.databaseUrl ?? '', { role: 'motcua_worker', max: 2 });
  post.reportTo(api.url);
});
afterAll(async () => {
  await post.close();
  await asApi.close();
  await asWorker.close();
  await api.close();
});

/** At the carrier, and (`isKnown`) with its number in the record. */
async function shipment(caseId = randomUUID(), isKnown = true): Promise<{ id: string; tracking: string }> {
  const id = `${caseId}-s1`;
  const { tracking } = await post.carrier.create(resultOrder({ cod: 15_000 }), id);
  if (isKnown) await recorded(caseId, id, tracking);
  return { id, tracking };
}

async function recorded(caseId: string, id: string, tracking: string): Promise<void> {
  await api.engine.owner.pool.query(
    `INSERT INTO shipments (id, case_id, province, counter, direction, carrier, terms_version, status, tracking, address, ordered_at)
     VALUES ($1, $2, 'hue', $3, 'result', 'post', 1, 'created', $4, 'w', now())`,
    [id, caseId, AGENCIES.counter, tracking],
  );
}

const kept = (tracking: string) => scansOf(asWorker.pool, 'post', tracking);

/** How often the shipment's workflow was asked to look. */
async function looks(id: string): Promise<number> {
  const { rows } = await api.engine.owner.pool.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM outbox_jobs WHERE kind = 'delivery' AND subject = $1`,
    [id],
  );
  return rows[0]?.n ?? 0;
}

async function keptInAll(): Promise<number> {
  const { rows } = await api.engine.owner.pool.query<{ n: number }>(
    'SELECT count(*)::integer AS n FROM shipment_scans',
  );
  return rows[0]?.n ?? 0;
}

/** A call signed as the library of Standard Webhooks does. */
async function reported(
  data: object | string,
  { secret = post.settings.webhookSecrets[0] ?? '', carrier = 'post', type = 'application/json' } = {},
) {
  const at = new Date();
  const id = randomUUID();
  const body =
    typeof data === 'string'
      ? data
      : JSON.stringify({ type: 'shipment.scanned', timestamp: at.toISOString(), data });
  return api.call(null, 'POST', `/v1/carriers/${carrier}/scans`, body, {
    'Content-Type': type,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  });
}

const scan = (tracking: string, change: object = {}) => ({
  id: randomUUID(),
  tracking,
  kind: 'accepted',
  at: new Date().toISOString(),
  ...change,
});

describe('a scan', () => {
  test('is kept, and the shipment’s workflow is asked to look', async () => {
    const { id, tracking } = await shipment();
    post.control.scan(tracking, { kind: 'accepted', place: 'Bưu cục Huế' });
    await expect.poll(() => looks(id)).toBe(1);
    expect(await kept(tracking)).toEqual(
      post.control.shipments.find((each) => each.tracking === tracking)?.scans,
    );
    // What the worker takes up, it takes up at once.
    await vi.waitFor(async () => {
      const { rows } = await api.engine.owner.pool.query(
        'SELECT started_at FROM outbox_jobs WHERE subject = $1',
        [id],
      );
      expect(rows[0].started_at).not.toBeNull();
    }, 60_000);
  });

  test('that is told five times at once is kept once, and looked at once', async () => {
    const { id, tracking } = await shipment();
    post.control.faults({ duplicates: 1, times: 5 });
    const { id: reported } = post.control.scan(tracking, { kind: 'accepted' });
    await expect.poll(() => post.control.unreported).not.toContain(reported);
    post.control.faults({ duplicates: 0 });
    for (let n = 0; n < 5; n++) expect(await post.control.replay(reported)).toBe(200);
    expect(await kept(tracking)).toHaveLength(1);
    expect(await looks(id)).toBe(1);
  });

  test('that others overtake is read in the order in which things happened', async () => {
    const { tracking } = await shipment();
    post.control.faults({ late: 0.6, lateMs: 300 });
    const kinds = ['accepted', 'departed', 'arrived', 'out-for-delivery', 'attempted', 'delivered'] as const;
    const begun = Date.now();
    const scans = kinds.map((kind, n) =>
      post.control.scan(tracking, { kind, at: (begun + n * 1000) as never }),
    );
    await expect.poll(() => kept(tracking)).toHaveLength(kinds.length);
    post.control.faults({ late: 0 });
    expect((await kept(tracking)).map(({ id }) => id)).toEqual(scans.map(({ id }) => id));
    const { rows } = await api.engine.owner.pool.query(
      'SELECT kind FROM shipment_scans WHERE tracking = $1 ORDER BY received_at',
      [tracking],
    );
    // Or this test showed nothing.
    expect(rows.map(({ kind }) => kind)).not.toEqual(kinds);
    expect(readScans(await kept(tracking))).toMatchObject({
      status: 'delivered',
      attempts: 1,
      collected: 15_000,
    });
  });

  test('that comes before the shipment has its number is kept, and found by it', async () => {
    const caseId = randomUUID();
    const { id, tracking } = await shipment(caseId, false);
    const early = scan(tracking);
    expect(await reported(early)).toMatchObject({ status: 202, body: { id: early.id, shipment: 'unknown' } });
    expect(await looks(id)).toBe(0);
    expect(await kept(tracking)).toHaveLength(1);
    await recorded(caseId, id, tracking);
    expect((await reported(scan(tracking, { kind: 'departed' }))).status).toBe(200);
    expect((await kept(tracking)).map(({ kind }) => kind)).toEqual(['accepted', 'departed']);
    // Told again, the early one is looked at too.
    expect(await reported(early)).toMatchObject({ status: 200, body: { shipment: 'known' } });
    expect(await looks(id)).toBe(2);
  });

  test('says the same for ever: another content under its id changes nothing', async () => {
    const { tracking } = await shipment();
    const first = scan(tracking);
    await reported(first);
    expect((await reported({ ...first, kind: 'delivered', collected: 1 })).status).toBe(200);
    expect((await kept(tracking)).map(({ kind }) => kind)).toEqual(['accepted']);
  });

  test('that the carrier tells and that it is asked for is one scan', async () => {
    const { tracking } = await shipment();
    post.control.scan(tracking, { kind: 'accepted' });
    await expect.poll(() => kept(tracking)).toHaveLength(1);
    post.control.faults({ silent: true });
    post.control.scan(tracking, { kind: 'delivered' });
    post.control.faults({ silent: false });
    const all = await post.carrier.scans(tracking);
    const fresh = [];
    for (const each of all) fresh.push(await keepScan(asWorker.pool, 'post', each));
    expect(fresh).toEqual([false, true]);
    expect((await kept(tracking)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test('that cannot be kept is not answered 2xx, and comes again until it is', async () => {
    const { id, tracking } = await shipment();
    await api.engine.owner.pool.query('REVOKE INSERT ON shipment_scans FROM motcua_api');
    try {
      expect((await reported(scan(tracking))).status).toBe(500);
      post.control.scan(tracking, { kind: 'accepted' });
      await new Promise((done) => setTimeout(done, 300));
      expect(await kept(tracking)).toEqual([]);
      expect(post.control.unreported).toContain(`${tracking}-1`);
    } finally {
      await api.engine.owner.pool.query('GRANT INSERT ON shipment_scans TO motcua_api');
    }
    await expect.poll(() => looks(id)).toBe(1);
    expect(await kept(tracking)).toHaveLength(1);
  });

  test('of a carrier that is out is told when it is back, and nothing before', async () => {
    const { id, tracking } = await shipment();
    post.control.outage('says-so');
    const scans = (['accepted', 'departed'] as const).map((kind) => post.control.scan(tracking, { kind }));
    await new Promise((done) => setTimeout(done, 200));
    expect(await kept(tracking)).toEqual([]);
    post.control.outage(null);
    await expect.poll(() => looks(id)).toBe(2);
    expect((await kept(tracking)).map((each) => each.id)).toEqual(scans.map((each) => each.id));
  });

  test('that was kept by a server that was stopped before anybody was notified, is looked at when it comes again', async () => {
    const { id, tracking } = await shipment();
    const once = post.control.scan(tracking, { kind: 'accepted' });
    await expect.poll(() => looks(id)).toBe(1);
    await expect.poll(() => post.control.unreported).not.toContain(once.id);
    // As the kill between the two leaves it.
    await api.engine.owner.pool.query('DELETE FROM outbox_jobs WHERE subject = $1', [id]);
    expect(await post.control.replay(once.id)).toBe(200);
    expect(await looks(id)).toBe(1);
  });
});

describe('a call', () => {
  test.each(FORGERIES)('that is forged (%s) is answered 401, and nothing is kept', async (how) => {
    const { id, tracking } = await shipment();
    const before = await keptInAll();
    expect(await post.control.forge(tracking, 'delivered', how)).toBe(401);
    expect(await keptInAll()).toBe(before);
    expect(await looks(id)).toBe(0);
  });

  test('with a forger’s body tells the forger nothing of what is wrong with it', async () => {
    const { status, body } = await api.call(null, 'POST', '/v1/carriers/post/scans', '{"broken');
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'bad-signature' });
    expect(body.errors).toBeUndefined();
  });

  test('signed by either of two secrets is taken while one is changed for the other', async () => {
    const { tracking } = await shipment();
    expect((await reported(scan(tracking))).status).toBe(200);
    expect((await reported(scan(tracking), { secret: SECOND })).status).toBe(200);
    const third = `whsec_${randomBytes(32).toString('base64')}`;
    expect((await reported(scan(tracking), { secret: third })).status).toBe(401);
  });

  test('of a carrier that is not connected for asking can be told, but nothing can be ordered there', async () => {
    const filed = await api.call(PEOPLE.receptionist.user, 'POST', '/v1/dossiers', permitFiling());
    const path = `/v1/cases/${filed.body.id}/actions/fetch`;
    const { status, body } = await api.call(PEOPLE.receptionist.user, 'POST', path, {});
    expect([status, body.code]).toEqual([409, 'no-post']);
  });

  test('for a carrier that the settings do not name is for nobody', async () => {
    expect((await reported(scan('EA473124829VN'), { carrier: 'other' })).status).toBe(404);
  });

  test.each<[string, object | string, number, string | null]>([
    ['that is no JSON', '{"type":', 400, null],
    ['of another type', JSON.stringify({ type: 'x', timestamp: isoOf(0 as never), data: {} }), 422, '/type'],
    ['without an id', scan('EA473124829VN', { id: undefined }), 422, '/data/id'],
    ['with an id of a thousand characters', scan('EA473124829VN', { id: 'x'.repeat(1000) }), 422, '/data/id'],
    ['with a number that is none', scan("EA'; --"), 422, '/data/tracking'],
    ['of an unknown kind', scan('EA473124829VN', { kind: 'vanished' }), 422, '/data/kind'],
    [
      'without an offset in its instant',
      scan('EA473124829VN', { at: '2026-11-23T08:00:00' }),
      422,
      '/data/at',
    ],
    ['of next year', scan('EA473124829VN', { at: '2127-01-01T00:00:00Z' }), 422, '/data/at'],
    ['with half a đồng', scan('EA473124829VN', { collected: 0.5 }), 422, '/data/collected'],
    ['with money taken back', scan('EA473124829VN', { collected: -1 }), 422, '/data/collected'],
    [
      'with a receiver without a name',
      scan('EA473124829VN', { receiver: { relation: 'Con' } }),
      422,
      '/data/receiver/name',
    ],
    ['with a field that nobody knows', scan('EA473124829VN', { admin: true }), 422, '/data/admin'],
    ['with a character that no text holds', scan('EA473124829VN', { place: 'a\u0000' }), 400, '/data/place'],
  ])('%s is refused with what is wrong, and nothing changes', async (_, data, status, pointer) => {
    const before = await keptInAll();
    const answer = await reported(data);
    expect(answer.status).toBe(status);
    if (pointer !== null)
      expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer);
    expect(await keptInAll()).toBe(before);
  });

  test('of another media type is refused', async () => {
    expect((await reported(scan('EA473124829VN'), { type: 'text/plain' })).status).toBe(415);
  });
});

describe('who received it', () => {
  test('is read by the worker alone, and changed by nobody', async () => {
    const { tracking } = await shipment();
    const receiver = { name: 'Lê Thị Hoa', relation: 'Vợ/chồng' };
    const delivered = scan(tracking, { kind: 'delivered', receiver });
    await reported(delivered);
    expect(await receiverOf(asWorker.pool, 'post', delivered.id)).toEqual(receiver);
    await expect(receiverOf(asApi.pool, 'post', delivered.id)).rejects.toThrow('permission denied');
    expect(JSON.stringify(await kept(tracking))).not.toContain('Hoa');
    for (const change of ['UPDATE shipment_scans SET place = NULL', 'DELETE FROM shipment_scans']) {
      await expect(asApi.pool.query(change)).rejects.toThrow('permission denied');
      await expect(asWorker.pool.query(change)).rejects.toThrow('permission denied');
      await expect(api.engine.owner.pool.query(change)).rejects.toThrow('append-only');
    }
  });

  test('and where: scans are seen by those who see the case', async () => {
    const { body } = await api.call(PEOPLE.receptionist.user, 'POST', '/v1/dossiers', permitFiling());
    const { tracking } = await shipment(body.id);
    await reported(scan(tracking));
    const seenBy = (actor: typeof OTHER_RECEPTIONIST) =>
      asActor(asApi, actor, ({ sql }) => scansOf(sql, 'post', tracking));
    expect(await seenBy(PEOPLE.receptionist)).toHaveLength(1);
    expect(await seenBy(OTHER_RECEPTIONIST)).toEqual([]);
    expect(await scansOf(asApi.pool, 'post', tracking)).toEqual([]);
  });
});

test('who forges often is not heard for a while', async () => {
  const statuses = [];
  for (let n = 0; n < 32; n++)
    statuses.push((await api.call(null, 'POST', '/v1/carriers/post/scans', '{}')).status);
  expect(statuses).toContain(429);
  // The carrier itself is.
  const { tracking } = await shipment();
  expect((await reported(scan(tracking))).status).toBe(200);
});
