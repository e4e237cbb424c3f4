import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const { receptionist, specialist, head, citizen, otherWard, administrator } = PEOPLE;
let api: Api;
let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
  api = await startApi({
    smtpUrl: mail.url,
    mailFrom: 'Huế <no-reply@hue.example>',
    publicUrl: 'https://hue.example',
  });
});
afterAll(async () => {
  await api.close();
  await mail.close();
});

async function accepted(change: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
  const filed = await api.call(receptionist.user, 'POST', '/v1/dossiers', permitFiling(change));
  expect(filed.status).toBe(201);
  await did(receptionist.user, filed.body.id, 'accept');
  return filed.body;
}
const act = (user: string, id: string, name: string, input: object = {}) =>
  api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, input);
async function did(user: string, id: string, name: string, input: object = {}) {
  const answer = await act(user, id, name, input);
  expect([name, answer.status, answer.status === 200 ? null : answer.body]).toEqual([name, 200, null]);
  return answer.body;
}
async function boxOf(user: string, query: string): Promise<string[]> {
  const { body } = await api.call(user, 'GET', `/v1/tasks?limit=200&${query}`);
  return body.items.map((task: { case: { id: string } }) => task.case.id);
}
const watching = (user: string, id: string, watched: boolean) =>
  api.call(user, 'PUT', `/v1/cases/${id}/watch`, { watched });

describe('what somebody watches', () => {
  test('stands in a box of its own, whoever holds the task, until they have seen enough', async () => {
    const { id, code } = await accepted();
    expect(await boxOf(receptionist.user, 'box=watched')).toEqual([]);
    expect((await watching(receptionist.user, code, true)).body).toEqual({ watched: true });
    expect((await watching(receptionist.user, id, true)).status).toBe(200);
    expect(await boxOf(receptionist.user, 'box=watched')).toEqual([id]);
    expect(await boxOf(specialist.user, 'box=watched')).toEqual([]);
    const { body: counts } = await api.call(receptionist.user, 'GET', '/v1/tasks/counts');
    expect(counts.watched).toEqual({ open: 1, overdue: 0 });
    const isWatched = async (user: string) => (await api.call(user, 'GET', `/v1/cases/${id}`)).body.watched;
    expect([await isWatched(receptionist.user), await isWatched(specialist.user)]).toEqual([true, false]);
    await watching(receptionist.user, id, false);
    expect(await boxOf(receptionist.user, 'box=watched')).toEqual([]);
  });

  test('is nothing that they may not see, and nothing for citizens', async () => {
    const { id } = await accepted();
    expect((await watching(otherWard.user, id, true)).status).toBe(404);
    expect((await watching(citizen.user, id, true)).status).toBe(403);
  });
});

