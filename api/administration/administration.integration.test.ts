import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { PERMIT_YAML } from '../../test/support/sample-definitions.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const get = async (path: string, user = 'quan') => (await api.call(user, 'GET', path)).body;
const second = PERMIT_YAML.replace('version: 1', 'version: 2').replace(
  'due: 2 working-days',
  'due: 3 working-days',
);

describe('whoever is no administrator', () => {
  test.each([
    ['POST', '/v1/procedures', { yaml: second }],
    ['POST', '/v1/procedures/9.000001/migrations/preview', { from: 1, to: 1 }],
    ['POST', '/v1/procedures/9.000001/migrations', { from: 1, to: 1, reason: 'x' }],
    [
      'PUT',
      '/v1/users/dan',
      { id: 'dan', name: 'Dân', roles: [{ role: 'administrator', agency: 'hue.office' }] },
    ],
    [
      'POST',
      '/v1/calendars/office/closures',
      { day: '2026-12-01', name: { vi: 'Lũ', en: 'Flood' }, decision: 'QĐ 1' },
    ],
    [
      'PUT',
      '/v1/agencies/hue.tax',
      {
        id: 'hue.tax',
        parent: null,
        level: 'province',
        name: { vi: 'x', en: 'x' },
        code: 'X1',
        fulfils: [],
        area: null,
      },
    ],
  ])('cannot %s %s', async (method, path, body) => {
    const before = await api.counts();
    for (const user of ['dan', 'lan', 'dung', 'tinh', 'kiem']) {
      const answer = await api.call(user, method, path, body);
      expect([user, answer.status, answer.body.code]).toEqual([user, 403, 'not-permitted']);
    }
    expect(await api.counts()).toBe(before);
  });

  test('learns as a citizen nothing of who works where', async () => {
    expect((await api.call('dan', 'GET', '/v1/users')).status).toBe(403);
    expect((await get('/v1/me', 'dan')).roles).toEqual([{ role: 'citizen', agency: null }]);
  });
});

