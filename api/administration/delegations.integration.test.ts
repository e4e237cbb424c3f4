/** Who stands in for whom, over HTTP; with those who try to come by rights in this way. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveUser } from '../../db/agencies/queries.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { AGENCIES, OTHER_WARD, PEOPLE } from '../../test/support/sample-definitions.ts';

const { specialist, secondSpecialist, head, otherWard, otherHead, administrator, receptionist } = PEOPLE;
const MAU_ADMIN = 'quan-mau' as UserId;
const HOUR = 3_600_000;

let api: Api;
beforeAll(async () => {
  api = await startApi();
  await saveUser(api.engine.owner, {
    id: MAU_ADMIN,
    province: 'mau' as ProvinceId,
    name: 'Quản trị Mẫu',
    active: true,
    roles: [{ role: 'administrator', agency: 'mau.office' as AgencyId }],
  });
});
afterAll(() => api.close());
/** Revoked over the API first, so that nobody's roles are remembered. */
beforeEach(async () => {
  const { body } = await api.call(administrator.user, 'GET', '/v1/delegations?limit=200');
  for (const { id } of body.items)
    await api.call(administrator.user, 'POST', `/v1/delegations/${id}/revocation`);
  await api.engine.owner.pool.query('TRUNCATE delegations');
});

const at = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

function arranged(by: { user: string }, change: Record<string, unknown> = {}) {
  return api.call(by.user, 'POST', '/v1/delegations', {
    principal: specialist.user,
    deputy: otherWard.user,
    agency: AGENCIES.owner,
    from: at(-1),
    until: at(24),
    reason: 'Nghỉ phép năm',
    ...change,
  });
}

/** A permit at its examination, which the specialist holds. */
async function heldCase(): Promise<string> {
  const { body } = await api.call(receptionist.user, 'POST', '/v1/dossiers', permitFiling());
  await done(receptionist.user, body.id, 'accept', {});
  await done(specialist.user, body.id, 'claim', { taskId: 'examine.1' });
  return body.id;
}

const act = (user: string, id: string, name: string, input: unknown) =>
  api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, input);

async function done(user: string, id: string, name: string, input: unknown) {
  const answer = await act(user, id, name, input);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer;
}

const forward = { taskId: 'examine.1', outcome: 'forward' };
const inboxOf = async (user: string) => (await api.call(user, 'GET', '/v1/tasks?box=mine')).body.items;

