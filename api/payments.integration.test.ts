/** Fees over HTTP, with a payment provider that is a server. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bookingsQuery } from '../db/queries/payment-reports.ts';
import type { ProvinceId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import { type ProviderSimulator, startPaymentSimulator } from '../integrations/payments/simulator.ts';
import { type Api, permitFiling, startApi } from '../test/support/api.ts';
import { AGENCIES, PEOPLE } from '../test/support/sample-definitions.ts';

const KEY = 'trial-key';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const { user: lan } = PEOPLE.receptionist;
const { user: head } = PEOPLE.head;
const { user: province } = PEOPLE.province;
/** Of the sample permit. */
const FEE = 75_000;

let bank: ProviderSimulator;
let api: Api;

beforeAll(async () => {
  bank = await startPaymentSimulator({ key: KEY, secret: SECRET, retryMs: 100 });
  api = await startApi({
    payment: { name: 'bank', access: { url: bank.url, key: KEY }, webhookSecrets: [SECRET] },
  });
  bank.tellTo(`${api.url}/v1/payments/notifications/bank`);
  await api.engine.owner.pool.query('UPDATE agencies SET account = $2 WHERE id = $1', [
    AGENCIES.counter,
    { bank: '970436', number: '0071000123456', holder: 'Trung tâm Phục vụ hành chính công' },
  ]);
}, 60_000);
afterAll(async () => {
  await api.close();
  await bank.close();
});
afterEach(() => bank.faults({ isOut: false, times: 1, delayMs: 0, losesRefundAnswers: false }));

async function filed(change: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await api.call(lan, 'POST', '/v1/dossiers', permitFiling(change));
  expect(status).toBe(201);
  return body.id;
}
const act = (user: string, id: string, name: string, body: object = {}) =>
  api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, body);
const caseOf = async (id: string) => (await api.call(lan, 'GET', `/v1/cases/${id}`)).body;
const paymentsOf = async (id: string, user: string = lan) =>
  (await api.call(user, 'GET', `/v1/cases/${id}/payments`)).body;
const ask = (id: string, user: string = lan) => api.call(user, 'POST', `/v1/cases/${id}/payments`, {});
const isPaid = (id: string) =>
  expect.poll(async () => (await caseOf(id)).fee.paid, { timeout: 15_000 }).toBe(true);
const transferIs = (id: string, transfer: string, status: string) =>
  expect
    .poll(
      async () =>
        (await paymentsOf(id)).transfers.find((each: { id: string }) => each.id === transfer)?.status,
      { timeout: 15_000 },
    )
    .toBe(status);

/** Filed, with the way to pay asked for. */
async function asked(): Promise<{ id: string; reference: string; payUrl: string }> {
  const id = await filed();
  const { status, body } = await ask(id);
  expect(status).toBe(200);
  return { ...body, id };
}

