/** A result on its way by post: over HTTP, with PostgreSQL, Temporal, a worker, and a carrier that is a server. */
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addOutboxJob } from '../../db/outbox/queries.ts';
import { publishProcedure } from '../../db/procedures/queries.ts';
import { publishPostalTerms } from '../../db/shipments/postal-terms.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import { momentText } from '../../domain/messages/values.ts';
import type { PostalTerms } from '../../domain/shipments/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ScanKind } from '../../domain/vocabulary/shipments.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { startCarrier, type TestCarrier } from '../../test/support/carrier.ts';
import { startFragileWorker } from '../../test/support/fragile.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import { definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';

const HUE = 'hue' as ProvinceId;
const TERMS: PostalTerms = {
  version: 1,
  decision: 'sample',
  carrier: 'post',
  customer: 'HUE-HCC',
  contact: { phone: '0234 3822000', address: '1 Lê Lợi, Huế' },
  calendar: 'office',
  minutesPerWorkingDay: 480,
  within: { amount: 3, unit: 'working-days' },
  lostAfter: { amount: 10, unit: 'calendar-days' },
  askAfter: { amount: 12, unit: 'hours' },
};
/** One step, and a fee that is due on delivery. */
const PAID_AT_THE_DOOR = definitionOf(PERMIT_YAML, {
  code: '9.000002',
  fee: { amount: 30_000, currency: 'VND', due: 'on-delivery' },
});
const HOUR = 3_600_000;

let post: TestCarrier;
let mail: MailServer;
let api: Api;

beforeAll(async () => {
  // A day in a second, for the lives that are wished for.
  post = await startCarrier({ unserved: ['Trường Sa'], speed: 86_400 });
  mail = await startMailServer();
  api = await startApi({
    carrier: post.settings,
    smtpUrl: mail.url,
    mailFrom: 'Huế <no-reply@hue.example>',
  });
  await publishPostalTerms(api.engine.owner, HUE, TERMS, ENGINE);
  await publishProcedure(api.engine.owner, HUE, PAID_AT_THE_DOOR.procedure, PEOPLE.administrator.user);
  post.reportTo(api.url);
});
afterAll(async () => {
  await api.close();
  await post.close();
  await mail.close();
});
afterEach(() => {
  post.control.outage(null);
  post.control.faults({ failBefore: 0, failAfter: 0, duplicates: 0, late: 0, silent: false });
});

const lan = PEOPLE.receptionist.user;

async function act(user: string, id: string, name: string, body: object = {}) {
  const answer = await api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, body);
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const caseOf = async (id: string, user: string = lan) =>
  (await api.call(user, 'GET', `/v1/cases/${id}`)).body;
const shipmentOf = async (id: string, user: string = lan) => (await caseOf(id, user)).shipments.at(-1);
const historyOf = async (id: string) =>
  (await api.call(lan, 'GET', `/v1/cases/${id}/history`)).body.items as { type: string; data: never }[];

/** A dossier that is decided, its result to go by post. */
async function decided(email?: string): Promise<string> {
  const { procedure, applicant } = permitFiling({ procedure: PAID_AT_THE_DOOR.procedure.code });
  const filing = permitFiling({ procedure, delivery: 'post', applicant: { ...applicant, email } });
  const filed = await api.call(lan, 'POST', '/v1/dossiers', filing);
  expect(filed.status).toBe(201);
  const { id } = filed.body;
  await act(lan, id, 'accept');
  for (const [user, outcome] of [
    [PEOPLE.specialist.user, 'forward'],
    [PEOPLE.head.user, 'approve'],
  ] as const) {
    const [task] = (await caseOf(id)).tasks.filter(
      ({ closedAt }: { closedAt: unknown }) => closedAt === null,
    );
    await act(user, id, 'complete', { taskId: task.id, outcome });
  }
  return id;
}

/** One that was sent, as soon as the carrier has given it a number. */
async function sent(email?: string): Promise<{ id: string; tracking: string; shipment: string }> {
  const id = await decided(email);
  await act(lan, id, 'send');
  await expect.poll(async () => (await shipmentOf(id)).status).toBe('created');
  const { tracking, id: shipment } = await shipmentOf(id);
  return { id, tracking, shipment };
}