describe('a deputy', () => {
  test('finds the tasks of who is away in their box, marked, and does them; the history says for whom', async () => {
    const id = await heldCase();
    expect((await api.call(otherWard.user, 'GET', `/v1/cases/${id}`)).status).toBe(404);
    expect((await arranged(specialist)).status).toBe(201);
    const mine = (await inboxOf(otherWard.user)).filter(
      (task: { case: { id: string } }) => task.case.id === id,
    );
    expect(mine).toMatchObject([{ assignee: specialist.user, behalf: specialist.user }]);
    const own = (await inboxOf(specialist.user)).filter(
      (task: { case: { id: string } }) => task.case.id === id,
    );
    expect(own).toMatchObject([{ assignee: specialist.user, behalf: null }]);
    const counts = (await api.call(otherWard.user, 'GET', '/v1/tasks/counts')).body;
    expect(counts.mine.open).toBeGreaterThan(0);
    const seen = (await api.call(otherWard.user, 'GET', `/v1/cases/${id}`)).body;
    expect(seen.actions.map(({ name }: { name: string }) => name)).toContain('complete');
    await done(otherWard.user, id, 'complete', forward);
    const history = (await api.call(head.user, 'GET', `/v1/cases/${id}/history`)).body.items;
    expect(history.find(({ type }: { type: string }) => type === 'task-completed')).toMatchObject({
      by: otherWard.user,
      behalf: specialist.user,
    });
    expect(history.find(({ type }: { type: string }) => type === 'task-claimed')).toMatchObject({
      by: specialist.user,
      behalf: null,
    });
  });

  test('is told so, with the role and whose it is', async () => {
    await arranged(specialist);
    const { body } = await api.call(otherWard.user, 'GET', '/v1/me');
    expect(body.roles).toContainEqual({ role: 'specialist', agency: AGENCIES.owner, of: specialist.user });
  });

  test('may do nothing any more once it is revoked, two seconds later at most', async () => {
    const id = await heldCase();
    const { body } = await arranged(head);
    expect((await api.call(otherWard.user, 'GET', `/v1/cases/${id}`)).status).toBe(200);
    const revoked = await api.call(head.user, 'POST', `/v1/delegations/${body.id}/revocation`);
    expect(revoked.body).toMatchObject({ revokedBy: head.user });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await act(otherWard.user, id, 'complete', forward)).status).toBe(404);
    const again = await api.call(specialist.user, 'POST', `/v1/delegations/${body.id}/revocation`);
    expect(again.body).toMatchObject({ revokedBy: head.user, revokedAt: revoked.body.revokedAt });
  });

  test('after the period does not complete what they claimed within it', async () => {
    const { body } = await api.call(receptionist.user, 'POST', '/v1/dossiers', permitFiling());
    await done(receptionist.user, body.id, 'accept', {});
    const until = Date.now() + 8_000;
    await arranged(specialist, { until: new Date(until).toISOString() });
    await done(otherWard.user, body.id, 'claim', { taskId: 'examine.1' });
    const held = (await api.call(specialist.user, 'GET', `/v1/cases/${body.id}`)).body.tasks[0];
    expect(held.assignee).toBe(specialist.user);
    await new Promise((resolve) => setTimeout(resolve, until + 2_100 - Date.now()));
    expect((await act(otherWard.user, body.id, 'complete', forward)).status).toBe(404);
    expect((await api.call(otherWard.user, 'GET', '/v1/tasks?box=mine')).body.items).toEqual([]);
    await done(specialist.user, body.id, 'complete', forward);
  });

  test('of another agency sees and does nothing outside of what was passed on', async () => {
    const id = await heldCase();
    await arranged(administrator, {
      principal: PEOPLE.tax.user,
      agency: AGENCIES.tax,
      deputy: otherWard.user,
    });
    // The tax office has to do with the case, and with its examination nothing.
    expect((await act(otherWard.user, id, 'complete', forward)).status).toBe(403);
    await arranged(administrator, { principal: head.user, role: 'agency-head' });
    // As the head's deputy: sees it, assigns it, and still does not do what the specialist holds.
    expect((await act(otherWard.user, id, 'complete', forward)).body.code).toBe('not-permitted');
    await done(otherWard.user, id, 'assign', { taskId: 'examine.1', assignee: secondSpecialist.user });
    const history = (await api.call(head.user, 'GET', `/v1/cases/${id}/history`)).body.items;
    expect(history.at(-1)).toMatchObject({ type: 'task-assigned', by: otherWard.user, behalf: head.user });
  });

  test('passes nothing on: neither to a deputy of their own, nor as the head they stand in for', async () => {
    const id = await heldCase();
    await arranged(specialist);
    await arranged(administrator, { principal: otherWard.user, deputy: PEOPLE.tax.user, agency: null });
    expect((await act(PEOPLE.tax.user, id, 'complete', forward)).status).toBe(403);
    await arranged(head, { principal: head.user, deputy: secondSpecialist.user, role: 'agency-head' });
    const { status } = await arranged(secondSpecialist, {
      principal: specialist.user,
      deputy: PEOPLE.fire.user,
    });
    expect(status).toBe(403);
  });

  test('is no administrator, whatever is tried', async () => {
    await arranged(specialist);
    expect((await api.call(otherWard.user, 'GET', '/v1/webhooks')).status).toBe(403);
    const { status, body } = await arranged(administrator, {
      principal: administrator.user,
      agency: null,
      role: 'administrator',
    });
    expect([status, body.code]).toEqual([422, 'role-not-delegable']);
  });
});