describe('paying by transfer', () => {
  test('a code for a banking app and a page are given, and are the same when asked for again', async () => {
    const id = await filed();
    const first = await ask(id);
    expect(first.body).toMatchObject({ amount: FEE, payUrl: expect.stringContaining('/pay/') });
    expect(first.body.paymentCode).toContain(`5405${FEE}`);
    expect(first.body.paymentCode).toContain(first.body.reference);
    expect((await ask(id)).body).toEqual(first.body);
    expect((await paymentsOf(id)).fee).toMatchObject({ amount: FEE, full: FEE, reduction: null });
  });

  test('the code is a picture too, for who may see the case and as long as something is due', async () => {
    const { id, payUrl } = await asked();
    const picture = await api.call(lan, 'GET', `/v1/cases/${id}/payments/code.svg`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
    ]);
    expect(picture.body).toMatch(/^<svg /);
    const elsewhere = await api.call('tiep-khac', 'GET', `/v1/cases/${id}/payments/code.svg`);
    expect(elsewhere.status).toBe(404);
    await fetch(payUrl, { method: 'POST' });
    await isPaid(id);
    expect((await api.call(lan, 'GET', `/v1/cases/${id}/payments/code.svg`)).status).toBe(404);
  });

  test('the receipt asks for the payment that its code is for, and who asks later is given the same', async () => {
    const id = await filed();
    expect((await act(lan, id, 'accept')).status).toBe(200);
    const receipt = async () =>
      (await api.call(lan, 'GET', `/v1/cases/${id}/papers`)).body.items.find(
        ({ form }: { form: string }) => form === 'receipt',
      );
    await expect.poll(receipt, { timeout: 20_000 }).toBeDefined();
    const { payments } = await paymentsOf(id);
    expect(payments).toMatchObject([{ amount: FEE, paymentCode: expect.stringContaining(`5405${FEE}`) }]);
    expect((await ask(id)).body.reference).toBe(payments[0].reference);
  });

  test('the page of the provider pays it', async () => {
    const { id, payUrl } = await asked();
    expect(await (await fetch(payUrl)).text()).toContain('75.000 đồng');
    expect((await fetch(payUrl, { method: 'POST' })).status).toBe(200);
    await isPaid(id);
    const { fee } = await caseOf(id);
    expect(fee).toMatchObject({ amount: FEE, paid: true });
    const [transfer] = (await paymentsOf(id)).transfers;
    expect(transfer).toMatchObject({ amount: FEE, status: 'taken', why: null });
  });

  test('told five times, it is counted once', async () => {
    const { id, reference } = await asked();
    bank.faults({ times: 5 });
    bank.pay(reference, FEE);
    await isPaid(id);
    await expect.poll(() => bank.transfers.every(({ isTold }) => isTold), { timeout: 15_000 }).toBe(true);
    expect((await paymentsOf(id)).transfers).toHaveLength(1);
    const { body } = await api.call(lan, 'GET', `/v1/cases/${id}/history`);
    expect(body.items.filter(({ type }: { type: string }) => type === 'fee-paid')).toHaveLength(1);
  });

  test('money that is too little, too much or comes twice goes back', async () => {
    const { id, reference } = await asked();
    const less = bank.pay(reference, FEE - 1);
    await transferIs(id, less, 'refunded');
    expect((await caseOf(id)).fee.paid).toBe(false);
    const first = bank.pay(reference, FEE);
    await isPaid(id);
    const second = bank.pay(reference, FEE);
    await transferIs(id, second, 'refunded');
    await transferIs(id, first, 'taken');
    const { transfers } = await paymentsOf(id);
    expect(transfers.map(({ why }: { why: string }) => why).sort()).toEqual(
      [null, 'paid-twice', 'wrong-amount'].sort(),
    );
    expect(bank.refunds.map(({ transfer, amount }) => [transfer, amount])).toEqual(
      expect.arrayContaining([
        [less, FEE - 1],
        [second, FEE],
      ]),
    );
  });

  test('money that comes when the case is over goes back', async () => {
    const { id, reference } = await asked();
    expect((await act(lan, id, 'withdraw', { reason: 'Không làm nữa' })).status).toBe(200);
    const late = bank.pay(reference, FEE);
    await transferIs(id, late, 'refunded');
    expect((await ask(id)).status).toBe(409);
  });

  test('money that comes while the worker is down is counted when it is up', async () => {
    const { id, reference } = await asked();
    await api.engine.stopWorker();
    bank.pay(reference, FEE);
    await expect.poll(() => bank.transfers.at(-1)?.isTold, { timeout: 15_000 }).toBe(true);
    await api.engine.startWorker();
    await isPaid(id);
  });

  test('money for nobody is kept for people to look at', async () => {
    const transfer = bank.pay('MCNOBODY', 5_000);
    await expect.poll(() => bank.transfers.at(-1)?.isTold, { timeout: 15_000 }).toBe(true);
    const { rows } = await api.engine.owner.pool.query('SELECT status FROM transfers WHERE id = $1', [
      transfer,
    ]);
    expect(rows).toEqual([{ status: 'unknown' }]);
  });

  test('what nobody signed, or signed long ago, is not taken', async () => {
    const { id, reference } = await asked();
    expect(await bank.forge(reference, FEE, `whsec_${randomBytes(32).toString('base64')}`)).toBe(401);
    expect(await bank.forge(reference, FEE, SECRET, Date.now() - 10 * 60_000)).toBe(401);
    expect((await paymentsOf(id)).transfers).toEqual([]);
  });

  test('without the provider there is still the code', async () => {
    bank.faults({ isOut: true });
    const { payUrl } = await asked();
    expect(payUrl).toBeNull();
  });

  test('others may not ask for it, nor see it', async () => {
    const { id } = await asked();
    expect((await ask(id, PEOPLE.otherCitizen.user)).status).toBe(404);
    expect((await ask(id, PEOPLE.specialist.user)).status).toBe(403);
    expect((await api.call('tiep-khac', 'GET', `/v1/cases/${id}/payments`)).status).toBe(404);
    expect((await api.call(PEOPLE.stranger.user, 'GET', `/v1/cases/${id}/payments`)).status).toBe(404);
  });
});

