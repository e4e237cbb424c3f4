import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, document, permitFiling, potholeFiling, startApi } from '../../test/support/api.ts';
import { AGENCIES, PEOPLE } from '../../test/support/sample-definitions.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const {
  receptionist,
  specialist,
  secondSpecialist,
  head,
  citizen,
  otherCitizen,
  auditor,
  otherWard,
  province,
  administrator,
} = PEOPLE;

async function filed(change: Record<string, unknown> = {}) {
  const answer = await api.call(receptionist.user, 'POST', '/v1/dossiers', permitFiling(change));
  expect(answer.status).toBe(201);
  return answer.body as { id: string; code: string; version: number };
}

async function act(
  user: string,
  id: string,
  name: string,
  input: object = {},
  headers: Record<string, string> = {},
) {
  return api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, input, headers);
}

async function did(user: string, id: string, name: string, input: object = {}) {
  const answer = await act(user, id, name, input);
  expect([name, answer.status, answer.status === 200 ? null : answer.body]).toEqual([name, 200, null]);
  return answer.body;
}

const seen = async (user: string, id: string) => (await api.call(user, 'GET', `/v1/cases/${id}`)).body;

const nameOf = async (user: string) => (await api.call(user, 'GET', '/v1/me')).body.name;

describe('a dossier over HTTP', () => {
  test('goes from the counter to its end, each action in the next read, the whole way in its history', async () => {
    const { id, code } = await filed();
    expect(code).toMatch(/^H57\.12-\d{6}-\d{4}$/);
    await did(receptionist.user, id, 'accept');
    expect((await seen(specialist.user, code)).status).toBe('in-process');
    await did(specialist.user, id, 'claim', { taskId: 'examine.1' });
    await did(specialist.user, id, 'complete', { taskId: 'examine.1', outcome: 'forward' });
    await did(head.user, id, 'complete', { taskId: 'sign.1', outcome: 'approve' });
    await did(receptionist.user, id, 'pay', { amount: 75_000, receipt: 'BL-0001' });
    await did(receptionist.user, id, 'deliver', { way: 'counter' });
    const closed = await did(receptionist.user, id, 'close');
    expect(closed).toMatchObject({
      status: 'closed',
      ending: 'granted',
      portalStatus: 10,
      actions: [],
      fee: { paid: true },
    });
    const history = (await api.call(auditor.user, 'GET', `/v1/cases/${id}/history`)).body;
    expect(history.items.map(({ type }: { type: string }) => type)).toEqual([
      'case-filed',
      'case-accepted',
      'step-entered',
      'task-opened',
      'task-claimed',
      'task-completed',
      'step-skipped',
      'step-entered',
      'task-opened',
      'task-completed',
      'case-decided',
      'fee-paid',
      'result-delivered',
      'case-closed',
    ]);
    expect(history.next).toBeNull();
    const refused = await act(receptionist.user, id, 'note', { text: 'late' });
    expect([refused.status, refused.body.code]).toEqual([409, 'not-allowed-now']);
  });

  test('shows each caller exactly the actions that they may do, with a schema that the rules accept', async () => {
    const { id } = await filed();
    const names = async (user: string) =>
      (await seen(user, id)).actions.map(({ name }: { name: string }) => name).sort();
    expect(await names(receptionist.user)).toEqual([
      'accept',
      'attach',
      'choose-delivery',
      'fetch',
      'note',
      'pay',
      'refuse',
      'request-supplement',
      'withdraw',
    ]);
    expect(await names(auditor.user)).toEqual([]);
    await did(receptionist.user, id, 'accept');
    const { actions } = await seen(specialist.user, id);
    const complete = actions.find(({ name }: { name: string }) => name === 'complete');
    expect(complete).toMatchObject({
      taskId: 'examine.1',
      title: 'Complete',
      input: {
        type: 'object',
        properties: {
          taskId: { const: 'examine.1' },
          outcome: { oneOf: [{ const: 'forward' }, { const: 'refuse' }] },
        },
        additionalProperties: false,
      },
    });
  });

  test('waits for documents while a supplement is asked, and keeps what was said', async () => {
    const { id } = await filed();
    await did(receptionist.user, id, 'accept');
    const requested = await did(specialist.user, id, 'request-supplement', {
      taskId: 'examine.1',
      missing: ['title'],
      reason: 'Thiếu giấy chứng nhận quyền sử dụng đất',
    });
    expect(requested).toMatchObject({
      status: 'supplement',
      missing: ['title'],
      dueAt: null,
      portalStatus: 5,
    });
    expect(requested.clocks.find(({ id: clock }: { id: string }) => clock === 'case')).toMatchObject({
      phase: 'paused',
      pausedFor: 'supplement',
    });
    await did(receptionist.user, id, 'receive-supplement', { documents: [document('title')] });
    const history = (await api.call(specialist.user, 'GET', `/v1/cases/${id}/history`)).body.items;
    expect(history.find(({ type }: { type: string }) => type === 'supplement-requested').content).toEqual([
      'Thiếu giấy chứng nhận quyền sử dụng đất',
    ]);
    expect((await seen(specialist.user, id)).documents).toHaveLength(2);
  });

  test('a citizen files online for themselves, follows it, and others see nothing of it', async () => {
    const answer = await api.call(
      citizen.user,
      'POST',
      '/v1/dossiers',
      permitFiling({ channel: 'online', counter: AGENCIES.counter }),
    );
    expect(answer.status).toBe(201);
    const { id } = answer.body;
    expect((await seen(citizen.user, id)).actions.map(({ name }: { name: string }) => name).sort()).toEqual([
      'attach',
      'choose-delivery',
      'fetch',
      'withdraw',
    ]);
    for (const stranger of [otherCitizen, otherWard]) {
      expect((await api.call(stranger.user, 'GET', `/v1/cases/${id}`)).status).toBe(404);
      expect((await act(stranger.user, id, 'withdraw', { reason: 'x' })).status).toBe(404);
    }
    const mine = (await api.call(citizen.user, 'GET', '/v1/cases')).body.items;
    expect(mine.map((each: { id: string }) => each.id)).toEqual([id]);

    await did(receptionist.user, id, 'accept');
    await did(head.user, id, 'assign', { taskId: 'examine.1', assignee: secondSpecialist.user });
    const reported = async (user: string) =>
      (await api.call(user, 'GET', `/v1/cases/${id}/history`, undefined, { 'Accept-Language': 'vi' })).body
        .items;
    // Officers read names; to the citizen it is an officer, in the sentence and beside it.
    expect((await reported(specialist.user)).at(-1)).toMatchObject({
      text: `Phân công việc “Thẩm định” cho ${await nameOf(secondSpecialist.user)}`,
      by: head.user,
    });
    const own = await reported(citizen.user);
    expect(own.at(-1)).toMatchObject({ text: 'Phân công việc “Thẩm định” cho cán bộ', by: null });
    expect(own.at(0).by).toBe(citizen.user);
    const holders = async (user: string) =>
      (await api.call(user, 'GET', `/v1/cases/${id}`)).body.tasks.map(
        (each: { assignee: string }) => each.assignee,
      );
    expect(await holders(specialist.user)).toEqual([secondSpecialist.user]);
    expect(await holders(citizen.user)).toEqual([null]);
    expect(JSON.stringify(own)).not.toMatch(
      new RegExp(`"(${[receptionist, head, secondSpecialist].map(({ user }) => user).join('|')})"`),
    );
  });

  test('is assigned only to somebody who holds the role there', async () => {
    const { id } = await filed();
    await did(receptionist.user, id, 'accept');
    const offered = (await seen(head.user, id)).actions;
    const inputOf = (name: string) =>
      offered.find((action: { name: string }) => action.name === name).input.properties;
    expect(inputOf('assign').assignee.enum).toEqual(['hoa', 'minh']);
    expect(inputOf('transfer').agency.enum).toContain('hue.other-ward');
    expect(inputOf('transfer').agency.enum).not.toContain('hue.ward');
    const wrong = await act(head.user, id, 'assign', { taskId: 'examine.1', assignee: citizen.user });
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].pointer]).toEqual([
      422,
      'unknown-assignee',
      '/assignee',
    ]);
    await did(head.user, id, 'assign', { taskId: 'examine.1', assignee: secondSpecialist.user });
    const held = await act(specialist.user, id, 'complete', { taskId: 'examine.1', outcome: 'forward' });
    expect([held.status, held.body.code]).toEqual([409, 'task-held']);
  });
});

