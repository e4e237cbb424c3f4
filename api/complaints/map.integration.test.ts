import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishMap } from '../../db/complaints/maps.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { type ComplaintApi, drainFiling, STAFF, startComplaintApi } from '../../test/support/complaints.ts';

let api: ComplaintApi;
beforeAll(async () => {
  api = await startComplaintApi();
});
afterAll(() => api.close());

const { receptionist, citizen, otherCitizen, otherWard } = STAFF;
const list = async (user: string, query = '') =>
  (await api.call(user, 'GET', `/v1/complaints${query}`)).body.items as {
    code: string;
    location: object | null;
    tasks: { name: string; assignee: string | null }[];
  }[];

describe('open complaints with their places', () => {
  test('are shown to who may see them, with where they are and who has them; within a part of the map too', async () => {
    const near = await api.filed(receptionist.user, drainFiling({ location: { lat: 16.46, lon: 107.59 } }));
    const far = await api.filed(receptionist.user, drainFiling({ location: { lat: 16.2, lon: 107.2 } }));
    const nowhere = await api.filed(receptionist.user, drainFiling({ location: undefined }));
    const codes = (items: { code: string }[]) => items.map(({ code }) => code).sort();
    expect(codes(await list(receptionist.user))).toEqual([near.code, far.code, nowhere.code].sort());
    const [found, ...others] = await list(receptionist.user, '?box=107.5,16.4,107.7,16.5');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: near.code, location: { lat: 16.46, lon: 107.59 }, tasks: [] });
    // A page at a time, and none twice.
    const first = await api.call(receptionist.user, 'GET', '/v1/complaints?limit=2');
    const second = await api.call(
      receptionist.user,
      'GET',
      `/v1/complaints?limit=2&cursor=${first.body.next}`,
    );
    expect(codes([...first.body.items, ...second.body.items])).toEqual(
      [near.code, far.code, nowhere.code].sort(),
    );
    expect(second.body.next).toBeNull();

    await api.call(receptionist.user, 'POST', `/v1/cases/${near.id}/actions/classify`, { urgency: 'normal' });
    const [classified] = await list(receptionist.user, '?box=107.5,16.4,107.7,16.5');
    expect(classified?.tasks).toMatchObject([{ name: expect.any(String), assignee: null }]);
    expect(await list(otherCitizen.user)).toEqual([]);
    expect(await list(otherWard.user)).toEqual([]);
    expect((await api.call(receptionist.user, 'GET', '/v1/complaints?box=1,2,3')).status).toBe(422);
  });
});

test('the map of a province is for everybody; of one that has none there is none', async () => {
  const map = {
    version: 1,
    source: { vi: 'Sơ đồ', en: 'A sketch' },
    view: { from: [16, 107] as const, to: [17, 108] as const },
    wards: [],
    lines: [],
    areas: [],
  };
  const province = receptionist.province as ProvinceId;
  expect((await fetch(`${api.url}/v1/map/${province}`)).status).toBe(404);
  await publishMap(api.engine.owner, province, map, ENGINE);
  expect(await (await fetch(`${api.url}/v1/map/${province}`)).json()).toEqual(map);
  expect(await publishMap(api.engine.owner, province, map, ENGINE)).toEqual({ fresh: false });
  const other = { ...map, source: { vi: 'Khác', en: 'Another' } };
  await expect(publishMap(api.engine.owner, province, other, ENGINE)).rejects.toThrow(
    'version 1 is published',
  );
});

describe('who has a case open', () => {
  test('is shown to officers who may see it, until it is closed; citizens neither say so nor hear of it', async () => {
    const { id } = await api.filed(receptionist.user, drainFiling());
    const say = (user: string, open = true) => api.call(user, 'PUT', `/v1/cases/${id}/presence`, { open });
    expect((await say(receptionist.user)).body).toEqual({ others: [] });
    const { province } = STAFF;
    expect((await say(province.user)).body).toEqual({ others: [receptionist.user] });
    expect((await say(receptionist.user)).body).toEqual({ others: [province.user] });
    await say(province.user, false);
    expect((await say(receptionist.user)).body).toEqual({ others: [] });
    expect((await say(citizen.user)).status).toBe(403);
    expect((await say(otherWard.user)).status).toBe(404);
  });
});
