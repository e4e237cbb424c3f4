import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicationsQuery } from '../../db/complaints/publications.ts';
import {
  type ComplaintApi,
  DRAIN,
  drainFiling,
  handled,
  photo,
  potholeFiling,
  RESULT,
  STAFF,
  startComplaintApi,
} from '../../test/support/complaints.ts';
import { AGENCIES } from '../../test/support/sample-definitions.ts';

let api: ComplaintApi;
beforeAll(async () => {
  api = await startComplaintApi();
});
afterAll(() => api.close());

const { receptionist, citizen, otherCitizen, head, province, specialist, officeHead, officeTeam } = STAFF;
const open = async (path: string) => (await api.call(null, 'GET', path)).body;

async function published(change: Record<string, unknown> = {}, result: object = {}) {
  const filed = await api.filed(citizen.user, drainFiling({ channel: 'online', ...change }));
  await handled(api, filed.id);
  await api.did(receptionist.user, filed.id, 'publish', { ...RESULT, ...result });
  return filed;
}

describe('published results', () => {
  test('are there for everybody without an account: what was sent, when, by whom it was handled, how it ended, how it was rated', async () => {
    const { id, code } = await published();
    await api.did(citizen.user, id, 'rate', { rating: 'satisfied' });
    const { dueAt, filedAt, decidedAt } = await api.seen(receptionist.user, id);
    expect(await open(`/v1/published/${code}`)).toEqual({
      code,
      province: 'hue',
      category: { code: DRAIN, name: 'Sample drain' },
      agency: { id: AGENCIES.construction, name: 'Agency hue.construction' },
      ward: 'ward',
      location: { lat: 16.4721, lon: 107.5853 },
      ...RESULT,
      photos: [],
      sentAt: filedAt,
      dueAt,
      handledAt: decidedAt,
      publishedAt: expect.any(String),
      rating: 'satisfied',
    });
    expect((await api.call(null, 'GET', '/v1/published/H57.12-260101-0001')).status).toBe(404);
  });

  test('are found by part of the map, category, ward and words without diacritics, the newest first, page by page', async () => {
    const places = [
      { location: { lat: 16.3, lon: 107.1 }, area: 'xa-thu' },
      { location: { lat: 16.301, lon: 107.101 }, area: 'xa-thu' },
      { location: { lat: 16.31, lon: 107.2 }, area: 'xa-khac' },
    ];
    const codes: string[] = [];
    for (const [n, place] of places.entries())
      codes.push((await published(place, { title: `Hố ga thứ ${n} ở thôn Đoài` })).code);
    const found = async (query: string) =>
      (await open(`/v1/published?${query}`)).items.map((item: { code: string }) => item.code);
    const [first = '', second = '', third = ''] = codes;
    expect(await found('ward=xa-thu')).toEqual([second, first]);
    expect(await found('box=107.09,16.29,107.15,16.32')).toEqual([second, first]);
    expect(await found('box=107.15,16.29,107.25,16.32')).toEqual([third]);
    expect(await found('text=ho%20ga%20thon%20doai')).toEqual([third, second, first]);
    expect(await found('text=h%E1%BB%91%20ga%20th%E1%BB%A9%201')).toEqual([second]);
    expect(await found(`text=thon%20doai&category=8.000001`)).toEqual([]);
    expect(await found(`text=thon%20doai&category=${DRAIN}&province=hue`)).toHaveLength(3);
    const page = await open('/v1/published?text=doai&limit=2');
    expect(page.items.map((item: { code: string }) => item.code)).toEqual([third, second]);
    expect(await found(`text=doai&limit=2&cursor=${page.next}`)).toEqual([first]);
    expect((await api.call(null, 'GET', '/v1/published?box=1,2,3')).status).toBe(422);
    expect((await api.call(null, 'GET', '/v1/published?cursor=x')).body.code).toBe('bad-cursor');
  });

  test('hold nothing of who reported, wherever they said their name', async () => {
    const name = 'Phạm Gieo Tên';
    const reporter = { name, phone: '0987654321', email: 'gieo.ten@example.vn', address: `Nhà ${name}` };
    const { id, code } = await api.filed(
      citizen.user,
      drainFiling({
        channel: 'online',
        reporter,
        address: `Trước nhà ${name}`,
        form: { description: `Tôi là ${name}, số 0987654321, cống tắc` },
        documents: [{ ...photo('before'), name: `${name}.jpg` }],
      }),
    );
    await api.did(receptionist.user, id, 'note', { text: `Đã gọi ${name}` });
    await handled(api, id);
    const pictures = (await api.seen(receptionist.user, id)).documents.flatMap(
      ({ id: each, mediaType }: { id: string; mediaType: string }) =>
        mediaType === 'image/jpeg' ? [each] : [],
    );
    await api.did(receptionist.user, id, 'publish', { ...RESULT, photos: pictures });
    await api.did(citizen.user, id, 'rate', { rating: 'acceptable', content: `${name} cảm ơn` });
    const all = JSON.stringify([
      await open(`/v1/published/${code}`),
      await open('/v1/published?limit=200'),
      await open('/v1/published?text=gieo%20ten'),
    ]);
    expect(all).toContain(code);
    expect(all).not.toMatch(/gieo|0987|example\.vn|"dan"/i);
    expect((await open('/v1/published?text=gieo%20ten')).items).toEqual([]);
  });

  test('are not shown while the result is looked at again, and come back with the new one', async () => {
    const { id, code } = await published();
    await api.did(citizen.user, id, 'dispute', { reason: 'Nước vẫn ngập' });
    expect((await api.call(null, 'GET', `/v1/published/${code}`)).status).toBe(404);
    const task = (await api.seen(receptionist.user, id)).tasks.find(
      (each: { closedAt: unknown }) => each.closedAt === null,
    );
    expect(task.id).toBe('inspect.2');
    await api.did(STAFF.team.user, id, 'complete', {
      taskId: 'inspect.2',
      outcome: 'done',
      documents: [photo('before'), photo('after')],
      position: { lat: 16.4, lon: 107.5, accuracy: 5 },
    });
    await api.did(STAFF.constructionHead.user, id, 'complete', { taskId: 'approve.2', outcome: 'approve' });
    await api.did(receptionist.user, id, 'publish', { ...RESULT, answer: 'Đã thay đường ống.' });
    expect(await open(`/v1/published/${code}`)).toMatchObject({ answer: 'Đã thay đường ống.', rating: null });
  });

  test('are read by their indexes', async () => {
    const { pool } = api.engine.owner;
    await pool.query(
      `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel, counter,
         owner, agencies, filed_at, version, head_hash, state)
       SELECT 'p' || i, 'H99.1-260101-' || lpad(i::text, 6, '0'), 'complaint', 'mau', 'p', 1, 'h', 'closed', 'normal', 'phone', 'c',
         'o', '{}', now(), 1, 'h', '{}' FROM generate_series(1, 20000) AS i`,
    );
    await pool.query(
      `INSERT INTO publications (case_id, code, province, procedure, owner, ward, lat, lon, title, description, answer, photos, folded,
         filed_at, published_at, shown)
       SELECT 'p' || i, 'H99.1-260101-' || lpad(i::text, 6, '0'), 'mau', 'p' || i % 30, 'o', 'w' || i % 200, 10 + (i % 997) / 500.0,
         105 + (i % 991) / 500.0, 't', 'd', 'a', '{}', 'o ga so ' || i || ' ' || md5(i::text), now(), now() - i * interval '1 minute',
         true FROM generate_series(1, 20000) AS i`,
    );
    await pool.query('VACUUM ANALYZE publications');
    const plan = async (filter: Parameters<typeof publicationsQuery>[0]) => {
      const { text, values } = publicationsQuery(filter);
      const { rows } = await pool.query(`EXPLAIN ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan({})).toContain('publications_newest');
    expect(await plan({ ward: 'w7' })).toContain('publications_of_ward');
    expect(await plan({ procedure: 'p7' })).toContain('publications_of_procedure');
    expect(await plan({ box: [105.1, 10.1, 105.11, 10.11] })).toContain('publications_near');
    expect(await plan({ text: 'c4ca4238a0b9' })).toContain('publications_alike');
    await pool.query(
      `DELETE FROM publications WHERE province = 'mau'; DELETE FROM cases WHERE id LIKE 'p%' AND code LIKE 'H99%'`,
    );
  });
});

describe('after the result', () => {
  async function delivered(change: Record<string, unknown> = {}) {
    const { id } = await api.filed(citizen.user, potholeFiling({ channel: 'online', ...change }));
    await api.did(receptionist.user, id, 'classify', { urgency: 'normal' });
    await api.did(specialist.user, id, 'complete', { taskId: 'handle.1', outcome: 'done' });
    await api.did(receptionist.user, id, 'complete', { taskId: 'check.1', outcome: 'approve' });
    await api.did(receptionist.user, id, 'publish', RESULT);
    return id;
  }

  test('the reporter rates it once, with words or without', async () => {
    const id = await delivered();
    expect((await api.act(otherCitizen.user, id, 'rate', { rating: 'satisfied' })).status).toBe(404);
    await api.did(citizen.user, id, 'rate', { rating: 'not-satisfied', content: 'Vá xong lại hỏng' });
    expect((await api.act(citizen.user, id, 'rate', { rating: 'satisfied' })).body.code).toBe(
      'already-rated',
    );
  });

  test('a dispute opens it again under a new clock, and only who reported it or the counter may', async () => {
    const id = await delivered();
    const before = await api.seen(citizen.user, id);
    const disputed = await api.did(citizen.user, id, 'dispute', { reason: 'Ảnh không phải chỗ này' });
    expect(disputed).toMatchObject({ status: 'in-process', ending: null });
    const clocks = (await api.seen(receptionist.user, id)).clocks;
    const clock = clocks.find((each: { id: string }) => each.id === 'case.2');
    expect(clock).toMatchObject({ phase: 'running', consumedMinutes: 0 });
    expect(Date.parse(clock.startedAt)).toBeGreaterThan(Date.parse(before.deliveredAt));
    const other = await delivered();
    expect((await api.act(specialist.user, other, 'dispute', { reason: 'x' })).status).toBe(403);
  });

  test('an appeal goes to the agency above once the agency itself has looked again; there it begins under a new clock', async () => {
    const id = await delivered();
    const early = await api.act(citizen.user, id, 'appeal', { reason: 'Không thỏa đáng' });
    expect([early.status, early.body.code]).toEqual([409, 'dispute-first']);
    expect((await api.seen(citizen.user, id)).actions.map((a: { name: string }) => a.name)).not.toContain(
      'appeal',
    );
    await api.did(citizen.user, id, 'dispute', { reason: 'Vẫn hỏng' });
    await api.did(specialist.user, id, 'complete', { taskId: 'handle.2', outcome: 'done' });
    await api.did(receptionist.user, id, 'complete', { taskId: 'check.2', outcome: 'approve' });
    await api.did(receptionist.user, id, 'publish', RESULT);
    const appealed = await api.did(citizen.user, id, 'appeal', { reason: 'Phường làm qua loa' });
    expect(appealed).toMatchObject({ status: 'in-process', owner: 'hue.office' });
    expect(appealed.tasks.find((each: { closedAt: unknown }) => each.closedAt === null)).toMatchObject({
      id: 'handle.3',
      agency: 'hue.office',
    });
    expect(appealed.clocks.map((each: { id: string }) => each.id)).toContain('case.3');
    // The agency whose result it was may look on, and decides nothing any more.
    expect(
      (await api.act(specialist.user, id, 'complete', { taskId: 'handle.3', outcome: 'done' })).status,
    ).toBe(403);
    expect(
      (await api.act(head.user, id, 'extend', { by: { amount: 1, unit: 'working-days' }, reason: 'x' }))
        .status,
    ).toBe(403);
    await api.did(STAFF.officeSpecialist.user, id, 'complete', { taskId: 'handle.3', outcome: 'done' });
    await api.did(receptionist.user, id, 'complete', { taskId: 'check.3', outcome: 'approve' });
    await api.did(province.user, id, 'publish', RESULT);
    const again = await api.act(citizen.user, id, 'appeal', { reason: 'Lần nữa' });
    expect([again.status, again.body.code]).toEqual([409, 'limit-reached']);
    const event = (await api.history(receptionist.user, id)).find(({ type }) => type === 'case-appealed');
    expect(event).toMatchObject({
      content: ['Phường làm qua loa'],
      data: { from: AGENCIES.owner, to: 'hue.office' },
    });
    expect(officeHead.roles[0]?.agency).toBe('hue.office');
  });

  test('an appeal goes directly where the procedure allows it, by the counter for who has no account too', async () => {
    const { id } = await api.filed(receptionist.user, drainFiling());
    await handled(api, id);
    await api.did(receptionist.user, id, 'publish', RESULT);
    expect((await api.act(otherCitizen.user, id, 'appeal', { reason: 'x' })).status).toBe(404);
    const appealed = await api.did(receptionist.user, id, 'appeal', {
      reason: 'Người dân gọi lại, không đồng ý',
    });
    expect(appealed).toMatchObject({ owner: 'hue.office', status: 'in-process' });
    expect((await api.seen(officeTeam.user, id)).actions.map((a: { name: string }) => a.name)).toContain(
      'claim',
    );
  });
});

describe('a complaint that comes to nothing', () => {
  test('is withdrawn by its reporter', async () => {
    const { id } = await api.filed(citizen.user, drainFiling({ channel: 'online' }));
    expect((await api.act(otherCitizen.user, id, 'withdraw', { reason: 'x' })).status).toBe(404);
    expect(await api.did(citizen.user, id, 'withdraw', { reason: 'Đã hết ngập' })).toMatchObject({
      status: 'closed',
      ending: 'withdrawn',
    });
  });

  test('is refused as spam, and the operations centre sees at the next one how often that was', async () => {
    const reporter = { name: 'Người Quấy Rối', phone: '0999000111' };
    const count = async (user: string, id: string) => (await api.seen(user, id)).spamByReporter;
    for (const n of [0, 1, 2]) {
      const { id } = await api.filed(receptionist.user, drainFiling({ reporter }));
      expect(await count(receptionist.user, id)).toBe(n);
      await api.did(receptionist.user, id, 'refuse', { reason: 'Nội dung quảng cáo', spam: true });
    }
    const { id } = await api.filed(receptionist.user, drainFiling({ reporter }));
    await api.did(receptionist.user, id, 'refuse', { reason: 'Không rõ nội dung' });
    const next = await api.filed(receptionist.user, drainFiling({ reporter }));
    expect(await count(receptionist.user, next.id)).toBe(3);
    expect(await count(province.user, next.id)).toBe(3);
    await api.did(receptionist.user, next.id, 'classify', { urgency: 'normal' });
    expect(await count(STAFF.team.user, next.id)).toBeNull();
    const other = await api.filed(receptionist.user, drainFiling());
    expect(await count(receptionist.user, other.id)).toBe(0);
    const nameless = await api.filed(receptionist.user, drainFiling({ reporter: undefined }));
    expect(await count(receptionist.user, nameless.id)).toBeNull();
  });
});