describe('a complaint over HTTP', () => {
  test('is classified, handled, checked, published and rated; who handles it never learns who reported it', async () => {
    const { id } = (await api.call(receptionist.user, 'POST', '/v1/complaints', potholeFiling())).body;
    await did(receptionist.user, id, 'classify', { urgency: 'urgent' });
    const handled = await seen(specialist.user, id);
    expect(handled.form).toEqual({ description: 'Ổ gà lớn trước cổng chợ Đông Ba' });
    expect(handled.applicant).toBeNull();
    expect((await seen(receptionist.user, id)).applicant).toMatchObject({ name: 'Trần Thị Mai' });
    expect(
      JSON.stringify((await api.call(specialist.user, 'GET', `/v1/cases/${id}/history`)).body),
    ).not.toContain('Mai');
    await did(specialist.user, id, 'complete', { taskId: 'handle.1', outcome: 'done' });
    await did(receptionist.user, id, 'complete', { taskId: 'check.1', outcome: 'approve' });
    await did(receptionist.user, id, 'publish', {
      title: 'Ổ gà trước chợ',
      description: 'Ổ gà lớn trước cổng chợ Đông Ba',
      answer: 'Đã vá ổ gà ngày hôm nay.',
    });
    await did(receptionist.user, id, 'rate', { rating: 'satisfied' });
    expect(await did(receptionist.user, id, 'close')).toMatchObject({ status: 'closed', ending: 'resolved' });
  });

  test('goes to another agency when it is not theirs', async () => {
    const { id } = (
      await api.call(receptionist.user, 'POST', '/v1/complaints', potholeFiling({ reporter: undefined }))
    ).body;
    await did(receptionist.user, id, 'classify', { urgency: 'normal' });
    expect((await api.call(otherWard.user, 'GET', `/v1/cases/${id}`)).status).toBe(404);
    await did(specialist.user, id, 'transfer', {
      taskId: 'handle.1',
      agency: 'hue.other-ward',
      reason: 'Thuộc phường bên',
    });
    expect((await seen(otherWard.user, id)).actions.map(({ name }: { name: string }) => name)).toContain(
      'complete',
    );
    const nowhere = await act(otherWard.user, id, 'transfer', {
      taskId: 'handle.1',
      agency: 'hue.ward',
      reason: 'x',
    });
    expect([nowhere.status, nowhere.body.code]).toEqual([409, 'limit-reached']);
  });
});

