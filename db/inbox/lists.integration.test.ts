import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, CaseId, ProvinceId, TaskId, UserId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import {
  AGENCIES,
  actorWith,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { casesOfVersion, movingQueries } from '../cases/moving.ts';
import { type CaseFilter, casesQuery, findCase, listCases, trackCase } from '../cases/queries.ts';
import { saveParty } from '../cases/submissions.ts';
import { openComplaintsQuery } from '../complaints/open.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { BadCursor } from '../core/errors.ts';
import { asActor } from '../core/reader.ts';
import { publishProcedure } from '../procedures/queries.ts';
import { punctuality, punctualityQuery } from '../reports/queries.ts';
import { breachesQuery, listBreaches } from '../reports/sla.ts';
import { countTasks, listTasks, tasksQuery } from './queries.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const HUE = 'hue' as ProvinceId;
const CROWD = 6000;
let api: Database;
let worker: Database;
let owner: Database;
let drop: () => Promise<void>;
const definition = definitionOf(PERMIT_YAML);
const day = (days: number) => (START + days * 86_400_000) as Instant;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  owner = openDatabase(fresh.url, { role: null });
  await publishProcedure(api, HUE, definition.procedure, PEOPLE.administrator.user);
  const play = await playCase({ api, worker }, definition, START, {
    caseId: 'real' as CaseId,
    about: 'Xây nhà ở đường Lê Lợi, phường Thuận Hoá',
  });
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.do(PEOPLE.specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
  play.until(day(10));
  // By now it has gone up to the head.
  play.do(PEOPLE.head, {
    type: 'complete',
    taskId: 'examine.1' as TaskId,
    outcome: 'forward',
    reason: null,
    documents: [],
  });
  await recordPlay({ api, worker }, play);
  await asActor(api, PEOPLE.receptionist, (session) =>
    saveParty(
      session,
      {
        caseId: 'real' as CaseId,
        province: HUE,
        kind: 'dossier',
        counter: AGENCIES.counter,
        applicant: PEOPLE.citizen.user,
        name: 'Đặng Thị Mỹ Duyên',
        phone: '0905000111',
        email: null,
        address: null,
        idNumber: null,
      },
      'Xây nhà',
    ),
  );
  // A crowd of cases, as like the real one as two peas, over two hundred wards, for the planner to look at.
  await owner.sql.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel,
       counter, owner, applicant, agencies, filed_at, due_at, clock_phase, version, head_hash, state)
     SELECT 'crowd' || lpad(i::text, 6, '0'), 'H57.' || (i % 200) || '-250101-' || lpad(i::text, 4, '0'), kind, province,
       CASE WHEN i % 40 = 0 THEN procedure ELSE '9.1' || (i % 40) END, 1, procedure_hash,
       CASE WHEN i % 50 = 0 THEN 'supplement' WHEN i % 3 = 0 THEN 'in-process' ELSE 'closed' END, urgency, channel,
       'w' || (i % 200) || '.counter', 'w' || (i % 200), 'citizen' || (i % 500), ARRAY['w' || (i % 200), 'w' || (i % 200) || '.counter'],
       filed_at + i * interval '1 minute', filed_at + i * interval '1 hour', 'running', 1, head_hash, '{}'
     FROM cases, generate_series(1, ${CROWD}) AS i WHERE id = 'real'`,
  );
  await owner.sql.query(
    `INSERT INTO tasks (case_id, id, step, agency, role, assignee, opened_at, due_at, closed_at)
     SELECT id, 'examine.1', 'examine', owner, 'specialist', 'user' || (row_number() OVER () % 300), filed_at, due_at,
       CASE WHEN status = 'closed' THEN due_at END FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query(
    `INSERT INTO clocks (case_id, id, agency, calendar, phase, budget, consumed, started_at, appointed_at, stopped_at, province, kind, procedure, finished)
     SELECT id, 'case', owner, 'office', 'running', 1, 0, filed_at, due_at, CASE WHEN status = 'closed' THEN due_at END,
       province, kind, procedure, status = 'closed'
     FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query(
    `INSERT INTO text_contents (id, case_id, kind, author, content, salt, digest, search)
     SELECT id || 'f', id, 'form', 'x', '{}', '', '', 'xay nha so ' || row_number() OVER () FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query(
    `INSERT INTO parties (case_id, province, kind, counter, search)
     SELECT id, province, kind, counter, 'nguyen van ' || row_number() OVER () FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query('VACUUM ANALYZE');
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()]);
  await drop();
});

const WARD: Actor = actorWith('sp', 'specialist', 'w7' as AgencyId);
const cases = (actor: Actor, filter: CaseFilter) =>
  asActor(api, actor, (session) => listCases(session, filter));
const ids = async (actor: Actor, filter: CaseFilter) =>
  (await cases(actor, filter)).items.map(({ id }) => id);

async function planOf(actor: Actor, { text, values }: { text: string; values: unknown[] }): Promise<string> {
  return asActor(api, actor, async ({ sql }) => {
    const { rows } = await sql.query(`EXPLAIN (COSTS OFF) ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

describe('a list is read from its index', () => {
  const CITIZEN = actorWith('citizen9', 'citizen', null);
  test.each<[string, Actor, CaseFilter, RegExp]>([
    ['of a province by filing', PEOPLE.province, {}, /cases_by_filing/],
    ['of a province by deadline', PEOPLE.province, { sort: 'due' }, /cases_by_deadline/],
    ['of what is overdue', PEOPLE.province, { sort: 'due', overdueAt: day(5) }, /cases_by_deadline/],
    ['of a status', PEOPLE.province, { status: ['supplement'] }, /cases_by_status/],
    ['of an owner', PEOPLE.province, { owner: 'w9' as AgencyId }, /cases_by_owner/],
    ['of a counter', PEOPLE.province, { counter: 'w9.counter' as AgencyId }, /cases_by_counter/],
    ['of a procedure', PEOPLE.province, { procedure: '9.13' }, /cases_by_procedure/],
    ['of a citizen', CITIZEN, { applicant: CITIZEN.user }, /cases_by_applicant/],
    ["of an agency's people", WARD, {}, /cases_by_agencies|cases_by_filing/],
    ['of who holds a task', PEOPLE.province, { assignee: 'user9' as UserId }, /tasks_of_assignee/],
    ['of the beginning of a code', PEOPLE.province, { text: 'H57.9-25' }, /cases_code_key/],
  ])('%s', async (_name, actor, filter, index) => {
    const plan = await planOf(actor, casesQuery(filter));
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Seq Scan on (cases|tasks)/);
  });

  test('also from the middle on', async () => {
    const first = await cases(PEOPLE.province, { limit: 10 });
    const plan = await planOf(PEOPLE.province, casesQuery({ limit: 10, cursor: first.next }));
    expect(plan).toMatch(/Index Cond: .*ROW\(c?\.?filed_at/);
  });

  test('of tasks, of an agency, a person or a province', async () => {
    expect(await planOf(WARD, tasksQuery({ agency: 'w7' as AgencyId }))).toMatch(/tasks_of_agency/);
    const headed = tasksQuery({
      places: [{ role: 'receptionist', agency: 'w8' as AgencyId }],
      headed: ['w7' as AgencyId],
    });
    const plan = await planOf(WARD, headed);
    expect(plan).toMatch(/tasks_of_agency/);
    expect(plan).not.toMatch(/Seq Scan on (cases|tasks|clocks)/);
    expect(await planOf(WARD, tasksQuery({ assignee: 'user9' as UserId }))).toMatch(/tasks_of_assignee/);
    expect(await planOf(PEOPLE.province, tasksQuery({}))).toMatch(/tasks_by_deadline/);
  });

  test('of breaches, of an agency or a province', async () => {
    const now = day(3);
    expect(await planOf(PEOPLE.province, breachesQuery({ now }))).toMatch(/clocks_late/);
    expect(await planOf(WARD, breachesQuery({ now, agency: 'w7' as AgencyId }))).toMatch(
      /clocks_late_of_agency/,
    );
  });

  test('of work that was finished in a few days, or by one agency', async () => {
    const days = { from: day(3), until: day(5), now: day(5), by: 'agency', work: 'cases' } as const;
    expect(await planOf(PEOPLE.province, punctualityQuery({ ...days, ownOnly: false }))).toMatch(
      /clocks_finished on/,
    );
    expect(await planOf(WARD, punctualityQuery({ ...days, ownOnly: true }))).toMatch(
      /clocks_finished_of_agency/,
    );
    const year = { ...days, until: day(365), agency: 'w7' as AgencyId, ownOnly: false };
    expect(await planOf(PEOPLE.province, punctualityQuery(year))).toMatch(/clocks_finished_of_agency/);
  });

  test('of open complaints, the most urgent first', async () => {
    const plan = await planOf(PEOPLE.province, openComplaintsQuery({ limit: 200 }));
    expect(plan).toMatch(/cases_open_complaints/);
    expect(plan.split('SubPlan')[0]).not.toMatch(/Sort/);
  });

  test('of cases of a version, to its very end, with the count of them all', async () => {
    const which = {
      province: HUE,
      procedure: '9.13',
      version: 1,
      only: null,
      after: 'crowd000003',
      limit: 20,
    } as const;
    const { page, count } = movingQueries(which);
    for (const query of [page, count])
      expect(await planOf(PEOPLE.administrator, query)).toMatch(/cases_of_version/);
    const { rows } = await owner.sql.query<{ id: string }>(
      `SELECT id FROM cases WHERE procedure = '9.13' AND status <> 'closed' ORDER BY id`,
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const {
        count: all,
        cases,
        next,
      } = await asActor(api, PEOPLE.administrator, (session) => casesOfVersion(session, { ...which, after }));
      expect(all).toBe(rows.length);
      expect(cases.length).toBeLessThanOrEqual(which.limit);
      seen.push(...cases.map(({ id }) => id));
      after = next;
    } while (after !== null);
    expect(rows.length).toBeGreaterThan(2 * which.limit);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  test('and words are found by theirs', async () => {
    const { rows } = await owner.sql.query(
      `EXPLAIN (COSTS OFF) SELECT case_id FROM text_contents WHERE kind = 'form'
       AND to_tsvector('simple', search) @@ to_tsquery('simple', 'loi:*')`,
    );
    expect(JSON.stringify(rows)).toMatch(/text_contents_search/);
  });
});

describe('search', () => {
  test.each([
    'Lê Lợi',
    'le loi',
    'THUAN HOA',
    'đường lê',
    'duong le loi xay',
    'dang thi my duyen',
    'Đặng Thị xây nhà',
    '0905000',
  ])('finds the case by %s, with diacritics or without', async (text) => {
    expect(await ids(PEOPLE.specialist, { text })).toEqual(['real']);
  });
  test('finds nothing by other words, by signs alone, or by what search languages make of signs', async () => {
    for (const text of ['khong co', '!!!', '', "' OR 1=1 --", 'le & ! loi | xay xyz'])
      expect(await ids(PEOPLE.specialist, { text }), text).toEqual([]);
  });
  test('finds by code and by its beginning', async () => {
    const code = (await asActor(api, PEOPLE.specialist, (s) => findCase(s, 'real')))?.code ?? '';
    expect(code).toMatch(/^H57\.12-260302-0001$/);
    expect(await ids(PEOPLE.specialist, { text: code })).toEqual(['real']);
    expect(await ids(PEOPLE.specialist, { text: 'h57.12-2603' })).toEqual(['real']);
    expect(await asActor(api, PEOPLE.specialist, (s) => findCase(s, code))).toMatchObject({ id: 'real' });
  });
});

describe('filters', () => {
  test('a list shows the name and field of each procedure and is filtered by them', async () => {
    const { items } = await cases(PEOPLE.specialist, { field: 'construction' });
    expect(items).toMatchObject([
      { id: 'real', field: 'construction', procedureName: { en: 'Sample permit' } },
    ]);
    expect(await ids(PEOPLE.specialist, { field: 'residence' })).toEqual([]);
  });
  test('each narrows the list to what it says', async () => {
    for (const filter of [
      { agency: AGENCIES.tax },
      { owner: AGENCIES.owner },
      { status: ['in-process'] },
      { kind: 'dossier' },
      { applicant: PEOPLE.citizen.user },
      { dueBefore: day(60) },
    ] satisfies CaseFilter[])
      expect(await ids(PEOPLE.specialist, filter)).toEqual(['real']);
    for (const filter of [
      { agency: 'w1' as AgencyId },
      { status: ['filed'] },
      { kind: 'complaint' },
      { dueBefore: day(1) },
      { overdueAt: day(10) },
      { assignee: PEOPLE.specialist.user },
    ] satisfies CaseFilter[])
      expect(await ids(PEOPLE.specialist, filter)).toEqual([]);
  });
});

describe('pages', () => {
  test('by filing lose and repeat nothing while new cases come in', async () => {
    const before = await ids(WARD, { limit: 200 });
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let n = 0; n === 0 || cursor !== null; n++) {
      const page = await cases(WARD, { limit: 7, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      await owner.sql.query(
        `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel,
           counter, owner, agencies, filed_at, version, head_hash, state)
         SELECT 'new' || $1, 'NEW-' || $1, kind, province, procedure, 1, '', status, urgency, channel, counter, 'w7', ARRAY['w7'],
           now(), 1, '', '{}' FROM cases WHERE id = 'real'`,
        [n],
      );
    }
    expect(seen).toEqual(before);
    expect(seen.length).toBe(30);
  });
  test('by deadline go through cases that have none at the end', async () => {
    const whole = await ids(WARD, { sort: 'due', limit: 200 });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await cases(WARD, { sort: 'due', limit: 4, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(whole);
    expect(seen.at(-1)).toMatch(/^new/);
  });
  test('of tasks are complete', async () => {
    const read = (cursor: string | null, limit: number) =>
      asActor(api, WARD, (s) => listTasks(s, { agency: 'w7' as AgencyId, cursor, limit }));
    const whole = (await read(null, 200)).items.map(({ caseId }) => caseId);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await read(cursor, 3);
      seen.push(...page.items.map(({ caseId }) => caseId));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(whole);
    expect(whole.length).toBeGreaterThan(5);
  });
  test('begin at no cursor that this list did not give', async () => {
    for (const cursor of [
      'x',
      '',
      Buffer.from('["now","x"]').toString('base64url'),
      Buffer.from('["2026-01-01 00:00:00+00"]').toString('base64url'),
    ])
      await expect(cases(WARD, { cursor })).rejects.toThrow(BadCursor);
  });
});

describe('by the instants alone', () => {
  test('a task that was finished late is a breach, for ever, and one that still runs from its deadline on', async () => {
    const breaches = (now: Instant, agency: AgencyId) =>
      asActor(api, PEOPLE.specialist, async (s) => (await listBreaches(s, { now, agency })).items);
    expect(await breaches(day(400), AGENCIES.owner)).toMatchObject([
      { caseId: 'real', clock: 'task:examine.1', step: 'examine', stoppedAt: day(10) },
      { caseId: 'real', clock: 'case', step: null, stoppedAt: null },
    ]);
    expect(await breaches(day(1), AGENCIES.owner)).toEqual([]);
  });
  test('the report counts it late', async () => {
    const report = await asActor(api, PEOPLE.specialist, (s) =>
      punctuality(s, { from: START, until: day(30), now: day(30), by: 'step', work: 'tasks', ownOnly: true }),
    );
    expect(report).toMatchObject([
      { name: '9.000001/examine', present: { onTime: 0, late: 1 }, before: { onTime: 0, late: 0 } },
    ]);
  });
  test('an inbox counts what is open, free, overdue and due soon', async () => {
    const counts = (now: Instant) =>
      asActor(api, PEOPLE.tax, (s) => countTasks(s, { agency: AGENCIES.tax }, now));
    expect(await counts(day(10))).toEqual({ open: 1, unclaimed: 1, overdue: 0, dueSoon: 0 });
    expect(await counts(day(60))).toEqual({ open: 1, unclaimed: 1, overdue: 1, dueSoon: 0 });
  });
});

test('a receipt is tracked without an account, by its code', async () => {
  const tracked = await trackCase(api, 'H57.12-260302-0001' as never);
  expect(tracked).toMatchObject({ status: 'in-process', filedAt: START, proof: '0111' });
  expect(await trackCase(api, 'H57.12-260302-9999' as never)).toBeNull();
});
