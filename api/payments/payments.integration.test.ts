/** Fees over HTTP, with a payment provider that is a server. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bookingsQuery, straysQuery } from '../../db/payments/reports.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type ProviderSimulator, startPaymentSimulator } from '../../integrations/payments/simulator.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import { AGENCIES, PEOPLE } from '../../test/support/sample-definitions.ts';

const KEY = 'trial-key';
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const { user: lan } = PEOPLE.receptionist;
const { user: head } = PEOPLE.head;
const { user: province } = PEOPLE.province;
/** Of the sample permit. */
const FEE = 75_000;

let bank: ProviderSimulator;
let mail: MailServer;
let api: Api;

beforeAll(async () => {
  mail = await startMailServer();
  bank = await startPaymentSimulator({ key: KEY, secret: SECRET, retryMs: 100 });
  api = await startApi({
    payment: { name: 'bank', access: { url: bank.url, key: KEY }, webhookSecrets: [SECRET] },
    smtpUrl: mail.url,
  });
  bank.reportTo(`${api.url}/v1/payments/notifications/bank`);
  await api.engine.owner.pool.query('UPDATE agencies SET account = $2 WHERE id = $1', [
    AGENCIES.counter,
    { bank: '970436', number: '0071000123456', holder: 'Trung tâm Phục vụ hành chính công' },
  ]);
});
afterAll(async () => {
  await api.close();
  await bank.close();
  await mail.close();
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
const isPaid = (id: string) => expect.poll(async () => (await caseOf(id)).fee.paid).toBe(true);
const transferIs = (id: string, transfer: string, status: string) =>
  expect
    .poll(
      async () =>
        (await paymentsOf(id)).transfers.find((each: { id: string }) => each.id === transfer)?.status,
    )
    .toBe(status);

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const report = (user: string, day = today()) => api.call(user, 'GET', `/v1/reports/payments?day=${day}`);

/** The texts of so many mails of that subject. */
async function mailsOf(to: string, subject: string, count: number): Promise<string[]> {
  const found = async () =>
    (await mail.mailsTo(to)).filter((each) => each.subject?.includes(subject) === true);
  await expect.poll(async () => (await found()).length).toBe(count);
  return (await found()).map(({ text }) => text ?? '');
}

/** Filed, with the way to pay asked for. */
async function request(email?: string): Promise<{ id: string; reference: string; payUrl: string }> {
  const applicant = { name: 'Nguyễn Văn Lợi', phone: '0905123456', address: '12 Lê Lợi', email };
  const id = await filed(email === undefined ? {} : { applicant });
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
    const { id, payUrl } = await request();
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
      (await api.call(lan, 'GET', `/v1/cases/${id}/documents`)).body.items.find(
        ({ form }: { form: string }) => form === 'receipt',
      );
    await expect.poll(receipt).toBeDefined();
    const { payments } = await paymentsOf(id);
    expect(payments).toMatchObject([{ amount: FEE, paymentCode: expect.stringContaining(`5405${FEE}`) }]);
    expect((await ask(id)).body.reference).toBe(payments[0].reference);
  });

  test('the page of the provider pays it', async () => {
    const { id, payUrl } = await request();
    expect(await (await fetch(payUrl)).text()).toContain('75.000 đồng');
    expect((await fetch(payUrl, { method: 'POST' })).status).toBe(200);
    await isPaid(id);
    const { fee } = await caseOf(id);
    expect(fee).toMatchObject({ amount: FEE, paid: true });
    // The case has it first, then the list of transfers.
    await expect
      .poll(async () => (await paymentsOf(id)).transfers[0])
      .toMatchObject({ amount: FEE, status: 'taken', why: null });
  });

  test('told five times, it is counted once', async () => {
    const { id, reference } = await request();
    bank.faults({ times: 5 });
    bank.pay(reference, FEE);
    await isPaid(id);
    await expect.poll(() => bank.transfers.every(({ isReported }) => isReported)).toBe(true);
    expect((await paymentsOf(id)).transfers).toHaveLength(1);
    const { body } = await api.call(lan, 'GET', `/v1/cases/${id}/history`);
    expect(body.items.filter(({ type }: { type: string }) => type === 'fee-paid')).toHaveLength(1);
  });

  test('money that is too little, too much or comes twice goes back', async () => {
    const { id, reference } = await request('tra-lai@example.vn');
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
    // Whoever paid hears why it came back, each time.
    const said = await mailsOf('tra-lai@example.vn', 'hoàn trả phí, lệ phí', 2);
    expect(said.some((text) => text.includes('số tiền chuyển khác với số phải nộp'))).toBe(true);
    expect(said.some((text) => text.includes('phí, lệ phí của hồ sơ đã được nộp trước đó'))).toBe(true);
    expect(said.join()).toContain('74.999 đồng');
  });

  test('money that comes while the case is suspended is counted, and not sent back', async () => {
    const id = await filed();
    expect((await act(lan, id, 'accept')).status).toBe(200);
    const { reference } = (await ask(id)).body;
    expect((await act(head, id, 'suspend', { reason: 'Bão số 5' })).status).toBe(200);
    expect((await paymentsOf(id)).payable).toBe(true);
    const transfer = bank.pay(reference, FEE);
    await isPaid(id);
    await transferIs(id, transfer, 'taken');
    expect((await caseOf(id)).status).toBe('suspended');
    expect((await paymentsOf(id)).payable).toBe(false);
  });

  test('whoever may not ask for a way to pay is not offered one', async () => {
    const { id } = await request();
    expect((await paymentsOf(id)).payable).toBe(true);
    expect((await paymentsOf(id, PEOPLE.specialist.user)).payable).toBe(false);
    expect((await paymentsOf(id, province)).payable).toBe(false);
  });

  test('money that comes when the case is over goes back', async () => {
    const { id, reference } = await request('den-muon@example.vn');
    expect((await act(lan, id, 'withdraw', { reason: 'Không làm nữa' })).status).toBe(200);
    const late = bank.pay(reference, FEE);
    await transferIs(id, late, 'refunded');
    expect((await ask(id)).status).toBe(409);
    const [said] = await mailsOf('den-muon@example.vn', 'hoàn trả phí, lệ phí', 1);
    expect(said).toContain('hồ sơ không còn thu phí, lệ phí');
  });

  test('money that comes while the worker is down is counted when it is up', async () => {
    const { id, reference } = await request();
    await api.engine.stopWorker();
    bank.pay(reference, FEE);
    await expect.poll(() => bank.transfers.at(-1)?.isReported).toBe(true);
    await api.engine.startWorker();
    await isPaid(id);
  });

  test('money for nobody is kept for people to look at', async () => {
    const transfer = bank.pay('MCNOBODY', 5_000);
    await expect.poll(() => bank.transfers.at(-1)?.isReported).toBe(true);
    const { rows } = await api.engine.owner.pool.query('SELECT status FROM transfers WHERE id = $1', [
      transfer,
    ]);
    expect(rows).toEqual([{ status: 'unknown' }]);
  });

  test('what nobody signed, or signed long ago, is not taken', async () => {
    const { id, reference } = await request();
    expect(await bank.forge(reference, FEE, `whsec_${randomBytes(32).toString('base64')}`)).toBe(401);
    expect(await bank.forge(reference, FEE, SECRET, Date.now() - 10 * 60_000)).toBe(401);
    expect((await paymentsOf(id)).transfers).toEqual([]);
  });

  test('without the provider there is still the code', async () => {
    bank.faults({ isOut: true });
    const { payUrl } = await request();
    expect(payUrl).toBeNull();
  });

  test('others may not ask for it, nor see it', async () => {
    const { id } = await request();
    expect((await ask(id, PEOPLE.otherCitizen.user)).status).toBe(404);
    expect((await ask(id, PEOPLE.specialist.user)).status).toBe(403);
    expect((await api.call('tiep-khac', 'GET', `/v1/cases/${id}/payments`)).status).toBe(404);
    expect((await api.call(PEOPLE.stranger.user, 'GET', `/v1/cases/${id}/payments`)).status).toBe(404);
  });
});

