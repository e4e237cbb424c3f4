/** Lists on paper among many cases: each by its index, each within its reader's rights. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, CaseId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import { actorWith, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { asActor } from '../core/reader.ts';
import { publishProcedure } from '../procedures/queries.ts';
import { findGeneratedDocument, keepFormDocument, MADE_OF_CASE } from './generated.ts';
import { casesToRegister, KNOWN, knownCases, listedCases, REGISTERED } from './lists.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const DAY = 86_400_000;
const CROWD = 20_000;
const COUNTER = 'w7.counter' as AgencyId;
const CLERK = actorWith('tiep', 'receptionist', COUNTER);
const until = (START + 30 * DAY) as Instant;

let api: Database;
let worker: Database;
let owner: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  owner = openDatabase(fresh.url, { role: null });
  const definition = definitionOf(PERMIT_YAML);
  const { province, user } = PEOPLE.administrator;
  await publishProcedure(api, province, definition.procedure, user);
  const play = await playCase({ api, worker }, definition, START, { caseId: 'real' as CaseId, about: '' });
  play.do(PEOPLE.receptionist, { type: 'accept' });
  await recordPlay({ api, worker }, play);
  // Two hundred wards, a case every two minutes.
  await owner.sql.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel,
       counter, owner, agencies, filed_at, version, head_hash, state)
     SELECT 'crowd' || i, 'H57.' || (i % 200) || '-260302-' || lpad(i::text, 5, '0'), kind, province, procedure, 1, procedure_hash,
       status, urgency, channel, 'w' || (i % 200) || '.counter', 'w' || (i % 200),
       ARRAY['w' || (i % 200), 'w' || (i % 200) || '.counter'], filed_at + i * interval '2 minutes', 1, head_hash, '{}'
     FROM cases, generate_series(1, ${CROWD}) AS i WHERE id = 'real'`,
  );
  await owner.sql.query(
    `INSERT INTO parties (case_id, province, kind, counter, name, search)
     SELECT id, province, kind, counter, 'Người ' || id, '' FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query(
    `INSERT INTO documents (id, case_id, rule, name, media_type, size, digest, author, origin)
     SELECT 'document-' || id, id, 'receipt', 'x', 'application/pdf', 1, '', 'engine', 'form' FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query(
    `INSERT INTO generated_documents (id, province, form, language, case_id, seq, head)
     SELECT 'document-' || id, province, 'receipt', 'vi', id, 2, '' FROM cases WHERE id LIKE 'crowd%'`,
  );
  await owner.sql.query('VACUUM ANALYZE');
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()]);
  await drop();
});

async function planOf(actor: Actor, text: string, values: unknown[]): Promise<string> {
  return asActor(api, actor, async ({ sql }) => {
    const { rows } = await sql.query(`EXPLAIN (COSTS OFF) ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

const registered = (actor: Actor, agency: AgencyId = COUNTER, most = 1_000) =>
  asActor(api, actor, ({ sql }) => casesToRegister(sql, agency, START, until, most));

test('a register is read from the index of its counter, and holds what its reader may know', async () => {
  const values = [COUNTER, '2026-03-02', '2026-04-01', 1_001];
  for (const reader of [CLERK, PEOPLE.province])
    expect(await planOf(reader, REGISTERED, values)).toMatch(/cases_by_counter/);
  const rows = await registered(CLERK);
  expect(rows).toHaveLength(CROWD / 200);
  expect(await registered(PEOPLE.province)).toEqual(rows);
  expect(await registered(PEOPLE.administrator)).toEqual([]);
  expect(await registered(actorWith('khac', 'receptionist', 'w8.counter' as AgencyId))).toEqual([]);
  // One more says that there are more.
  expect(await registered(CLERK, COUNTER, 10)).toHaveLength(11);
});

test('cases of a handover list are found by their ids and codes alone', async () => {
  const wanted = ['crowd7', 'H57.7-260302-00207', 'crowd8'];
  expect(await planOf(PEOPLE.province, KNOWN, [wanted])).not.toMatch(/Seq Scan on cases/);
  expect(await planOf(CLERK, KNOWN, [wanted])).not.toMatch(/Seq Scan on cases/);
  const known = await asActor(api, CLERK, ({ sql }) => knownCases(sql, wanted));
  expect(known.map(({ id }) => id)).toEqual(['crowd7', 'crowd207']);
  const rows = await listedCases(
    worker.pool,
    known.map(({ id }) => id),
  );
  expect(rows.map(({ applicant }) => applicant)).toEqual(['Người crowd7', 'Người crowd207']);
});

test('the documents of a case are read from its index', async () => {
  const plan = await planOf(CLERK, MADE_OF_CASE, ['crowd7']);
  expect(plan).toMatch(/generated_documents_of_case/);
  expect(plan).not.toMatch(/Seq Scan on (documents|documents|cases)/);
});

test('a document that is kept twice is kept once, as it was first', async () => {
  const document = {
    id: 'document-real-2-0',
    province: PEOPLE.receptionist.province,
    caseId: 'real' as CaseId,
    seq: 2,
    head: 'h',
    form: 'receipt',
    language: 'vi',
    name: 'Giấy tiếp nhận.pdf',
    object: 'forms/a',
    size: 1,
    digest: 'd',
    author: PEOPLE.receptionist.user,
  } as const;
  await keepFormDocument(worker, document);
  await keepFormDocument(worker, { ...document, object: 'forms/b', digest: 'e' });
  expect(await findGeneratedDocument(worker.pool, document.id)).toMatchObject({
    object: 'forms/a',
    digest: 'd',
    size: 1,
  });
});