describe('the same key', () => {
  test('files one case, however often and however many at once, and always gives the same answer', async () => {
    const key = randomUUID();
    const body = permitFiling();
    const file = () => api.call(receptionist.user, 'POST', '/v1/dossiers', body, { 'Idempotency-Key': key });
    const answers = await Promise.all(Array.from({ length: 20 }, file));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map((each) => JSON.stringify(each.body))).size).toBe(1);
    const { id } = answers[0]?.body ?? {};
    await did(receptionist.user, id, 'accept');
    expect((await file()).body).toEqual(answers[0]?.body);
    const other = await api.call(
      receptionist.user,
      'POST',
      '/v1/dossiers',
      permitFiling({ form: { area: 51 } }),
      { 'Idempotency-Key': key },
    );
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
    // What was filed is named, so that whoever corrected a letter meanwhile finds it.
    expect(other.body.case).toBe(answers[0]?.body.code);
  });

  test('does an action once, and is refused with another body', async () => {
    const { id } = await filed();
    const key = { 'Idempotency-Key': randomUUID() };
    const answers = await Promise.all(
      [1, 2, 3].map(() => act(receptionist.user, id, 'note', { text: 'Đã gọi điện' }, key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const events = (await api.call(receptionist.user, 'GET', `/v1/cases/${id}/history`)).body.items;
    expect(events.filter(({ type }: { type: string }) => type === 'note-added')).toHaveLength(1);
    const other = await act(receptionist.user, id, 'note', { text: 'Khác' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
  });

  test('belongs to one caller: another’s is another case', async () => {
    const key = { 'Idempotency-Key': 'counter-7' };
    const one = await api.call(receptionist.user, 'POST', '/v1/dossiers', permitFiling(), key);
    const two = await api.call(
      citizen.user,
      'POST',
      '/v1/dossiers',
      permitFiling({ channel: 'online' }),
      key,
    );
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.id).not.toBe(two.body.id);
  });
});

test('whoever saw an older version is told, and does nothing', async () => {
  const { id } = await filed();
  const first = await act(receptionist.user, id, 'note', { text: 'a' }, { 'If-Match': '"1"' });
  expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
  const stale = await act(receptionist.user, id, 'note', { text: 'b' }, { 'If-Match': '"1"' });
  expect([stale.status, stale.body.code, stale.headers.get('etag')]).toEqual([412, 'stale-version', '"2"']);
});

test('one action on many cases gives a result for each', async () => {
  const [one, two] = [await filed(), await filed()];
  const items = [one.id, 'nothing', two.code].map((each) => ({ case: each, key: randomUUID() }));
  const { status, body } = await api.call(receptionist.user, 'POST', '/v1/actions', {
    action: 'accept',
    items,
  });
  expect(status).toBe(200);
  expect(
    body.items.map(({ ok, problem }: { ok: boolean; problem?: { code: string } }) => problem?.code ?? ok),
  ).toEqual([true, 'not-found', true]);
});

describe('lists', () => {
  test('find a case by its code, by words without diacritics, and by who filed it', async () => {
    const { id, code } = await filed({ form: { area: 60, note: 'Nhà vườn An Hiên' } });
    const found = async (text: string) =>
      (
        await api.call(receptionist.user, 'GET', `/v1/cases?text=${encodeURIComponent(text)}&limit=200`)
      ).body.items.map((each: { id: string }) => each.id);
    expect(await found(code)).toEqual([id]);
    expect(await found('nha vuon an hien')).toEqual([id]);
    expect(await found('nguyen van loi')).toContain(id);
    expect(await found('không có gì như vậy')).toEqual([]);
  });

  test('show an inbox by deadline with its counts, and to nobody else', async () => {
    const { id } = await filed();
    await did(receptionist.user, id, 'accept');
    const box = async (user: string, query = '') =>
      (await api.call(user, 'GET', `/v1/tasks${query}`)).body.items;
    const mine = (await box(specialist.user)).filter((task: { case: { id: string } }) => task.case.id === id);
    expect(mine).toMatchObject([{ id: 'examine.1', name: 'Examine', role: 'specialist', assignee: null }]);
    expect(await box(otherWard.user)).not.toContainEqual(
      expect.objectContaining({ case: expect.objectContaining({ id }) }),
    );
    const before = (await api.call(specialist.user, 'GET', '/v1/tasks/counts')).body;
    await did(specialist.user, id, 'claim', { taskId: 'examine.1' });
    const after = (await api.call(specialist.user, 'GET', '/v1/tasks/counts')).body;
    expect([after.mine.open - before.mine.open, after.free.open - before.free.open]).toEqual([1, -1]);
  });

  test('page through everything once, while new cases come in', async () => {
    const ids = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = (
        await api.call(province.user, 'GET', `/v1/cases?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
      ).body;
      for (const { id } of page.items) {
        expect(ids.has(id)).toBe(false);
        ids.add(id);
      }
      cursor = page.next;
      if (ids.size < 10) await filed();
    } while (cursor !== null);
    expect(ids.size).toBeGreaterThan(5);
  });

  test('report breaches and punctuality of a period', async () => {
    const from = '2020-01-01T00:00:00Z';
    const report = await api.call(
      administrator.user,
      'GET',
      `/v1/sla/report?from=${from}&to=2100-01-01T00:00:00Z&by=agency`,
    );
    expect(report.status).toBe(200);
    expect(report.body.rows.find(({ name }: { name: string }) => name === AGENCIES.owner)).toMatchObject({
      late: 0,
      onTimePercent: 100,
    });
    expect((await api.call(auditor.user, 'GET', '/v1/sla/breaches')).body.items).toEqual([]);
  });
});