describe('a note that names colleagues', () => {
  test('is told to them by mail, and they watch the case from then on', async () => {
    const contact = { email: 'dung@hue.example', phone: null };
    await api.call(administrator.user, 'PUT', `/v1/users/${head.user}/contact`, contact);
    const { id, code } = await accepted();
    const { actions } = (await api.call(specialist.user, 'GET', `/v1/cases/${id}`)).body;
    const note = actions.find(({ name }: { name: string }) => name === 'note');
    expect(note.input.properties.mentions.items.enum).toContain(head.user);
    expect(note.input.properties.mentions.items.enum).not.toContain(specialist.user);
    expect(note.input.properties.mentions.items.enum).not.toContain(otherWard.user);

    await did(specialist.user, id, 'note', { text: 'Anh xem giúp bản vẽ.', mentions: [head.user] });
    expect(await boxOf(head.user, 'box=watched')).toEqual([id]);
    const [sent] = await mail.mailsTo('dung@hue.example');
    expect(sent?.subject).toContain(code);
    // What the note says stays with the case.
    expect(JSON.stringify(sent)).not.toContain('bản vẽ');
    const { items } = (await api.call(head.user, 'GET', `/v1/cases/${id}/history`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'note-added', data: { mentions: [head.user] } });
  });

  test('names nobody who has nothing to do with the case; one that does says nothing at all', async () => {
    const { id } = await accepted();
    const before = (await api.call(specialist.user, 'GET', `/v1/cases/${id}`)).body.version;
    const answer = await act(specialist.user, id, 'note', {
      text: 'x',
      mentions: [head.user, otherWard.user],
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown-colleague' } });
    expect(answer.body.errors).toMatchObject([{ pointer: '/mentions' }]);
    expect((await api.call(specialist.user, 'GET', `/v1/cases/${id}`)).body.version).toBe(before);
  });
});

test('an inbox is searched by the beginning of a code, and by a name without its marks', async () => {
  const { id, code } = await accepted({ applicant: { name: 'Đặng Thị Ngọc Bích', phone: '0905123987' } });
  expect(await boxOf(specialist.user, `box=agency&text=${code}`)).toEqual([id]);
  const search = async (body: object) => {
    const { body: page } = await api.call(specialist.user, 'POST', '/v1/tasks/search', body);
    return page.items.map((task: { case: { id: string } }) => task.case.id);
  };
  expect(await search({ box: 'agency', text: 'dang thi ngoc', limit: 5 })).toEqual([id]);
  expect(await search({ box: 'agency', text: 'khong co' })).toEqual([]);
  expect(await search({ box: 'agency', text: '0905123987', overdue: 'true' })).toEqual([]);
  const strange = await api.call(specialist.user, 'POST', '/v1/tasks/search', { box: 'theirs' });
  expect([strange.status, strange.body.errors[0].pointer]).toEqual([422, '/box']);
});

test('the head of an office sees whatever waits there, for whichever role; others what waits for theirs', async () => {
  const { id } = await accepted();
  expect(await boxOf(head.user, 'box=agency')).toContain(id);
  expect(await boxOf(head.user, 'box=agency&overdue=true')).not.toContain(id);
  // What they could not claim is not free to them.
  expect(await boxOf(head.user, 'box=free')).not.toContain(id);
  expect(await boxOf(receptionist.user, 'box=agency')).not.toContain(id);
  expect(await boxOf(otherWard.user, 'box=agency')).not.toContain(id);
  const { body } = await api.call(head.user, 'GET', '/v1/tasks/counts');
  expect(body.agency.open).toBe((await boxOf(head.user, 'box=agency')).length);
});

test('what can be chosen for many tasks alike is told without opening a case', async () => {
  const [one, two] = [await accepted(), await accepted()];
  const items = [one, two].map(({ id }) => ({ case: id, taskId: 'examine.1' }));
  const options = async (user: string, action: string, queries: object[] = items) =>
    (await api.call(user, 'POST', '/v1/tasks/options', { action, items: queries })).body.options;
  const reads = async () =>
    (await api.engine.owner.pool.query('SELECT count(*)::int AS n FROM case_reads')).rows[0].n;
  const before = await reads();
  expect(await options(head.user, 'assign')).toContainEqual({ value: specialist.user, title: null });
  const outcomes = await options(specialist.user, 'complete');
  expect(outcomes).toContainEqual({ value: 'forward', title: 'Forward' });
  expect(outcomes.map(({ value }: { value: string }) => value)).not.toContain('refuse');
  // Not theirs to move, not there, and not of one kind.
  expect(await options(receptionist.user, 'complete')).toEqual([]);
  expect(await options(head.user, 'assign', [...items, { case: 'none', taskId: 'x' }])).toEqual([]);
  expect(await options(otherWard.user, 'assign')).toEqual([]);
  expect(await reads()).toBe(before);
});

test('a list says that a clock stands still', async () => {
  const { id } = await accepted();
  const task = async () =>
    (await api.call(specialist.user, 'GET', '/v1/tasks?box=agency&limit=200')).body.items.find(
      (each: { case: { id: string } }) => each.case.id === id,
    );
  expect(await task()).toMatchObject({ phase: 'running', dueAt: expect.any(String) });
  await did(specialist.user, id, 'claim', { taskId: 'examine.1' });
  await did(specialist.user, id, 'request-supplement', {
    taskId: 'examine.1',
    missing: ['other'],
    reason: 'Thiếu bản vẽ.',
  });
  expect(await task()).toMatchObject({ phase: 'paused', dueAt: null });
  const { body } = await api.call(specialist.user, 'GET', `/v1/cases?text=${(await task()).case.code}`);
  expect(body.items).toMatchObject([{ phase: 'paused', dueAt: null }]);
});

describe('views', () => {
  const view = (user: string, name: string, filters: object) =>
    api.call(user, 'PUT', `/v1/views/${encodeURIComponent(name)}`, { filters });
  const names = async (user: string) =>
    (await api.call(user, 'GET', '/v1/views')).body.items.map(({ name }: { name: string }) => name);

  test('are kept under names, in the order of the alphabet, for oneself', async () => {
    for (const name of ['Đất đai', 'Dân cư', 'Em phụ trách', 'Ấn chỉ', 'Bổ sung'])
      expect((await view(specialist.user, name, { box: 'agency' })).status).toBe(200);
    const { body } = await api.call(specialist.user, 'GET', '/v1/views', undefined, {
      'Accept-Language': 'vi',
    });
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      'Ấn chỉ',
      'Bổ sung',
      'Dân cư',
      'Đất đai',
      'Em phụ trách',
    ]);
    await view(specialist.user, 'Đất đai', { box: 'mine', kind: 'dossier' });
    const { items } = (await api.call(specialist.user, 'GET', '/v1/views')).body;
    expect(items.find(({ name }: { name: string }) => name === 'Đất đai').filters).toEqual({
      box: 'mine',
      kind: 'dossier',
    });
    expect(await names(head.user)).toEqual([]);
    await api.call(specialist.user, 'DELETE', `/v1/views/${encodeURIComponent('Ấn chỉ')}`);
    expect(await names(specialist.user)).not.toContain('Ấn chỉ');
  });

  test('are twenty at most; a name that is there may be given anew', async () => {
    for (let n = 1; n <= 20; n++) await view(head.user, `Số ${n}`, { box: 'free' });
    expect(await view(head.user, 'Số 21', {})).toMatchObject({
      status: 422,
      body: { code: 'too-many-views' },
    });
    expect((await view(head.user, 'Số 20', {})).status).toBe(200);
    expect((await view(head.user, 'x'.repeat(61), {})).status).toBe(422);
  });
});

