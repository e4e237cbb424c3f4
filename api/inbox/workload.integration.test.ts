/** An agency's habit of giving out its tasks, from its setting over HTTP to the officer's box. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { AGENCIES, PEOPLE } from '../../test/support/sample-definitions.ts';

const ADMIN = PEOPLE.administrator.user;

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function setHabit(assign: string | null) {
  const { body } = await api.call(ADMIN, 'GET', `/v1/agencies/${AGENCIES.owner}`);
  const { province: _, calendar: __, ...input } = body;
  const path = `/v1/agencies/${AGENCIES.owner}`;
  const answer = await api.call(ADMIN, 'PUT', path, { ...input, assign });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect((await api.call(ADMIN, 'GET', path)).body.assign).toBe(assign);
}

async function acceptedCase(): Promise<string> {
  const { body } = await api.call(PEOPLE.receptionist.user, 'POST', '/v1/dossiers', permitFiling());
  const path = `/v1/cases/${body.id}/actions/accept`;
  expect((await api.call(PEOPLE.receptionist.user, 'POST', path, {})).status).toBe(200);
  return body.id;
}

const holderOf = async (id: string) =>
  (await api.call(PEOPLE.head.user, 'GET', `/v1/cases/${id}`)).body.tasks[0].assignee;

async function setWards(user: typeof PEOPLE.secondSpecialist, areas: readonly string[]) {
  return api.call(ADMIN, 'PUT', `/v1/users/${user.user}`, {
    id: user.user,
    name: 'Cán bộ',
    roles: user.roles.map((role) => ({ ...role, areas })),
  });
}

test('a task goes to the officer of the ward, and while they are away to somebody else', async () => {
  const second = PEOPLE.secondSpecialist;
  await setHabit('by-ward');
  expect((await setWards(second, ['ward'])).body.roles[0].areas).toEqual(['ward']);
  const first = await acceptedCase();
  await expect.poll(() => holderOf(first)).toBe(second.user);
  const mine = (await api.call(second.user, 'GET', '/v1/tasks?box=mine')).body.items;
  expect(mine).toMatchObject([{ case: { id: first }, behalf: null }]);
  const history = (await api.call(PEOPLE.head.user, 'GET', `/v1/cases/${first}/history`)).body.items;
  expect(history.at(-1)).toMatchObject({ type: 'task-assigned', by: 'engine', data: { how: 'by-ward' } });

  const absence = { deputy: null, from: new Date(Date.now() - 1_000).toISOString(), reason: 'Ốm' };
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect((await api.call(second.user, 'POST', '/v1/delegations', { ...absence, until })).status).toBe(201);
  const next = await acceptedCase();
  await expect.poll(() => holderOf(next)).toBe(PEOPLE.specialist.user);
});

test('without a habit a task waits for its group', async () => {
  await setHabit(null);
  const id = await acceptedCase();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await holderOf(id)).toBeNull();
});

test('a ward that no agency serves, and a way that is none, are refused', async () => {
  const answer = await setWards(PEOPLE.secondSpecialist, ['ward', 'moon']);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/roles/0/areas/1' }] } });
  const { body } = await api.call(ADMIN, 'GET', `/v1/agencies/${AGENCIES.owner}`);
  const { province: _, calendar: __, ...input } = body;
  const bad = await api.call(ADMIN, 'PUT', `/v1/agencies/${AGENCIES.owner}`, { ...input, assign: 'by-lot' });
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/assign' }] } });
});