describe('a procedure', () => {
  test('is checked without being published, and told what to mend', async () => {
    const before = await api.counts();
    expect(await api.call('quan', 'POST', '/v1/procedures/check', { yaml: second })).toMatchObject({
      status: 200,
      body: { findings: [] },
    });
    const { body } = await api.call('quan', 'POST', '/v1/procedures/check', {
      yaml: second.replace('to: granted', 'to: nowhere'),
    });
    expect(body.findings[0]).toMatchObject({ path: 'steps[2].outcomes.approve.to', code: 'unknown-target' });
    expect(body.findings[0].line).toBeGreaterThan(1);
    expect(await api.counts()).toBe(before);
  });

  test('is published as its next version; the same again does nothing; running cases keep theirs until they are moved', async () => {
    const running = (await api.call('lan', 'POST', '/v1/dossiers', permitFiling())).body;
    await api.call('lan', 'POST', `/v1/cases/${running.id}/actions/accept`, {});
    expect((await api.call('quan', 'POST', '/v1/procedures', { yaml: second })).status).toBe(201);
    expect((await api.call('quan', 'POST', '/v1/procedures', { yaml: second })).status).toBe(200);
    const { items } = await get('/v1/procedures/9.000001/versions');
    expect(items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect((await get('/v1/procedures/9.000001')).version).toBe(2);
    expect((await get('/v1/procedures/9.000001?version=1')).version).toBe(1);
    expect((await get('/v1/procedures?kind=dossier')).items).toMatchObject([
      { code: '9.000001', version: 2, name: 'Sample permit' },
    ]);
    const diff = await get('/v1/procedures/9.000001/diff?from=1&to=2');
    expect(diff.items.map(({ path }: { path: string }) => path)).toContain('steps.sign.due');

    const request = { from: 1, to: 2, reason: 'Quyết định mới' };
    const { reason: _, ...looked } = request;
    const preview = await api.call('quan', 'POST', '/v1/procedures/9.000001/migrations/preview', looked);
    expect(preview.body).toMatchObject({
      affected: 1,
      movable: 1,
      cases: [{ code: running.code, ok: true }],
    });
    expect((await get(`/v1/cases/${running.id}`, 'lan')).procedure.version).toBe(1);

    const key = { 'Idempotency-Key': 'move-once' };
    const moved = await api.call('quan', 'POST', '/v1/procedures/9.000001/migrations', request, key);
    expect(moved.body, JSON.stringify(moved.body)).toMatchObject({ moved: 1 });
    const seen = await get(`/v1/cases/${running.id}`, 'lan');
    expect(seen.procedure.version).toBe(2);
    expect(seen.tasks.filter(({ closedAt }: { closedAt: string | null }) => closedAt === null)).toHaveLength(
      1,
    );
    const again = await api.call('quan', 'POST', '/v1/procedures/9.000001/migrations', request, key);
    expect(again.body).toEqual(moved.body);
    const { items: history } = await get(`/v1/cases/${running.id}/history`, 'lan');
    expect(history.at(-1)).toMatchObject({
      type: 'procedure-moved',
      by: 'quan',
      content: ['Quyết định mới'],
    });
  });

  test('is told why a case cannot be moved, and the case stays as it was', async () => {
    const running = (await api.call('lan', 'POST', '/v1/dossiers', permitFiling())).body;
    await api.call('lan', 'POST', `/v1/cases/${running.id}/actions/accept`, {});
    const third = second.replace('version: 2', 'version: 3').replaceAll('examine', 'inspect');
    expect((await api.call('quan', 'POST', '/v1/procedures', { yaml: third })).status).toBe(201);
    const request = { from: 2, to: 3, reason: 'x', cases: [running.code] };
    const refused = await api.call('quan', 'POST', '/v1/procedures/9.000001/migrations', request);
    expect(refused.body).toMatchObject({ moved: 0, results: [{ code: running.code, ok: false }] });
    expect(refused.body.results[0].why).toContain('examine');
    const done = await api.call('quan', 'POST', '/v1/procedures/9.000001/migrations', {
      ...request,
      mapping: { examine: 'inspect' },
    });
    expect(done.body.moved).toBe(1);
    expect((await get(`/v1/cases/${running.id}`, 'lan')).tasks.at(-1).name).toBe('Examine');
  });

  test('of which more cases run than fit into one request is moved page after page, past those that cannot be', async () => {
    const filed = await Promise.all(
      [1, 2, 3].map(async () => {
        const { id } = (await api.call('lan', 'POST', '/v1/dossiers', permitFiling())).body;
        await api.call('lan', 'POST', `/v1/cases/${id}/actions/accept`, {});
        return id as string;
      }),
    );
    const path = '/v1/procedures/9.000001/migrations';
    const [stuck = '', ...free] = [...filed].sort();
    const current = (await get('/v1/procedures/9.000001')).procedure;
    const fourth = second
      .replace('version: 2', `version: ${current.version + 1}`)
      .replaceAll('examine', 'look-into');
    expect((await api.call('quan', 'POST', '/v1/procedures', { yaml: fourth })).status).toBe(201);
    const request = { from: current.version, to: current.version + 1, cases: filed, limit: 1 };
    const first = (await api.call('quan', 'POST', `${path}/preview`, request)).body;
    expect(first).toMatchObject({ affected: 3, movable: 0, next: stuck, cases: [{ id: stuck, ok: false }] });
    const order = { ...request, reason: 'x', mapping: { inspect: 'look-into' }, limit: 2 };
    const moved = (await api.call('quan', 'POST', path, { ...order, after: first.next })).body;
    expect(moved).toMatchObject({ moved: 2, next: null });
    expect(moved.results.map(({ id }: { id: string }) => id)).toEqual(free);
    expect((await api.call('quan', 'POST', path, order)).body).toMatchObject({ moved: 1, next: null });
  });

  test('is drawn as BPMN, under the name of its version', async () => {
    const answer = await api.call('quan', 'GET', '/v1/procedures/9.000001/bpmn?version=1');
    expect(answer.headers.get('content-type')).toContain('application/xml');
    expect(answer.headers.get('content-disposition')).toContain('9.000001.1.bpmn');
    expect(answer.body).toContain('<bpmndi:BPMNDiagram');
  });

  test('of no such code or version is not found', async () => {
    for (const path of [
      '/v1/procedures/7',
      '/v1/procedures/7/versions',
      '/v1/procedures/7/bpmn',
      '/v1/procedures/9.000001?version=99',
    ])
      expect((await api.call('dan', 'GET', path)).status, path).toBe(404);
  });
});

describe('a calendar', () => {
  test('takes a closure as its next version', async () => {
    const before = await get('/v1/calendars/office');
    const closure = { day: '2026-12-01', name: { vi: 'Nghỉ lũ', en: 'Flood' }, decision: 'QĐ 9/2026' };
    const { status, body } = await api.call('quan', 'POST', '/v1/calendars/office/closures', closure);
    expect([status, body.version]).toEqual([201, before.version + 1]);
    expect((await get('/v1/calendars/office')).exceptions).toMatchObject([
      { day: '2026-12-01', kind: 'off', decision: 'QĐ 9/2026' },
    ]);
    expect((await get('/v1/calendars')).items).toHaveLength(2);
  });

  test('takes a closure back, of its days and communes alone', async () => {
    const path = '/v1/calendars/office/closures';
    const flood = {
      day: '2026-12-07',
      until: '2026-12-09',
      name: { vi: 'Lũ', en: 'Flood' },
      decision: 'QĐ 10',
    };
    await api.call('quan', 'POST', path, flood);
    await api.call('quan', 'POST', path, { ...flood, areas: ['ward'] });
    const part = { day: '2026-12-08', until: '2026-12-09', decision: 'QĐ 11' };
    expect((await api.call('dung', 'POST', `${path}/withdrawal`, part)).status).toBe(403);
    expect((await api.call('quan', 'POST', `${path}/withdrawal`, part)).status).toBe(201);
    const { exceptions } = await get('/v1/calendars/office');
    const left = exceptions.filter(({ decision }: { decision: string }) => decision === 'QĐ 10');
    expect(
      left.map(({ day, areas }: { day: string; areas?: string[] }) => [day, areas?.join() ?? 'all']),
    ).toEqual([['2026-12-07', 'all'], ...['07', '08', '09'].map((day) => [`2026-12-${day}`, 'ward'])]);
    expect((await api.call('quan', 'POST', `${path}/withdrawal`, part)).status).toBe(404);
  });

  test('that does not exist cannot be closed', async () => {
    const closure = { day: '2026-12-01', name: { vi: 'x', en: 'x' }, decision: 'x' };
    for (const id of ['nothing', 'constructor'])
      expect((await api.call('quan', 'POST', `/v1/calendars/${id}/closures`, closure)).status).toBe(404);
  });
});

describe('the directory', () => {
  test('gives a role that is felt at once, and takes it again', async () => {
    const user = { id: 'moi', name: 'Người mới', roles: [{ role: 'receptionist', agency: 'hue.counter' }] };
    expect((await api.call('quan', 'PUT', '/v1/users/moi', user)).status).toBe(200);
    expect((await api.call('moi', 'POST', '/v1/dossiers', permitFiling())).status).toBe(201);
    await api.call('quan', 'PUT', '/v1/users/moi', { ...user, roles: [] });
    expect((await api.call('moi', 'POST', '/v1/dossiers', permitFiling())).status).toBe(403);
    await api.call('quan', 'PUT', '/v1/users/moi', { ...user, active: false });
    expect((await api.call('moi', 'GET', '/v1/cases')).status).toBe(401);
    const { items } = await get('/v1/users?agency=hue.ward', 'lan');
    expect(items.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['minh', 'hoa', 'dung']),
    );
  });

  test('refuses a role at no agency, an agency of elsewhere, and the last way of an administrator out', async () => {
    const before = await api.counts();
    const put = (id: string, roles: unknown) =>
      api.call('quan', 'PUT', `/v1/users/${id}`, { id, name: 'X', roles });
    expect((await put('minh', [{ role: 'specialist', agency: null }])).body.errors[0].pointer).toBe(
      '/roles/0/agency',
    );
    expect((await put('minh', [{ role: 'specialist', agency: 'mau.ward' }])).status).toBe(422);
    expect((await put('quan', [])).body.errors[0].pointer).toBe('/roles');
    expect((await put('la', [])).status).toBe(404);
    expect(await api.counts()).toBe(before);
  });

  test('adds an office, and refuses one whose parent does not exist', async () => {
    const office = {
      id: 'hue.new-ward',
      parent: 'hue.office',
      level: 'commune',
      name: { vi: 'Phường mới', en: 'New ward' },
      code: 'H57.99',
      fulfils: ['commune'],
      area: 'new-ward',
    };
    expect((await api.call('quan', 'PUT', '/v1/agencies/hue.new-ward', office)).status).toBe(200);
    expect(await get('/v1/agencies/hue.new-ward')).toMatchObject({ province: 'hue', code: 'H57.99' });
    const lost = await api.call('quan', 'PUT', '/v1/agencies/hue.new-ward', {
      ...office,
      parent: 'hue.nowhere',
    });
    expect([lost.status, lost.body.errors[0].pointer]).toEqual([422, '/parent']);
    expect((await api.call('quan', 'GET', '/v1/agencies/mau.ward')).status).toBe(404);
  });
});