describe('what a citizen stated before', () => {
  const search = (user: string, body: object) => api.call(user, 'POST', '/v1/applicants/search', body);
  const applicant = {
    name: 'Hồ Thị Xuân',
    phone: '0905 777 111',
    address: '12 Lê Lợi',
    idNumber: '046190001234',
  };

  test('is offered to the counter, by telephone however it is written, or by identity number; the newest counts', async () => {
    await accepted({ applicant: { ...applicant, address: '3 Nguyễn Huệ' } });
    const { id } = await accepted({ applicant });
    for (const queries of [
      { phone: '+84 905.777.111' },
      { phone: '0905777111' },
      { idNumber: applicant.idNumber },
    ])
      expect((await search(receptionist.user, queries)).body.applicant).toMatchObject(applicant);
    expect((await search(receptionist.user, { phone: '0905777112' })).body).toEqual({ applicant: null });
    const { items } = (await api.call(PEOPLE.auditor.user, 'GET', `/v1/cases/${id}/reads`)).body;
    expect(items).toContainEqual(expect.objectContaining({ user: receptionist.user, what: 'case' }));
  });

  test('is for nobody else, and never to be fished for without a number', async () => {
    expect((await search(citizen.user, { phone: applicant.phone })).status).toBe(403);
    expect((await search(otherWard.user, { phone: applicant.phone })).status).toBe(403);
    expect((await search(receptionist.user, {})).status).toBe(422);
    expect((await search(receptionist.user, { phone: '%' })).status).toBe(422);
  });
});