describe('giving a fee back', () => {
  async function paid(): Promise<{ id: string; transfer: string }> {
    const { id, reference } = await asked();
    const transfer = bank.pay(reference, FEE);
    await isPaid(id);
    return { id, transfer };
  }

  test('by the way it came, once, though the answer of the provider is lost', async () => {
    const { id, transfer } = await paid();
    bank.faults({ losesRefundAnswers: true });
    expect((await act(head, id, 'refund', { reason: 'Thu nhầm' })).status).toBe(200);
    await expect
      .poll(() => bank.refunds.some((each) => each.transfer === transfer), { timeout: 15_000 })
      .toBe(true);
    bank.faults({ losesRefundAnswers: false });
    await transferIs(id, transfer, 'refunded');
    expect(bank.refunds.filter((each) => each.transfer === transfer)).toHaveLength(1);
    await expect
      .poll(
        async () => {
          const { body } = await api.call(lan, 'GET', `/v1/cases/${id}/history`);
          return body.items.map(({ type }: { type: string }) => type);
        },
        { timeout: 15_000 },
      )
      .toEqual(expect.arrayContaining(['fee-refund-ordered', 'fee-refunded']));
    expect((await act(head, id, 'refund', { reason: 'Lần nữa' })).status).toBe(409);
  });

  test('waits for a provider that is down', async () => {
    const { id, transfer } = await paid();
    bank.faults({ isOut: true });
    expect((await act(head, id, 'refund', { reason: 'Thu nhầm' })).status).toBe(200);
    await transferIs(id, transfer, 'refund-due');
    bank.faults({ isOut: false });
    await transferIs(id, transfer, 'refunded');
  });

  test('in cash, under the number of a receipt', async () => {
    const id = await filed();
    await act(lan, id, 'pay', { amount: FEE, receipt: 'BL-9' });
    expect((await act(head, id, 'refund', { reason: 'Thu nhầm' })).status).toBe(422);
    expect((await act(head, id, 'refund', { reason: 'Thu nhầm', receipt: 'PC-9' })).status).toBe(200);
  });

  test('of a case that is over, by those who answer for it', async () => {
    const { id, transfer } = await paid();
    await act(lan, id, 'withdraw', { reason: 'Không làm nữa' });
    const path = `/v1/cases/${id}/transfers/${transfer}/refund`;
    expect((await api.call(lan, 'POST', path, { reason: 'x' })).status).toBe(403);
    expect((await api.call(province, 'POST', path, { reason: 'Rút hồ sơ' })).status).toBe(202);
    await transferIs(id, transfer, 'refunded');
    expect((await api.call(province, 'POST', path, { reason: 'Rút hồ sơ' })).status).toBe(404);
  });
});

describe('the report of a day', () => {
  const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const report = (user: string) => api.call(user, 'GET', `/v1/reports/payments?day=${today()}`);

  test('agrees with the provider but for what no case counts', async () => {
    const { status, body } = await report(PEOPLE.auditor.user);
    expect(status).toBe(200);
    expect(body.statement).toBe('compared');
    expect(body.matched).toBeGreaterThan(4);
    const kinds = body.differences.map(({ kind, why }: { kind: string; why: string }) => `${kind} ${why}`);
    expect(new Set(kinds)).toEqual(
      new Set([
        'only-at-provider wrong-amount',
        'only-at-provider paid-twice',
        'only-at-provider case-over',
        'only-at-provider null',
      ]),
    );
    const cash = body.totals.find(({ how }: { how: string }) => how === 'unknown');
    expect(cash).toMatchObject({ paid: 1, amount: FEE, refunded: FEE });
  });

  test('of an agency is for its head, and for no clerk', async () => {
    expect((await report(head)).body.statement).toBe('not-available');
    expect((await report(lan)).status).toBe(403);
    expect((await report(PEOPLE.citizen.user)).status).toBe(403);
  });

  test('reads the days’ money and nothing else', async () => {
    const now = Date.now() as Instant;
    const { text, values } = bookingsQuery('hue' as ProvinceId, (now - 86_400_000) as Instant, now);
    const { rows } = await api.engine.owner.pool
      .query('SET enable_seqscan = off')
      .then(() => api.engine.owner.pool.query(`EXPLAIN ${text}`, values));
    expect(JSON.stringify(rows)).toMatch(/events_\w*at\w*idx|events_of_money/);
  });
});

test('what a filing would cost can be asked before, and nothing is kept', async () => {
  const before = await api.counts();
  const cost = (code: string, body: object) => api.call(lan, 'POST', `/v1/procedures/${code}/fee`, body);
  const { status, body } = await cost('9.000001', { channel: 'counter', form: { area: 50 } });
  expect([status, body.fee]).toEqual([
    200,
    expect.objectContaining({ full: FEE, amount: FEE, reduction: null }),
  ]);
  expect((await cost('9.000001', { channel: 'online', form: { area: 'large' } })).body.fee.amount).toBe(FEE);
  expect((await cost('8.000001', { channel: 'online' })).body).toEqual({ fee: null });
  expect((await cost('7.000007', { channel: 'online' })).status).toBe(404);
  expect((await cost('9.000001', { channel: 'pigeon' })).status).toBe(422);
  expect(await api.counts()).toBe(before);
});