describe('giving a fee back', () => {
  async function paid(email?: string): Promise<{ id: string; transfer: string }> {
    const { id, reference } = await request(email);
    const transfer = bank.pay(reference, FEE);
    await isPaid(id);
    return { id, transfer };
  }

  test('by the way it came, once, though the answer of the provider is lost', async () => {
    const { id, transfer } = await paid('thu-nham@example.vn');
    bank.faults({ losesRefundAnswers: true });
    expect((await act(head, id, 'refund', { reason: 'Thu nhầm' })).status).toBe(200);
    await expect.poll(() => bank.refunds.some((each) => each.transfer === transfer)).toBe(true);
    bank.faults({ losesRefundAnswers: false });
    await transferIs(id, transfer, 'refunded');
    expect(bank.refunds.filter((each) => each.transfer === transfer)).toHaveLength(1);
    await expect
      .poll(async () => {
        const { body } = await api.call(lan, 'GET', `/v1/cases/${id}/history`);
        return body.items.map(({ type }: { type: string }) => type);
      })
      .toEqual(expect.arrayContaining(['fee-refund-ordered', 'fee-refunded']));
    expect((await act(head, id, 'refund', { reason: 'Lần nữa' })).status).toBe(409);
    await mailsOf('thu-nham@example.vn', 'hoàn trả phí, lệ phí', 1);
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
    const { id, transfer } = await paid('rut@example.vn');
    await act(lan, id, 'withdraw', { reason: 'Không làm nữa' });
    const path = `/v1/cases/${id}/transfers/${transfer}/refund`;
    expect((await api.call(lan, 'POST', path, { reason: 'x' })).status).toBe(403);
    expect((await api.call(province, 'POST', path, { reason: 'Rút hồ sơ' })).status).toBe(202);
    await transferIs(id, transfer, 'refunded');
    expect((await api.call(province, 'POST', path, { reason: 'Rút hồ sơ' })).status).toBe(404);
    // No event of the case says it any more: the citizen hears of it, with the reason, and the day's report has it.
    const [said] = await mailsOf('rut@example.vn', 'hoàn trả phí, lệ phí', 1);
    expect(said).toContain('Lý do: Rút hồ sơ');
    const { body } = await report(PEOPLE.auditor.user);
    const byBank = body.totals.find(({ how }: { how: string }) => how === 'transfer');
    expect(byBank.refunded).toBe(3 * FEE);
  });
});

