import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ComplaintApi,
  drainFiling,
  handled,
  LIGHT,
  potholeFiling,
  RESULT,
  STAFF,
  startComplaintApi,
} from '../../test/support/complaints.ts';

let api: ComplaintApi;
beforeAll(async () => {
  api = await startComplaintApi();
});
afterAll(() => api.close());

const { receptionist, citizen, otherCitizen, specialist, province, otherWard, team } = STAFF;
const METRE = 1 / 111_195;
let places = 0;
/** Somewhere that no other test speaks of. */
const somewhere = () => ({ lat: 16 + places++ / 10, lon: 107 });
const north = ({ lat, lon }: { lat: number; lon: number }, metres: number) => ({
  lat: lat + metres * METRE,
  lon,
});

async function duplicates(id: string, query = '', user: string = receptionist.user) {
  const answer = await api.call(user, 'GET', `/v1/cases/${id}/duplicates${query}`);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

async function at(location: object, description: string, change: Record<string, unknown> = {}) {
  return api.filed(receptionist.user, drainFiling({ location, form: { description }, ...change }));
}

/** As if it had been filed so many days ago. */
async function earlier(id: string, days: number) {
  const { pool } = api.engine.owner;
  await pool.query(
    `UPDATE complaint_places SET filed_at = filed_at - make_interval(days => $2) WHERE case_id = $1`,
    [id, days],
  );
}

describe('complaints that may be one', () => {
  test('are near in space, time and words; each is suggested with how far, how long before and which words agree', async () => {
    const here = somewhere();
    const first = await at(north(here, 40), 'Cống tắc trước cổng chợ, nước ngập vào nhà dân');
    await earlier(first.id, 1);
    const far = await at(north(here, 260), 'Cống tắc trước cổng chợ, nước ngập vào nhà dân');
    const old = await at(north(here, 10), 'Cống tắc trước cổng chợ');
    await earlier(old.id, 8);
    const { id } = await at(here, 'Nước ngập cổng chợ vì cống tắc nhiều ngày');
    const items = await duplicates(id);
    expect(items).toMatchObject([
      {
        id: first.id,
        code: first.code,
        metres: 40,
        minutesBefore: 24 * 60,
        mayMerge: true,
        reason: expect.stringMatching(/^40 m away; filed 24 h before; same category; both say “.*cổng.*”$/),
      },
    ]);
    expect(items[0].words).toEqual(expect.arrayContaining(['nước', 'ngập', 'cổng', 'chợ', 'tắc']));
    expect(items[0].score).toBeGreaterThan(0.6);
    const wide = (await duplicates(id, '?metres=300&days=10')).map((each: { id: string }) => each.id);
    expect(wide).toEqual([first.id, old.id, far.id].sort((a, b) => wide.indexOf(a) - wide.indexOf(b)));
    expect(wide).toHaveLength(3);
  });

  test('of another category count only in much the same words, and of a related one count less', async () => {
    const here = somewhere();
    const lamp = { procedure: LIGHT, owner: undefined, channel: 'phone', location: here };
    await api.filed(
      receptionist.user,
      potholeFiling({ ...lamp, form: { description: 'Đèn đường không sáng' } }),
    );
    const same = await api.filed(
      receptionist.user,
      potholeFiling({ ...lamp, form: { description: 'Cống tắc ngập cả ngõ 12, nước hôi' } }),
    );
    const { id } = await at(here, 'Cống tắc ngập cả ngõ 12, nước hôi');
    expect((await duplicates(id)).map((each: { id: string }) => each.id)).toEqual([same.id]);
    const hole = await api.filed(
      receptionist.user,
      potholeFiling({ location: here, owner: undefined, form: { description: 'Hố sâu' } }),
    );
    const others = await duplicates(hole.id);
    // A pothole and a street light are both the commune's.
    expect(others.every((each: { reason: string }) => each.reason.includes('related category'))).toBe(true);
  });

  test('are found by ward and words where one does not say where', async () => {
    const nowhere = { location: undefined, area: 'phuong-khong-toa-do' };
    const first = await at({}, 'Cống vỡ trước trường mầm non Hoa Sen', nowhere);
    await at({}, 'Bể phốt bốc mùi', nowhere);
    const { id } = await at(somewhere(), 'Trường mầm non Hoa Sen có cống vỡ trước cổng', {
      area: nowhere.area,
    });
    expect(await duplicates(id)).toMatchObject([
      { id: first.id, metres: null, reason: expect.stringContaining('distance not known') },
    ]);
  });

  test('are shown to nobody who may not see them', async () => {
    const here = somewhere();
    const { id } = await at(here, 'Cống tắc');
    await api.filed(citizen.user, drainFiling({ channel: 'online', location: here }));
    const own = await api.filed(otherCitizen.user, drainFiling({ channel: 'online', location: here }));
    expect(await duplicates(own.id, '', otherCitizen.user)).toEqual([]);
    expect(await duplicates(own.id)).toHaveLength(2);
    expect((await api.call(otherWard.user, 'GET', `/v1/cases/${id}/duplicates`)).status).toBe(404);
    expect((await api.call(null, 'GET', `/v1/cases/${id}/duplicates`)).status).toBe(401);
  });
});

describe('merging', () => {
  test('makes the reporter follow the main complaint: both show it, and what becomes of it is news', async () => {
    const here = somewhere();
    const main = await at(here, 'Cống tắc');
    const byAccount = await api.filed(citizen.user, drainFiling({ channel: 'online', location: here }));
    const byPhone = await at(here, 'Cống tắc');
    const nameless = await at(here, 'Cống tắc', { reporter: undefined });
    for (const { id } of [byAccount, byPhone, nameless])
      expect(
        await api.did(receptionist.user, id, 'merge', { into: main.code, reason: 'Cùng một cống' }),
      ).toMatchObject({
        status: 'closed',
        ending: 'merged',
        mergedInto: { id: main.id, code: main.code, status: 'filed' },
      });
    const merged = (await api.seen(receptionist.user, main.id)).merged;
    expect(merged.map(({ id }: { id: string }) => id).sort()).toEqual(
      [byAccount.id, byPhone.id, nameless.id].sort(),
    );
    // The citizen knows the code, under which the result will be published, and sees nothing else of it.
    expect((await api.seen(citizen.user, byAccount.id)).mergedInto).toEqual({
      id: main.id,
      code: main.code,
      status: 'filed',
    });
    expect((await api.call(citizen.user, 'GET', `/v1/cases/${main.id}`)).status).toBe(404);
    await handled(api, main.id);
    await api.did(receptionist.user, main.id, 'publish', RESULT);
    await api.did(receptionist.user, main.id, 'close');
    const { rows } = await api.engine.owner.pool.query(
      `SELECT n.who, e.type FROM notices n JOIN events e ON e.case_id = n.case_id AND e.seq = n.seq
       WHERE n.case_id = $1 AND n.kind = 'news' ORDER BY n.seq, n.who`,
      [main.id],
    );
    expect(rows).toEqual([
      { who: `case:${byPhone.id}`, type: 'result-published' },
      { who: citizen.user, type: 'result-published' },
      { who: `case:${byPhone.id}`, type: 'case-closed' },
      { who: citizen.user, type: 'case-closed' },
    ]);
  });

  test('lets who follows hear that the result is disputed', async () => {
    const here = somewhere();
    const main = await at(here, 'Cống tắc');
    const other = await api.filed(citizen.user, drainFiling({ channel: 'online', location: here }));
    await api.did(receptionist.user, other.id, 'merge', { into: main.id, reason: 'x' });
    await handled(api, main.id);
    await api.did(receptionist.user, main.id, 'publish', RESULT);
    await api.did(receptionist.user, main.id, 'dispute', { reason: 'Vẫn ngập' });
    const { rows } = await api.engine.owner.pool.query(
      `SELECT e.type FROM notices n JOIN events e ON e.case_id = n.case_id AND e.seq = n.seq
       WHERE n.case_id = $1 AND n.kind = 'news' AND n.who = $2 ORDER BY n.seq`,
      [main.id, citizen.user],
    );
    expect(rows.map(({ type }) => type)).toEqual(['result-published', 'case-disputed']);
  });

  test('takes followers along when the main complaint itself becomes part of another', async () => {
    const here = somewhere();
    const [a, b, c] = [await at(here, 'Một'), await at(here, 'Hai'), await at(here, 'Ba')];
    await api.did(receptionist.user, a.id, 'merge', { into: b.id, reason: 'x' });
    await api.did(receptionist.user, b.id, 'merge', { into: c.id, reason: 'x' });
    const { rows } = await api.engine.owner.pool.query('SELECT via FROM case_followers WHERE case_id = $1', [
      c.id,
    ]);
    expect(rows.map(({ via }) => via).sort()).toEqual([a.id, b.id].sort());
  });

  test('is refused with itself, into what is closed or merged, into a dossier, and into what the caller may not see', async () => {
    const here = somewhere();
    const [main, gone, one] = [await at(here, 'Một'), await at(here, 'Hai'), await at(here, 'Ba')];
    await api.did(receptionist.user, gone.id, 'merge', { into: main.id, reason: 'x' });
    const refused = async (into: string, user: string = receptionist.user) => {
      const { status, body } = await api.act(user, one.id, 'merge', { into, reason: 'x' });
      return [status, body.code, body.errors?.[0]?.pointer];
    };
    expect(await refused(one.id)).toEqual([422, 'merge-with-itself', '/into']);
    expect(await refused(gone.id)).toEqual([422, 'invalid-input', '/into']);
    expect(await refused('H57.12-200101-0001')).toEqual([422, 'invalid-input', '/into']);
    expect((await refused(main.id, specialist.user))[0]).toBe(404);
    await api.did(receptionist.user, main.id, 'refuse', { reason: 'Không có gì' });
    expect(await refused(main.id)).toEqual([422, 'invalid-input', '/into']);
    expect((await api.seen(province.user, one.id)).status).toBe('filed');
  });

  test('of two into each other at once leaves one of them open', async () => {
    for (let round = 0; round < 5; round++) {
      const here = somewhere();
      const [a, b] = [await at(here, 'Một'), await at(here, 'Hai')];
      const merge = (from: string, into: string) =>
        api.act(receptionist.user, from, 'merge', { into, reason: 'x' });
      const answers = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
      const open = (await Promise.all([a, b].map(({ id }) => api.seen(receptionist.user, id)))).filter(
        ({ status }) => status === 'filed',
      );
      expect([
        answers.map(({ status }) => status).filter((status) => status === 200).length <= 1,
        open.length >= 1,
      ]).toEqual([true, true]);
    }
  });

  test('of many into one at once takes them all', async () => {
    const here = somewhere();
    const main = await at(here, 'Chính');
    const others = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => at(here, `Phụ ${n}`)));
    const items = others.map(({ id }) => ({
      case: id,
      key: `merge-${id}`,
      input: { into: main.id, reason: 'x' },
    }));
    const { body } = await api.call(receptionist.user, 'POST', '/v1/actions', { action: 'merge', items });
    expect(body.items.map(({ ok }: { ok: boolean }) => ok)).toEqual(Array(6).fill(true));
    await api.did(receptionist.user, main.id, 'classify', { urgency: 'normal' });
    expect((await api.seen(team.user, main.id)).status).toBe('in-process');
  });
});
