/** The clocks of a case and their accounts, over HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../domain/time/instant.ts';
import { type Api, document, permitFiling, potholeFiling, startApi } from '../../test/support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function did(user: string, id: string, name: string, body: object = {}): Promise<void> {
  const answer = await api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

const clocksOf = async (user: string, id: string) =>
  (await api.call(user, 'GET', `/v1/cases/${id}/clocks`)).body.items;
const whyOf = async (user: string, id: string, clock: string) =>
  (await api.call(user, 'GET', `/v1/cases/${id}/clocks/${encodeURIComponent(clock)}/why`)).body;
const by = (items: readonly { clock: string }[], id: string) => items.find(({ clock }) => clock === id);

async function accepted(): Promise<string> {
  const { body } = await api.call('lan', 'POST', '/v1/dossiers', permitFiling());
  await did('lan', body.id, 'accept');
  return body.id;
}

test('a supplement shows in the clocks: the term stands still, the citizen’s own runs, and both explain themselves', async () => {
  const id = await accepted();
  const reason = 'Thiếu giấy chứng nhận';
  await did('minh', id, 'request-supplement', { taskId: 'examine.1', missing: ['title'], reason });

  const waiting = await clocksOf('minh', id);
  expect(by(waiting, 'case')).toMatchObject({
    phase: 'paused',
    dueAt: null,
    granted: 15 * 480,
    breached: false,
  });
  const own = waiting.find(({ clock }: { clock: string }) => clock === 'supplement');
  expect(own).toMatchObject({ phase: 'running', granted: 30 * 1440 });
  // With the end of its last day, in Viet Nam, which the offices do not have off.
  expect(own.dueAt).toMatch(/T17:00:00\.000Z$/);
  expect(instant(own.dueAt) - instant(own?.from)).toBeGreaterThanOrEqual(30 * 86_400_000);

  await did('lan', id, 'receive-supplement', { documents: [document('title')] });
  await did('dung', id, 'extend', { by: { amount: 2, unit: 'working-days' }, reason: 'Cần thêm thời gian' });
  const items = await clocksOf('minh', id);
  expect(by(items, own.clock)).toMatchObject({ phase: 'stopped', breached: false });
  const why = await whyOf('minh', id, 'case');
  expect(why).toMatchObject({ phase: 'running', granted: 17 * 480, budget: 15 * 480 });
  expect(by(items, 'case')).toMatchObject({ dueAt: why.dueAt, remaining: why.remaining });

  const history = (await api.call('minh', 'GET', `/v1/cases/${id}/history`)).body.items;
  const seqOf = (type: string) => history.find((each: { type: string }) => each.type === type).seq;
  expect(why.moves.map(({ kind, seq, minutes }: Record<string, unknown>) => [kind, seq, minutes])).toEqual([
    ['start', seqOf('case-accepted'), null],
    ['pause', seqOf('supplement-requested'), null],
    ['resume', seqOf('supplement-received'), expect.any(Number)],
    ['extend', seqOf('deadline-extended'), 960],
  ]);
  const extension = why.decisions.find(({ type }: { type: string }) => type === 'deadline-extended');
  expect(extension).toMatchObject({ by: 'dung', content: expect.any(String) });
  const counted = why.days.flatMap(
    ({ stretches }: { stretches: { from: string; to: string; what: string }[] }) =>
      stretches.map(({ from, to, what }) => (what === 'counted' ? instant(to) - instant(from) : 0)),
  );
  expect(counted.reduce((sum: number, each: number) => sum + each, 0)).toBe(17 * 480 * 60_000);
  // A clock that has ended still says why it was due when it was.
  expect((await whyOf('minh', id, own.clock)).dueAt).toBe(own.dueAt);
});

test('who may not see a case learns nothing of its clocks', async () => {
  const id = await accepted();
  for (const user of ['khac', 'la', 'dan-khac'])
    expect((await api.call(user, 'GET', `/v1/cases/${id}/clocks`)).status, user).toBe(404);
  expect((await api.call(null, 'GET', `/v1/cases/${id}/clocks`)).status).toBe(401);
  expect((await api.call('kiem', 'GET', `/v1/cases/${id}/clocks`)).status).toBe(200);
});

test('whoever handles a complaint does not learn from its clocks who sent it', async () => {
  const { body } = await api.call('dan', 'POST', '/v1/complaints', potholeFiling({ channel: 'online' }));
  await did('lan', body.id, 'classify', { urgency: 'normal' });
  await did('dan', body.id, 'withdraw', { reason: 'Đã tự sửa' });
  const seen = await whyOf('minh', body.id, 'case');
  expect(seen.decisions.at(-1)).toMatchObject({ type: 'case-withdrawn', by: null });
  expect(JSON.stringify(seen)).not.toMatch(/"dan"|\bdan\b/);
  const own = await whyOf('dan', body.id, 'case');
  expect(own.decisions.at(-1)).toMatchObject({ type: 'case-withdrawn', by: 'dan' });
  expect(own.text.join()).toMatch(/by [^)]*dan\.\)/);
  // Of officers a citizen learns that one of them did it.
  expect(own.text.join()).toContain('by an officer.)');
  expect(JSON.stringify(own)).not.toMatch(/\blan\b/);
});

test('what an extension would give is seen before it is ordered, and is what it gives; nothing is written', async () => {
  const id = await accepted();
  const before = await api.counts();
  const longer = { amount: 2, unit: 'working-days' };
  const preview = (user: string, body: object) =>
    api.call(user, 'POST', `/v1/cases/${id}/actions/extend/preview`, body);
  const seen = await preview('dung', { by: longer, taskId: 'examine.1' });
  expect(seen.status, JSON.stringify(seen.body)).toBe(200);
  expect(await api.counts()).toBe(before);
  const [ofCase, ofTask] = seen.body.deadlines;
  expect([ofCase.clock, ofTask.taskId]).toEqual(['case', 'examine.1']);
  expect(seen.body.appointment.after > seen.body.appointment.before).toBe(true);

  const tooMuch = await preview('dung', { by: { amount: 99_000, unit: 'working-days' } });
  expect([tooMuch.status, tooMuch.body.errors?.[0]?.pointer]).toEqual([422, '/by']);
  expect((await preview('minh', { by: longer })).status).toBe(403);
  expect((await preview('khac', { by: longer })).status).toBe(404);

  await did('dung', id, 'extend', { by: longer, taskId: 'examine.1', reason: 'Cần thêm thời gian' });
  const items = await clocksOf('minh', id);
  expect(by(items, 'case')).toMatchObject({ dueAt: ofCase.after });
  expect(by(items, ofTask.clock)).toMatchObject({ dueAt: ofTask.after });
});
