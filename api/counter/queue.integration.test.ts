import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, startApi } from '../../test/support/api.ts';
import { PEOPLE } from '../../test/support/sample-definitions.ts';

const { receptionist, specialist, citizen } = PEOPLE;
const COUNTER = receptionist.roles[0]?.agency ?? '';
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ask = async (user: string, what: 'tickets' | 'calls', agency = COUNTER) =>
  api.call(user, 'POST', `/v1/queue/${agency}/${what}`, {});
const queue = async () => (await api.call(receptionist.user, 'GET', `/v1/queue/${COUNTER}`)).body;

test('numbers are given out and called one after the other, whoever asks at the same moment', async () => {
  const given = await Promise.all(Array.from({ length: 6 }, () => ask(receptionist.user, 'tickets')));
  const numbers = given.map(({ body }) => body.number as number);
  expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  for (const { body } of given) expect(body.ahead).toBe(body.number - 1);
  expect(await queue()).toEqual({ waiting: 6, called: [], mine: null });
  expect((await ask(receptionist.user, 'calls')).body).toEqual({ number: 1 });
  const called = await Promise.all(Array.from({ length: 7 }, () => ask(receptionist.user, 'calls')));
  expect(called.flatMap(({ body }) => body.number ?? []).toSorted()).toEqual([2, 3, 4, 5, 6]);
  const { waiting, called: shown } = await queue();
  expect([waiting, shown.toSorted()]).toEqual([0, [1, 2, 3, 4, 5, 6]]);
  expect((await ask(receptionist.user, 'tickets')).body).toEqual({ number: 7, ahead: 0 });
});

test('who was called may be called again, and who does not come leaves the screen', async () => {
  const change = (number: number, what: string, user = receptionist.user) =>
    api.call(user, 'POST', `/v1/queue/${COUNTER}/calls/${number}`, { what });
  const { number } = (await ask(receptionist.user, 'calls')).body;
  expect((await queue()).mine).toBe(number);
  expect((await change(3, 'again')).status).toBe(200);
  const { mine, called } = await queue();
  expect([mine, called[0]]).toEqual([3, 3]);
  expect((await change(3, 'absent')).status).toBe(200);
  const after = await queue();
  expect([after.mine, after.called.includes(3)]).toEqual([null, false]);
  // Gone is gone, nobody was called under that number, and it is the counter's alone to say.
  expect((await change(3, 'again')).status).toBe(404);
  expect((await change(99, 'absent')).status).toBe(404);
  expect((await change(number, 'absent', citizen.user)).status).toBe(403);
  const ticket = async (which: number) => (await fetch(`${api.url}/queue/${COUNTER}/${which}`)).text();
  expect(await ticket(3)).toMatch(/Số của bạn.*<b>3<\/b>.*không thấy đến.*<svg/s);
  expect(await ticket(number)).toMatch(/Mời vào quầy/);
  const waits = (await ask(receptionist.user, 'tickets')).body;
  expect(await ticket(waits.number)).toContain(`: ${waits.ahead}<`);
  expect((await fetch(`${api.url}/queue/${COUNTER}/99`)).status).toBe(404);
});

test('it is the counter’s own to lead, and everybody’s to read in the waiting room', async () => {
  for (const user of [specialist.user, citizen.user])
    for (const what of ['tickets', 'calls'] as const) expect((await ask(user, what)).status).toBe(403);
  expect((await ask(receptionist.user, 'calls', 'hue.elsewhere')).status).toBe(403);
  const page = await fetch(`${api.url}/queue/${COUNTER}`);
  expect([page.status, page.headers.get('refresh')]).toEqual([200, '4']);
  expect(await page.text()).toMatch(/Mời số.*<b>\d<\/b>/s);
  expect((await fetch(`${api.url}/queue/nowhere`)).status).toBe(404);
});