describe('arranging is refused', () => {
  test("to a specialist who passes on the head's role", async () => {
    expect((await arranged(specialist, { principal: head.user, role: 'agency-head' })).status).toBe(403);
    expect((await arranged(specialist, { role: 'agency-head' })).body.code).toBe('role-not-held');
  });

  test('to a colleague, and to the head of another agency', async () => {
    expect((await arranged(secondSpecialist)).status).toBe(403);
    expect((await arranged(otherHead)).status).toBe(403);
    expect((await arranged(otherHead, { agency: OTHER_WARD })).status).toBe(403);
  });

  test('to an administrator of another province, who learns nothing either', async () => {
    const real = await arranged({ user: MAU_ADMIN });
    const invented = await arranged({ user: MAU_ADMIN }, { principal: 'nobody' });
    const { instance: _, ...reported } = real.body;
    expect(invented.body).toMatchObject(reported);
    expect(real.status).toBe(403);
    const { body } = await arranged(administrator);
    expect((await api.call(MAU_ADMIN, 'POST', `/v1/delegations/${body.id}/revocation`)).status).toBe(404);
    expect((await api.call(MAU_ADMIN, 'GET', '/v1/delegations')).body.items).toEqual([]);
  });

  test('for a deputy of another province, a citizen, or somebody let go', async () => {
    for (const deputy of [PEOPLE.stranger.user, PEOPLE.citizen.user, 'nghi-viec', 'nobody'])
      expect((await arranged(administrator, { deputy })).body.code, deputy).toBe('unknown-deputy');
  });

  test('twice for the same time, in a circle, and for a time that is over', async () => {
    expect((await arranged(specialist)).status).toBe(201);
    expect((await arranged(specialist, { deputy: null })).body.code).toBe('delegation-overlaps');
    const back = { principal: otherWard.user, deputy: specialist.user, agency: OTHER_WARD };
    expect((await arranged(otherHead, back)).body.code).toBe('delegation-circle');
    expect((await arranged(head, { from: at(-9), until: at(-8) })).body).toMatchObject({
      code: 'bad-period',
      errors: [{ pointer: '/until' }],
    });
  });

  test('to citizens, who see no list either', async () => {
    expect((await arranged(PEOPLE.citizen, { principal: PEOPLE.citizen.user })).status).toBe(422);
    expect((await arranged(PEOPLE.citizen)).status).toBe(403);
    expect((await api.call(PEOPLE.citizen.user, 'GET', '/v1/delegations')).status).toBe(403);
  });
});

describe('the list', () => {
  test('shows to each what concerns them, and the reason not to the deputy', async () => {
    await arranged(specialist, { agency: null });
    const list = async (user: string) => (await api.call(user, 'GET', '/v1/delegations')).body.items;
    expect(await list(specialist.user)).toMatchObject([{ reason: 'Nghỉ phép năm' }]);
    expect(await list(head.user)).toMatchObject([{ reason: 'Nghỉ phép năm' }]);
    expect(await list(administrator.user)).toHaveLength(1);
    expect(await list(otherWard.user)).toMatchObject([{ deputy: otherWard.user, reason: null }]);
    expect(await list(secondSpecialist.user)).toEqual([]);
    expect(await list(otherHead.user)).toEqual([]);
  });

  test('asked for an instant shows what is in force then', async () => {
    await arranged(specialist);
    const inForce = async (hours: number) =>
      (await api.call(head.user, 'GET', `/v1/delegations?at=${encodeURIComponent(at(hours))}`)).body.items
        .length;
    expect([await inForce(-2), await inForce(0), await inForce(25)]).toEqual([0, 1, 0]);
  });

  test('is the same answer for the same key', async () => {
    const body = { deputy: null, from: at(-1), until: at(24), reason: 'Ốm' };
    const key = { 'Idempotency-Key': 'one-arrangement' };
    const first = await api.call(specialist.user, 'POST', '/v1/delegations', body, key);
    expect(await api.call(specialist.user, 'POST', '/v1/delegations', body, key)).toMatchObject({
      status: 201,
      body: first.body,
    });
  });
});