describe('health', () => {
  test('is for administrators, and says when nobody does the work any more', async () => {
    expect((await api.call('lan', 'GET', '/v1/health')).status).toBe(403);
    const health = () => get('/v1/health');
    const up = ({ queues }: { queues: { name: string; up: boolean }[] }) =>
      Object.fromEntries(queues.map((queue) => [queue.name, queue.up]));
    await expect.poll(async () => up(await health())).toEqual({ cases: true, outbox: true });
    expect((await health()).jobs).toEqual({ waiting: 0, since: null });
    await api.engine.stopWorker();
    await api.engine.owner.pool.query(
      `INSERT INTO outbox_jobs (id, kind, province, case_id, seq, subject, created_at, not_before)
       VALUES ('late', 'document', 'hue', 'c', 1, 's', now() - interval '1 hour', NULL),
         ('not yet', 'document', 'hue', 'c', 1, 's', now() - interval '2 hours', now() + interval '1 day'),
         ('elsewhere', 'document', 'mau', 'c', 1, 's', now() - interval '2 hours', NULL)`,
    );
    const waiting = (await health()).jobs;
    expect([waiting.waiting, Date.now() - Date.parse(waiting.since) > 3_500_000]).toEqual([1, true]);
    // What is filed now waits: nobody takes it up.
    await api.call('lan', 'POST', '/v1/dossiers', permitFiling());
    await expect.poll(async () => up(await health()).cases, { interval: 1_000 }).toBe(false);
  });
});