function scan(tracking: string, kind: ScanKind, more: object = {}) {
  return post.control.scan(tracking, { kind, ...more });
}
const ago = (hours: number) => (Date.now() - hours * HOUR) as Instant;

/** Has the shipment's workflow look at what the record holds. */
function nudge(id: string, shipment: string): Promise<void> {
  return addOutboxJob(api.engine.owner.pool, {
    id: `nudge-${shipment}-${Math.random()}`,
    kind: 'delivery',
    province: HUE,
    caseId: id as CaseId,
    seq: 0,
    subject: shipment,
  });
}

const statusOf = async (id: string) => (await shipmentOf(id)).status;
const until = (id: string, status: string) => expect.poll(() => statusOf(id)).toBe(status);

/** At the counter, as soon as the case offers it: the shipment is known to have moved a moment before its case is. */
async function does(id: string, name: string, body: object = {}) {
  const offered = async () => (await caseOf(id)).actions.map((each: { name: string }) => each.name);
  await expect.poll(offered).toContain(name);
  return act(lan, id, name, body);
}

const caseIs = (id: string, status: string) =>
  expect.poll(async () => (await caseOf(id)).status).toBe(status);

describe('a result by post', () => {
  test('is tried twice, delivered with proof, and the fee is collected at the door', async () => {
    const { id, tracking } = await sent();
    expect(tracking).toMatch(/^E[A-Z]\d{9}VN$/);
    for (const [kind, status] of [
      ['accepted', 'handed-over'],
      ['departed', 'in-transit'],
      ['attempted', 'attempted'],
      ['out-for-delivery', 'out-for-delivery'],
      ['attempted', 'attempted'],
    ] as const) {
      scan(tracking, kind);
      await until(id, status);
    }
    scan(tracking, 'delivered', {
      collected: 30_000,
      receiver: { name: 'Nguyễn Thị Hoa', relation: 'Vợ/chồng' },
    });
    await expect.poll(async () => (await caseOf(id)).status).toBe('delivered');
    const found = await caseOf(id);
    expect(found.fee).toMatchObject({ amount: 30_000, paid: true });
    expect(found.shipments).toHaveLength(1);
    expect(found.shipments[0]).toMatchObject({
      status: 'delivered',
      attempts: 2,
      cod: 30_000,
      to: { name: 'Nguyễn Văn Lợi', address: '12 Lê Lợi' },
      receivedBy: { name: 'Nguyễn Thị Hoa', relation: 'Vợ/chồng' },
    });
    const types = (await historyOf(id)).map(({ type }) => type);
    expect(types.slice(types.indexOf('shipment-ordered'))).toEqual([
      'shipment-ordered',
      ...Array(5).fill('shipment-moved'),
      'fee-paid',
      'result-delivered',
    ]);
    const picture = found.shipments[0].receivedBy.document;
    const seenBy = async (user: string) =>
      (await api.call(user, 'GET', `/v1/documents/${picture}/file`)).status;
    expect(await seenBy(lan)).toBe(200);
    // Whoever may not know the receiver's name may not see the signature.
    expect(await seenBy(PEOPLE.administrator.user)).toBe(404);
    const { rows } = await api.engine.owner.pool.query('SELECT origin, digest FROM documents WHERE id = $1', [
      picture,
    ]);
    expect(rows).toEqual([{ origin: 'proof', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

    scan(tracking, 'cod-remitted');
    await expect.poll(async () => (await shipmentOf(id)).remittedAt).not.toBeNull();
  });

  test('says nothing of names and addresses where the caller may not know who filed', async () => {
    const { id } = await sent();
    const { to } = await shipmentOf(id, PEOPLE.administrator.user);
    expect(to).toBeNull();
    expect((await shipmentOf(id)).to.name).toBe('Nguyễn Văn Lợi');
  });

  test('keeps names and addresses out of Temporal', async () => {
    const { shipment } = await sent();
    const history = await api.engine.client.workflow.getHandle(`delivery-${shipment}`).fetchHistory();
    const bytes = Buffer.concat(
      (history.events ?? []).flatMap(({ workflowExecutionStartedEventAttributes: begun }) =>
        (begun?.input?.payloads ?? []).map(({ data }) => Buffer.from(data ?? [])),
      ),
    );
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.toString('utf8')).not.toContain(shipment);
  });

  test('of which too little was collected is delivered, owed by the post, and the counter takes the rest', async () => {
    const { id, tracking } = await sent();
    scan(tracking, 'accepted');
    scan(tracking, 'delivered', { collected: 20_000 });
    await caseIs(id, 'delivered');
    expect((await caseOf(id)).fee).toMatchObject({ amount: 30_000, paid: false, owed: 10_000 });
    await expect.poll(() => topicsOf(id)).toContain('delivery-failed');
    const owed = async () => {
      const { body } = await api.call(lan, 'GET', '/v1/shipments?owed=true');
      return body.items.map((each: { tracking: string }) => each.tracking) as string[];
    };
    expect(await owed()).toContain(tracking);
    await does(id, 'pay', { amount: 10_000, receipt: 'BL-3' });
    expect((await caseOf(id)).fee).toMatchObject({ amount: 30_000, paid: true, owed: 0 });
    scan(tracking, 'cod-remitted');
    await expect.poll(owed).not.toContain(tracking);
  });

  test('that is damaged on the way is told to the citizen and the counter, and can be sent again', async () => {
    const id = await decided();
    post.control.wish('damaged', (await caseOf(id)).code);
    await does(id, 'send');
    await until(id, 'damaged');
    await expect
      .poll(async () => (await topicsOf(id)).filter((topic) => topic !== 'accepted').sort())
      .toEqual(['delivery-failed', 'posted', 'returned']);
    const reported = async () =>
      (
        await api.engine.owner.pool.query(
          `SELECT DISTINCT person, audience FROM messages WHERE case_id = $1 AND topic = 'delivery-failed'`,
          [id],
        )
      ).rows;
    await expect.poll(reported).toContainEqual({ person: `user:${lan}`, audience: 'officer' });
    post.control.wish('manual', (await caseOf(id)).code);
    await does(id, 'send');
    await until(id, 'created');
  });

  test('that comes back is handed over at the counter', async () => {
    const { id, tracking } = await sent('loi@example.vn');
    scan(tracking, 'accepted');
    scan(tracking, 'attempted');
    const kept = (Date.now() + 7 * 24 * HOUR) as Instant;
    scan(tracking, 'held', { until: kept });
    await until(id, 'held');
    expect((await shipmentOf(id)).heldUntil).not.toBeNull();
    const said = async () => (await mail.mailsTo('loi@example.vn')).map(({ text }) => text ?? '');
    await expect
      .poll(said)
      .toEqual(
        expect.arrayContaining([
          expect.stringContaining('thu hộ phí, lệ phí: 30.000 đồng'),
          expect.stringContaining(`giữ tại bưu cục đến ${momentText(kept)}`),
        ]),
      );
    scan(tracking, 'returning');
    scan(tracking, 'returned');
    await until(id, 'returned');
    await caseIs(id, 'decided');
    await does(id, 'pay', { amount: 30_000, receipt: 'BL-1' });
    await does(id, 'deliver', { way: 'counter' });
  });

  test('goes to another address on the way', async () => {
    const { id, tracking, shipment } = await sent();
    scan(tracking, 'accepted');
    await until(id, 'handed-over');
    const to = { name: 'Nguyễn Văn Lợi', phone: '0905123456', address: '99 Nguyễn Huệ, Huế' };
    await does(id, 'readdress', { shipment, to });
    const reported = () =>
      JSON.stringify(post.control.shipments.find((each) => each.tracking === tracking)?.readdressed);
    await expect.poll(reported).toContain('99 Nguyễn Huệ');
    expect((await shipmentOf(id)).to).toEqual(to);
  });

  test('is called off as long as the carrier does not have it, and can be sent again', async () => {
    const { id, shipment } = await sent();
    await does(id, 'recall', { shipment });
    await until(id, 'cancelled');
    await does(id, 'send');
    await expect.poll(async () => (await caseOf(id)).shipments.length).toBe(2);
    await until(id, 'created');
  });

  test('that the carrier does not take is refused, and the counter hands it over', async () => {
    const id = await decided();
    await does(id, 'send', { to: { name: 'Ai Đó', phone: '0905123456', address: 'Trường Sa' } });
    await until(id, 'refused');
    expect((await shipmentOf(id)).refusedWhy).toMatch(/\w/);
    await does(id, 'pay', { amount: 30_000, receipt: 'BL-2' });
    await does(id, 'deliver', { way: 'counter' });
  });

  test('is lost when no scan comes for ten days, and found when one comes after all', async () => {
    const { id, tracking, shipment } = await sent();
    post.control.faults({ silent: true });
    scan(tracking, 'accepted', { at: ago(12 * 24) });
    scan(tracking, 'departed', { at: ago(11 * 24) });
    await timePasses(shipment, 12);
    await nudge(id, shipment);
    await until(id, 'lost');
    await caseIs(id, 'decided');
    post.control.faults({ silent: false });
    scan(tracking, 'arrived');
    scan(tracking, 'delivered', { collected: 30_000 });
    await until(id, 'delivered');
    await caseIs(id, 'delivered');
  });

  test('late at the door is in the list of what is late', async () => {
    const { id, tracking } = await sent();
    scan(tracking, 'accepted', { at: ago(9 * 24) });
    await until(id, 'handed-over');
    const { body } = await api.call(lan, 'GET', '/v1/shipments?late=true');
    expect(body.items.map((each: { tracking: string }) => each.tracking)).toContain(tracking);
    const late = async () => (await historyOf(id)).filter(({ type }) => type === 'shipment-late').length;
    await expect.poll(late).toBe(1);
    await expect.poll(() => topicsOf(id)).toContain('delivery-failed');
    scan(tracking, 'attempted');
    await until(id, 'attempted');
    expect(await late()).toBe(1);
    const report = async (user: string) => {
      const [from, to] = [ago(24), ago(-24)].map((at) => new Date(at).toISOString());
      return api.call(user, 'GET', `/v1/shipments/report?from=${from}&to=${to}`);
    };
    const [results] = (await report(lan)).body.items;
    expect(results).toMatchObject({
      carrier: 'post',
      direction: 'result',
      directionText: expect.any(String),
    });
    expect(results.late).toBeGreaterThan(0);
    expect(results.onTimePercent).toBeLessThan(100);
    expect((await report('tiep-khac')).body.items).toEqual([]);
    expect((await report(PEOPLE.citizen.user)).status).toBe(403);
    const other = await api.call('tiep-khac', 'GET', '/v1/shipments');
    expect(other.body.items).toEqual([]);
    expect((await api.call(PEOPLE.citizen.user, 'GET', '/v1/shipments')).status).toBe(403);
  });
});

/** What was said because of it, in the order in which it was. */
async function topicsOf(id: string): Promise<readonly string[]> {
  const { rows } = await api.engine.owner.pool.query<{ topic: string }>(
    'SELECT topic FROM messages WHERE case_id = $1 ORDER BY seq, topic DESC',
    [id],
  );
  return rows.map(({ topic }) => topic);
}

/** As if it had been ordered so many days earlier. */
async function timePasses(shipment: string, days: number): Promise<void> {
  await api.engine.owner.pool.query(
    `UPDATE shipments SET ordered_at = ordered_at - $2::interval, requested_at = requested_at - $2::interval WHERE id = $1`,
    [shipment, `${days} days`],
  );
}

describe('whatever the carrier does', () => {
  test('webhooks that stay away are made up for by asking', async () => {
    const { id, tracking, shipment } = await sent();
    post.control.faults({ silent: true });
    scan(tracking, 'accepted');
    scan(tracking, 'attempted');
    await timePasses(shipment, 1);
    await nudge(id, shipment);
    const moved = async () => (await historyOf(id)).filter(({ type }) => type === 'shipment-moved');
    await expect
      .poll(async () => (await moved()).map(({ data }) => (data as { status: string }).status))
      .toEqual(['created', 'handed-over', 'attempted']);
  });

  test('down for as long as it likes, it gets the order once when it is back', async () => {
    post.control.outage('hangs-up');
    const id = await decided();
    await does(id, 'send');
    await expect.poll(async () => (await shipmentOf(id)).carrier).toBe('post');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await statusOf(id)).toBe('ordered');
    post.control.outage(null);
    await until(id, 'created');
    expect(made(`${id}-s1`)).toBe(1);
  });

  test('an answer that is lost makes no second shipment', async () => {
    post.control.faults({ failAfter: 1 });
    const id = await decided();
    await does(id, 'send');
    await expect.poll(() => post.control.requests[`${id}-s1`] ?? 0).toBeGreaterThan(0);
    post.control.faults({ failAfter: 0 });
    await until(id, 'created');
    expect(made(`${id}-s1`)).toBe(1);
  });

  test('an address that changes while the answer is lost is the one it goes to', async () => {
    const { id, shipment } = await unanswered();
    const to = { name: 'Nguyễn Văn Lợi', phone: '0905123456', address: '7 Lê Duẩn, Huế' };
    await does(id, 'readdress', { shipment, to });
    post.control.faults({ failAfter: 0 });
    await until(id, 'created');
    const [only] = post.control.shipments.filter(({ key }) => key === shipment);
    await expect.poll(() => JSON.stringify(only?.readdressed)).toContain('7 Lê Duẩn');
    await expect.poll(async () => (await shipmentOf(id)).to.address).toBe(to.address);
    expect(made(shipment)).toBe(1);
  });

  test('called off while the answer is lost it is called off at the carrier too, and sent again it is the only one', async () => {
    const { id, shipment } = await unanswered();
    await does(id, 'recall', { shipment });
    post.control.faults({ failAfter: 0 });
    await until(id, 'cancelled');
    await expect.poll(() => living(id)).toEqual([]);
    await does(id, 'send');
    await expect.poll(async () => (await caseOf(id)).shipments.length).toBe(2);
    await until(id, 'created');
    expect(living(id)).toEqual([`${id}-s2`]);
  });

  test('a case that was not told of the number, when its worker was killed, is told', async () => {
    post.control.outage('says-so');
    const id = await decided();
    await does(id, 'send');
    await expect.poll(async () => (await shipmentOf(id)).carrier).toBe('post');
    await api.engine.owner.pool.query(
      `UPDATE shipments SET tracking = 'EA473124829VN', status = 'created' WHERE id = $1`,
      [`${id}-s1`],
    );
    const moved = async () => (await historyOf(id)).filter(({ type }) => type === 'shipment-moved');
    await expect.poll(async () => (await moved()).length).toBe(1);
    expect((await moved())[0]?.data).toMatchObject({ status: 'created', tracking: 'EA473124829VN' });
  });

  test('down when it is asked, it is still heard', async () => {
    const { id, tracking, shipment } = await sent();
    scan(tracking, 'accepted', { at: ago(20) });
    await until(id, 'handed-over');
    post.control.faults({ failBefore: 1 });
    await timePasses(shipment, 1);
    await nudge(id, shipment);
    await isAsking(shipment);
    scan(tracking, 'delivered');
    await until(id, 'delivered');
    await caseIs(id, 'delivered');
  });

  test('down when the proof is asked for, the delivery is told, and the picture when there is one', async () => {
    const { id, tracking, shipment } = await sent();
    scan(tracking, 'accepted');
    await until(id, 'handed-over');
    post.control.faults({ failBefore: 1 });
    scan(tracking, 'delivered', { receiver: { name: 'Nguyễn Thị Hoa', relation: 'Vợ/chồng' } });
    await caseIs(id, 'delivered');
    expect((await shipmentOf(id)).receivedBy).toEqual({
      name: 'Nguyễn Thị Hoa',
      relation: 'Vợ/chồng',
      document: null,
    });
    post.control.faults({ failBefore: 0 });
    await nudge(id, shipment);
    await expect
      .poll(async () => (await shipmentOf(id)).receivedBy)
      .toMatchObject({ name: 'Nguyễn Thị Hoa', document: `${shipment}-proof` });
    expect((await historyOf(id)).filter(({ type }) => type === 'result-delivered')).toHaveLength(1);
  });

  test('a worker killed when the shipment is made, and nobody knows of it, makes no second one', async () => {
    const id = await decided();
    await api.engine.stopWorker();
    const child = await startFragileWorker(api.engine, 'made');
    const gone = once(child, 'exit');
    // Killed so soon that the caller may not hear that it was taken.
    await api.call(lan, 'POST', `/v1/cases/${id}/actions/send`, {});
    expect((await gone)[1]).toBe('SIGKILL');
    await api.engine.startWorker();
    expect(made(`${id}-s1`)).toBe(1);
    expect(await statusOf(id)).toBe('ordered');
    // As long as Temporal waits for an activity that was lost.
    await expect.poll(() => statusOf(id), { timeout: 100_000 }).toBe('created');
    expect(made(`${id}-s1`)).toBe(1);
  });

  test('a scan that comes before the carrier has answered is not lost', async () => {
    post.control.faults({ failAfter: 1 });
    const id = await decided();
    await does(id, 'send');
    const known = () => post.control.shipments.find(({ key }) => key === `${id}-s1`);
    await expect.poll(() => known()?.tracking).toBeDefined();
    scan(known()?.tracking ?? '', 'accepted');
    await expect.poll(() => post.control.unreported).toEqual([]);
    post.control.faults({ failAfter: 0 });
    await until(id, 'handed-over');
  });

  test('the same scan five times, and all of them out of order, move the case once', async () => {
    const { id, tracking } = await sent();
    post.control.faults({ duplicates: 1, times: 5, late: 1, lateMs: 300 });
    const kinds = ['accepted', 'departed', 'arrived', 'out-for-delivery', 'attempted'] as const;
    for (const [n, kind] of kinds.entries()) scan(tracking, kind, { at: ago(10 - n) });
    await until(id, 'attempted');
    await expect.poll(() => post.control.unreported).toEqual([]);
    const moved = (await historyOf(id)).filter(({ type }) => type === 'shipment-moved');
    const statuses = moved.map(({ data }) => (data as { status: string }).status);
    expect(new Set(statuses).size).toBe(statuses.length);
    expect((await shipmentOf(id)).scans).toHaveLength(5);
  });

  test('a forged scan moves nothing', async () => {
    const { id, tracking } = await sent();
    expect(await post.control.forge(tracking, 'delivered', 'wrong-secret')).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await statusOf(id)).toBe('created');
    expect((await shipmentOf(id)).scans).toEqual([]);
  });
});