describe('the report of a day', () => {
  test('agrees with the provider but for what no case counts', async () => {
    const { status, body } = await report(PEOPLE.auditor.user);
    expect(status).toBe(200);
    expect(body.statement).toBe('compared');
    // Payments, and what went back of them.
    expect(body.matched).toBeGreaterThan(8);
    const kinds = body.differences.map(
      ({ kind, of, why }: { kind: string; of: string; why: string }) => `${of} ${kind} ${why}`,
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        'payment only-at-provider wrong-amount',
        'payment only-at-provider paid-twice',
        'payment only-at-provider case-over',
        'payment only-at-provider unknown',
      ]),
    );
    const cash = body.totals.find(({ how }: { how: string }) => how === 'cash');
    expect(cash).toMatchObject({ paid: 1, amount: FEE, refunded: FEE });
    const table = await api.call(
      PEOPLE.auditor.user,
      'GET',
      `/v1/reports/payments?day=${today()}&format=csv`,
    );
    expect(table.body).toContain('the amount was not the fee due');
  });

  test('counts a transfer on the day of the bank, though the case heard of it later', async () => {
    const { id, reference } = await request();
    const transfer = bank.pay(reference, FEE);
    await isPaid(id);
    await transferIs(id, transfer, 'taken');
    const day = '2026-03-02';
    const at = `${day}T23:59:50+07:00`;
    await api.engine.owner.pool.query('UPDATE transfers SET at = $2 WHERE id = $1', [transfer, at]);
    Object.assign(bank.transfers.find((each) => each.id === transfer) ?? {}, { at });
    const { body: then } = await report(PEOPLE.auditor.user, day);
    expect(then).toMatchObject({
      matched: 1,
      differences: [],
      totals: [{ how: 'transfer', paid: 1, amount: FEE }],
    });
    const { body: now } = await report(PEOPLE.auditor.user);
    expect(now.differences.map((each: { transfer: string }) => each.transfer)).not.toContain(transfer);
    expect(now.differences.map(({ kind }: { kind: string }) => kind)).not.toContain('only-in-cases');
  });

  test('tells the province of money for nobody without the provider too, and no head of an agency', async () => {
    bank.faults({ isOut: true });
    const whys = async (user: string) =>
      (await report(user)).body.differences.map(({ why }: { why: string }) => why);
    expect((await report(province)).body.statement).toBe('not-available');
    expect(await whys(province)).toContain('unknown');
    expect(await whys(head)).not.toContain('unknown');
    expect(await whys(head)).toContain('paid-twice');
  });

  test('leaves out what the provider took for another province', async () => {
    const transfer = bank.pay('MCELSEWHERE', 5_000);
    await expect.poll(() => bank.transfers.at(-1)?.isReported).toBe(true);
    await api.engine.owner.pool.query(
      `WITH p AS (INSERT INTO payments (id, case_id, province, agency, amount, reference, created_by)
         VALUES ('elsewhere', 'of-mau', 'mau', 'mau.counter', 5000, 'MCELSEWHERE', 'x') RETURNING id)
       UPDATE transfers SET payment = 'elsewhere', status = 'taken' WHERE id = $1`,
      [transfer],
    );
    const { body } = await report(province);
    expect(body.statement).toBe('compared');
    expect(body.differences.map((each: { transfer: string }) => each.transfer)).not.toContain(transfer);
  });

  test('of an agency is for its head, and for no clerk', async () => {
    expect((await report(head)).body.statement).toBe('not-available');
    expect((await report(lan)).status).toBe(403);
    expect((await report(PEOPLE.citizen.user)).status).toBe(403);
  });

  test.each([
    [
      'bookings',
      bookingsQuery,
      [/events_\w*at\w*idx|events_of_money/, /transfers_by_instant/, /transfers_by_refund/],
    ],
    ['strays', straysQuery, [/transfers_by_(day|instant)/, /transfers_by_refund/]],
  ])('reads the days’ %s and nothing else', async (_, queryOf, indexes) => {
    const to = Date.now() as Instant;
    const from = (to - 86_400_000) as Instant;
    const { text, values } = queryOf({ province: 'hue' as ProvinceId, provider: 'bank', from, to });
    const client = await api.engine.owner.pool.connect();
    // A year of other days, and no table so small that it is read whole.
    await client.query(`BEGIN; SET LOCAL enable_seqscan = off;
      INSERT INTO transfers (provider, id, reference, amount, at, refunded_at, status)
      SELECT 'bank', 'filler-' || n, 'x', 1, now() - n * interval '1 hour', now() - n * interval '1 hour', 'unknown'
      FROM generate_series(100, 9000) AS n;
      ANALYZE transfers`);
    const { rows } = await client.query(`EXPLAIN ${text}`, values);
    await client.query('ROLLBACK');
    client.release();
    const plan = JSON.stringify(rows);
    for (const index of indexes) expect(plan).toMatch(index);
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
