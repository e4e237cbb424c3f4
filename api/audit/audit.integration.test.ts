/** Who looks into the work: what happened, whether it is what was written, and who looked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsQuery } from '../../db/audit/event-search.ts';
import { forgetReads, readsQuery } from '../../db/audit/reads.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { procedureHash } from '../../db/core/digest.ts';
import { asActor } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { type Answer, type Api, startApi } from '../../test/support/api.ts';
import { playCase, recordPlay, sayAbout } from '../../test/support/record-cases.ts';
import { definitionOf, PEOPLE, PERMIT_YAML, POTHOLE_YAML } from '../../test/support/sample-definitions.ts';

const {
  receptionist,
  specialist,
  head,
  citizen,
  auditor,
  administrator,
  otherWard,
  otherHead,
  province,
  stranger,
} = PEOPLE;
const EXAMINE = 'examine.1' as TaskId;
const at = (time: string) => instant(`2026-${time}:00+07:00`);

let api: Api;
let db: { api: Database; worker: Database };

beforeAll(async () => {
  api = await startApi();
  const url = api.engine.settings.databaseUrl ?? '';
  db = {
    api: openDatabase(url, { role: 'motcua_api', max: 2 }),
    worker: openDatabase(url, { role: 'motcua_worker', max: 2 }),
  };
  const permit = await played('permit', PERMIT_YAML, { about: 'Xây nhà ở đường Lê Lợi' });
  permit.do(receptionist, { type: 'accept' });
  permit.until(at('03-02T09:00'));
  permit.do(specialist, { type: 'claim', taskId: EXAMINE });
  const reason = await sayAbout(
    db.api,
    permit,
    specialist,
    'permit-why',
    'Thiếu giấy tờ về quyền sử dụng đất',
  );
  permit.do(specialist, { type: 'request-supplement', taskId: EXAMINE, missing: ['title'], reason });
  await recordPlay(db, permit);
  const pothole = await played('pothole', POTHOLE_YAML, { applicant: citizen.user });
  pothole.do(receptionist, { type: 'classify', urgency: 'normal', owner: null });
  await recordPlay(db, pothole);
});
afterAll(async () => {
  await db.api.close();
  await db.worker.close();
  await api.close();
});

async function played(id: string, yaml: string, change: object) {
  const sample = definitionOf(yaml);
  const definition = { ...sample, ref: { ...sample.ref, hash: procedureHash(sample.procedure) } };
  return playCase(db, definition, at('03-02T08:00'), {
    caseId: id as CaseId,
    ...(sample.procedure.kind === 'dossier' ? { facts: { area: 50 } } : {}),
    ...change,
  });
}

const get = (who: Actor | null, path: string, headers: Record<string, string> = {}) =>
  api.call(who?.user ?? null, 'GET', path, undefined, headers);

function bodyOf({ status, body }: Answer) {
  expect([status, status === 200 ? null : body]).toEqual([200, null]);
  return body;
}

const given = async (who: Actor, path: string) => bodyOf(await get(who, path));
const search = (who: Actor, body: object) => api.call(who.user, 'POST', '/v1/history/search', body);
const found = async (body: object) => bodyOf(await search(auditor, body));

const types = ({ items }: { items: { type: string }[] }) => items.map(({ type }) => type);

describe('the search over histories', () => {
  test('gives the newest first, as the case’s own history tells it, a page at a time', async () => {
    const whole = await given(auditor, '/v1/history?limit=200');
    const own = await given(auditor, '/v1/cases/permit/history');
    const reported = ({ seq, text, by }: { seq: number; text: string; by: string | null }) => ({
      seq,
      text,
      by,
    });
    expect(
      whole.items.filter((each: { case: { id: string } }) => each.case.id === 'permit').map(reported),
    ).toEqual(own.items.map(reported).reverse());
    const pages = [];
    for (let next = ''; ; ) {
      const page = await given(auditor, `/v1/history?limit=3${next}`);
      pages.push(...page.items);
      if (page.next === null) break;
      next = `&cursor=${page.next}`;
    }
    expect(pages).toEqual(whole.items);
  });

  test('by type, by whom, kind, procedure, agency and time', async () => {
    expect(
      types(await given(auditor, '/v1/history?type=supplement-requested,case-accepted&kind=dossier')),
    ).toEqual(['supplement-requested', 'case-accepted']);
    const his = await given(auditor, `/v1/history?by=${specialist.user}&limit=200`);
    expect(new Set(his.items.map(({ by }: { by: string }) => by))).toEqual(new Set([specialist.user]));
    expect(his.items.length).toBeGreaterThan(1);
    const complaints = await given(auditor, '/v1/history?kind=complaint&procedure=8.000001&agency=hue.ward');
    expect(new Set(complaints.items.map((each: { case: { id: string } }) => each.case.id))).toEqual(
      new Set(['pothole']),
    );
    const early = await given(
      auditor,
      '/v1/history?kind=dossier&from=2026-03-02T08:30:00%2B07:00&to=2026-03-02T09:00:01%2B07:00&limit=200',
    );
    expect(types(early)).toContain('task-claimed');
    expect(types(early)).not.toContain('case-filed');
    expect((await get(auditor, '/v1/history?type=invented')).status).toBe(422);
    expect(
      (await get(auditor, '/v1/history?from=2026-03-02T08:30:00Z&to=2026-03-01T08:30:00Z')).body.errors,
    ).toMatchObject([{ pointer: '/to' }]);
  });

  test('by code, by words of the case, and by what was said with an event, without marks', async () => {
    const { code } = await given(auditor, '/v1/cases/permit');
    const cases = (body: { items: { case: { id: string } }[] }) =>
      new Set(body.items.map((each) => each.case.id));
    expect(cases(await given(auditor, `/v1/history?text=${code}`))).toEqual(new Set(['permit']));
    expect(cases(await given(auditor, '/v1/history?text=le%20loi'))).toEqual(new Set(['permit']));
    expect(types(await found({ text: 'quyen su dung' }))).toEqual(['supplement-requested']);
    expect((await found({ text: 'khong ai noi' })).items).toEqual([]);
  });

  test('words that may name people travel in the body, also where a file is asked for, and the same may ask', async () => {
    const { status, body } = await search(auditor, { text: 'quyen su dung', format: 'csv' });
    expect(status).toBe(200);
    expect(String(body).trim().split(/\r?\n/)).toHaveLength(2);
    expect((await search(citizen, { text: 'quyen su dung' })).status).toBe(403);
    expect((await search(auditor, { type: 'invented' })).body.errors).toMatchObject([{ pointer: '/type/0' }]);
    expect(await given(auditor, '/v1/history?limit=5')).toEqual(await found({ limit: 5 }));
  });

  test('names no reporter to who may not know them, and does not find their complaints by them', async () => {
    const filed = (who: Actor) => given(who, '/v1/history?type=case-filed&kind=complaint');
    const [forProvince] = (await filed(province)).items;
    const [forAuditor] = (await filed(auditor)).items;
    expect(forProvince.case.id).toBe('pothole');
    expect(forAuditor.case.id).toBe('pothole');
    const by = forProvince.by;
    await api.engine.owner.pool.query(`UPDATE cases SET applicant = $1 WHERE id = 'pothole'`, [by]);
    expect((await filed(auditor)).items[0].by).toBeNull();
    const found = await given(auditor, `/v1/history?by=${by}&kind=complaint`);
    expect(found.items).toEqual([]);
    await api.engine.owner.pool.query(`UPDATE cases SET applicant = $1 WHERE id = 'pothole'`, [citizen.user]);
  });

  test('goes out as a file', async () => {
    const csv = await get(auditor, '/v1/history?format=csv&kind=dossier', { 'Accept-Language': 'vi' });
    expect(csv.status).toBe(200);
    const [headings, ...rows] = csv.body.trim().split('\r\n');
    expect(headings).toContain('Lúc,Mã hồ sơ,Loại');
    expect(rows.length).toBe((await given(auditor, '/v1/history?kind=dossier&limit=200')).items.length);
  });

  test('is for who answers for the work or looks into it, and shows nobody more cases than they may see', async () => {
    for (const who of [citizen, receptionist, specialist])
      expect((await get(who, '/v1/history')).status).toBe(403);
    expect((await given(head, '/v1/history')).items.length).toBeGreaterThan(0);
    expect((await given(otherHead, '/v1/history')).items).toEqual([]);
    expect((await get(null, '/v1/history')).status).toBe(401);
  });
});

describe('the verification of a case', () => {
  test('says what was checked', async () => {
    const { body: found } = await get(auditor, '/v1/cases/permit/history?limit=200');
    const checked = await given(auditor, '/v1/cases/permit/verification');
    expect(checked).toMatchObject({
      id: 'permit',
      intact: true,
      findings: [],
      events: found.items.length,
      firstAt: found.items[0].at,
      lastAt: found.items.at(-1).at,
      headHash: found.items.at(-1).hash,
    });
    expect(checked.texts).toBeGreaterThan(0);
  });

  test('says where the chain breaks', async () => {
    const change = (text: string) =>
      api.engine.owner.pool.query(
        `ALTER TABLE events DISABLE TRIGGER USER; ${text}; ALTER TABLE events ENABLE TRIGGER USER`,
      );
    await change(`UPDATE events SET by = 'ai-do' WHERE case_id = 'pothole' AND seq = 2`);
    const { intact, findings } = await given(auditor, '/v1/cases/pothole/verification');
    expect(intact).toBe(false);
    expect(findings).toMatchObject([{ kind: 'event-column', seq: 2 }]);
    await change(`UPDATE events SET by = body ->> 'by' WHERE case_id = 'pothole' AND seq = 2`);
    expect((await given(auditor, '/v1/cases/pothole/verification')).intact).toBe(true);
    await api.engine.owner.pool.query(`UPDATE text_contents SET content = '"khác"' WHERE id = 'permit-why'`);
    const content = await given(auditor, '/v1/cases/permit/verification');
    expect(content.findings.map(({ kind }: { kind: string }) => kind)).toEqual(['texts']);
  });

  test('is nothing for citizens, and of a case that one may not see there is none', async () => {
    expect((await get(citizen, '/v1/cases/pothole/verification')).status).toBe(403);
    expect((await get(stranger, '/v1/cases/permit/verification')).status).not.toBe(200);
    expect((await get(otherWard, '/v1/cases/permit/verification')).status).toBe(404);
  });
});

describe('who looked', () => {
  const looked = async (path: string) =>
    (await given(auditor, path)).items.map(
      ({ user, what, ...rest }: { user: string; what: string; case: { id: string } }) =>
        `${user} ${what} ${rest.case.id}`,
    );

  test('an officer is kept once an hour, a citizen never', async () => {
    await api.engine.owner.pool.query('DELETE FROM case_reads');
    // A server that has been running remembers what it kept: another officer than above.
    for (const path of ['/v1/cases/pothole', '/v1/cases/pothole', '/v1/cases/pothole/history'])
      await given(head, path);
    expect((await get(citizen, '/v1/cases/pothole')).status).toBe(200);
    expect(await looked('/v1/cases/pothole/reads')).toEqual([`${head.user} case pothole`]);
    const { items } = await given(auditor, '/v1/reads');
    expect(items[0].case.code).toMatch(/^H57/);
  });

  test('who was refused has not looked', async () => {
    expect((await get(otherWard, '/v1/cases/permit')).status).toBe(404);
    expect(await looked(`/v1/reads?by=${otherWard.user}`)).toEqual([]);
  });

  test('by whom and when, in pages, and as a file', async () => {
    await given(administrator, '/v1/cases/permit');
    await given(specialist, '/v1/cases/permit');
    expect(await looked(`/v1/reads?by=${administrator.user}`)).toEqual([`${administrator.user} case permit`]);
    expect(await looked('/v1/reads?to=2026-01-01T00:00:00Z')).toEqual([]);
    const first = await given(auditor, '/v1/reads?limit=2');
    const rest = await given(auditor, `/v1/reads?limit=2&cursor=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual((await given(auditor, '/v1/reads')).items);
    const csv = await get(auditor, '/v1/reads?format=csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(4);
  });

  test('is shown to auditors and administrators alone, of their own province', async () => {
    for (const who of [citizen, receptionist, specialist, head, province]) {
      expect((await get(who, '/v1/reads')).status).toBe(403);
      expect((await get(who, '/v1/cases/pothole/reads')).status).toBe(403);
    }
    await given(administrator, '/v1/reads');
    // By the database itself, whatever the routes would let through.
    const { rows } = await asActor(db.api, { ...auditor, province: 'mau' as Actor['province'] }, ({ sql }) =>
      sql.query('SELECT * FROM case_reads'),
    );
    expect(rows).toEqual([]);
    await expect(
      asActor(db.api, head, ({ sql }) =>
        sql.query(`INSERT INTO case_reads VALUES ('pothole', 'somebody', now(), 'case', 'hue', now())`),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('is forgotten after its time', async () => {
    await api.engine.owner.pool.query(
      `INSERT INTO case_reads VALUES ('pothole', 'xua', '2020-01-01', 'case', 'hue', '2020-01-01')`,
    );
    expect(await forgetReads(db.worker.pool, at('01-01T00:00'), 10)).toBe(1);
    expect(await looked('/v1/reads?by=xua')).toEqual([]);
  });
});

test('each list is read from its index', async () => {
  const plan = async ({ text, values }: { text: string; values: unknown[] }) =>
    asActor(db.api, auditor, async ({ sql }) => {
      await sql.query('SET LOCAL enable_seqscan = off');
      await sql.query('SET LOCAL enable_sort = off');
      const { rows } = await sql.query(`EXPLAIN (COSTS OFF) ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  expect(await plan(eventsQuery({}))).toMatch(/at_case_id_seq_idx/);
  expect(await plan(eventsQuery({ by: specialist.user }))).toMatch(/by_at_case_id_seq_idx/);
  expect(await plan(eventsQuery({ type: ['case-filed'] }))).toMatch(/type_at_case_id_seq_idx/);
  expect(await plan(readsQuery({}))).toMatch(/case_reads_in_time/);
  expect(await plan(readsQuery({ by: head.user }))).toMatch(/case_reads_of_user/);
  expect(await plan(readsQuery({ caseId: 'permit' as CaseId, from: 0 as Instant }))).toMatch(/case_reads/);
});