/** Ordered, made by the carrier, and nobody here knows of it: answers are lost until the faults are taken back. */
async function unanswered(): Promise<{ id: string; shipment: string }> {
  post.control.faults({ failAfter: 1 });
  const id = await decided();
  await does(id, 'send');
  const shipment = `${id}-s1`;
  await expect.poll(() => made(shipment)).toBe(1);
  expect(await statusOf(id)).toBe('ordered');
  return { id, shipment };
}

/** Keys of the case's shipments that the carrier still means to bring. */
function living(id: string): readonly string[] {
  return post.control.shipments
    .filter(({ key, scans }) => key.startsWith(id) && !scans.some(({ kind }) => kind === 'cancelled'))
    .map(({ key }) => key);
}

/** The shipment's workflow waits for the carrier's answer, after it waited for nothing else. */
async function isAsking(shipment: string): Promise<void> {
  const workflow = api.engine.client.workflow.getHandle(`delivery-${shipment}`);
  const pending = async () =>
    (await workflow.describe()).raw.pendingActivities?.map(({ activityType }) => activityType?.name);
  await expect.poll(pending).toEqual(['askCarrier']);
}

/** How many shipments the carrier made under that key. */
function made(key: string): number {
  return post.control.shipments.filter((each) => each.key === key).length;
}

describe('documents', () => {
  test('are fetched at the citizen’s door and brought to the counter', async () => {
    const filing = permitFiling({ procedure: PAID_AT_THE_DOOR.procedure.code });
    const { body: filed } = await api.call(lan, 'POST', '/v1/dossiers', filing);
    await act(lan, filed.id, 'fetch');
    await until(filed.id, 'created');
    const { tracking } = await shipmentOf(filed.id);
    const order = post.control.shipments.find((each) => each.tracking === tracking)?.order;
    expect(JSON.stringify(order)).toContain('THU_GOM_HO_SO');
    scan(tracking, 'picked-up');
    scan(tracking, 'delivered');
    await until(filed.id, 'delivered');
    expect((await caseOf(filed.id)).status).toBe('filed');
    await act(lan, filed.id, 'accept');
  });
});
