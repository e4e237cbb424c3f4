/**
 * `npm run bench:duplicates`: complaints that may be one, among 100,000 of a province, under row-level security with its
 * transaction; and where one of them lies. Writes its section of RESULTS.md. Ends by itself.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resembling } from '../db/complaints/queries.ts';
import { type Database, openDatabase } from '../db/core/client.ts';
import { migrateDatabase } from '../db/core/migrate.ts';
import { asActor } from '../db/core/reader.ts';
import { REACH, scoreOf } from '../domain/complaints/duplicates.ts';
import type { AgencyId, CaseId } from '../domain/ids.ts';
import { startEmbeddedPostgres } from '../ops/install/embedded-postgres.ts';
import { actorWith } from '../test/support/sample-definitions.ts';
import { machine, quantile, writeSection } from './results.ts';

const COMPLAINTS = 100_000;
const QUERIES = 300;
const CENTRE = actorWith('truc', 'receptionist', 'centre' as AgencyId);
const PROVINCE = actorWith('tinh', 'province-office', 'office' as AgencyId);

const SORTS = [
  ['with a place, in the countryside', `place IS NOT NULL AND (hashtext(case_id) % 4) <> 0`],
  [
    'with a place, where a fifth of all complaints are (4 km²)',
    `place <@ box(point(107.58, 16.46), point(107.60, 16.48))`,
  ],
  ['with a ward and no place', 'place IS NULL AND ward IS NOT NULL'],
  ['with words alone', 'place IS NULL AND ward IS NULL'],
] as const;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-duplicates-'));
  const postgres = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
    flags: { max_wal_size: '4GB', shared_buffers: '512MB' },
  });
  try {
    await migrateDatabase(postgres.url);
    const owner = openDatabase(postgres.url, { role: null, max: 1 });
    await fill(owner);
    const api = openDatabase(postgres.url, { role: 'motcua_api', max: 2 });
    const rows: string[] = [];
    for (const [name, condition] of SORTS)
      for (const [who, actor] of [
        ['operations centre', CENTRE],
        ['province office', PROVINCE],
      ] as const) {
        const ids = await some(owner, condition);
        const times: number[] = [];
        let found = 0;
        for (const id of ids) {
          const begun = performance.now();
          const others = await asActor(api, actor, (session) => resembling(session, id, REACH));
          times.push(performance.now() - begun);
          found += others.filter(
            ({ metres, likeness, category }) =>
              scoreOf({ metres, minutesBefore: 0, likeness, category }, REACH) !== null,
          ).length;
        }
        const worst = Math.max(...times);
        rows.push(
          `| ${name} | ${who} | ${(found / ids.length).toFixed(1)} | ${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.95).toFixed(1)} | ${worst.toFixed(1)} |`,
        );
        console.error(rows.at(-1));
      }
    console.error(await plans(owner));
    await api.close();
    await owner.close();
    writeSection(
      [
        `## Duplicates among ${COMPLAINTS.toLocaleString('en')} complaints`,
        '',
        `\`npm run bench:duplicates\` · ${machine()}, PostgreSQL 18 · two years of complaints, 40 wards, a fifth of them in 4 km², 1 in 10 without a place · within ${REACH.metres} m and ${REACH.days} days · ${QUERIES} complaints of each sort, asked one after the other, in ms`,
        '',
        '| the complaint | asked by | candidates, mean | p50 | p95 | slowest |',
        '|---|---|---|---|---|---|',
        ...rows,
        '',
        'Plans looked at: near by `complaint_places_near` (GiST), of a ward by `complaint_places_of_ward`, by words alone those of the time by `complaint_places_in_time` and of related categories; likeness by trigrams is computed for these few. A GIN index of trigrams over all texts was tried for words alone and left out: its bitmap held nearly every complaint (190 ms against these), because a few hundred syllables make up all of them. It serves the search of published results.',
        '',
      ].join('\n'),
    );
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function some(db: Database, condition: string): Promise<readonly CaseId[]> {
  const { rows } = await db.pool.query<{ id: CaseId }>(
    `SELECT case_id AS id FROM complaint_places WHERE ${condition} ORDER BY md5(case_id) LIMIT ${QUERIES}`,
  );
  return rows.map(({ id }) => id);
}

/** The statements inside the function, as PostgreSQL goes about them. */
async function plans(db: Database): Promise<string> {
  const queries = [
    `SELECT case_id FROM complaint_places p WHERE p.place <@ box(point(107.585, 16.464), point(107.589, 16.468))
       AND p.filed_at BETWEEN now() - interval '30 days' AND now() - interval '16 days'`,
    `SELECT case_id FROM complaint_places p WHERE p.province = 'hue' AND p.ward = 'w7'
       AND p.filed_at BETWEEN now() - interval '30 days' AND now() - interval '16 days' AND similarity(p.folded, 'cong tac') > 0.3`,
    `SELECT p.case_id FROM complaint_places p JOIN cases c ON c.id = p.case_id WHERE p.province = 'hue'
       AND c.procedure = ANY ('{p1,p2,p3}') AND p.filed_at BETWEEN now() - interval '30 days' AND now() - interval '16 days'`,
  ];
  const reported: string[] = [];
  for (const text of queries) {
    const { rows } = await db.pool.query(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`);
    reported.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return reported.join('\n\n');
}

/** As people write: a few hundred words in changing order, a street and a number. */
async function fill(db: Database): Promise<void> {
  console.error(`making ${COMPLAINTS} complaints`);
  await db.pool.query(
    `INSERT INTO procedures (province, code, version, hash, content, search, published_by)
     SELECT 'hue', 'p' || i, 1, 'h' || i, json_build_object('name', json_build_object('vi', 'p' || i, 'en', 'p' || i),
       'field', 'f' || i / 2, 'owner', 'o' || i / 3), '', 'x' FROM generate_series(0, 9) AS i`,
  );
  await db.pool.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel, counter, owner,
       agencies, filed_at, version, head_hash, state)
     SELECT 'c' || i, 'H57.02-250101-' || lpad(i::text, 7, '0'), 'complaint', 'hue', 'p' || i % 10, 1, 'h' || i % 10,
       CASE WHEN i > 90000 THEN 'in-process' ELSE 'closed' END, 'normal', 'phone', 'centre', 'w' || i % 40,
       ARRAY['centre', 'w' || i % 40], now() - (${COMPLAINTS} - i) * interval '10.5 minutes', 1, 'h', '{}'
     FROM generate_series(1, ${COMPLAINTS}) AS i`,
  );
  await db.pool.query(
    `WITH vocabulary AS (SELECT string_to_array('cong tac nuoc ngap duong o ga lon truoc cho truong hoc nha dan den tat hong cot dien ' ||
       'rac thai mui hoi boc len cay do chan loi di xe tai cho dat khoi bui tieng on karaoke dem khuya via he lan chiem ban hang rong ' ||
       'bien bao mo hu hong mat nap ho ga sut lun vo ong ri chay lang phi nhieu ngay chua xu ly de nghi kiem tra gap nguy hiem tre em', ' ') AS words)
     INSERT INTO complaint_places (case_id, province, lat, lon, ward, address, folded, filed_at)
     SELECT c.id, 'hue',
       CASE WHEN n % 10 = 0 THEN NULL WHEN n % 5 = 1 THEN 16.46 + 0.02 * random() ELSE 16.2 + 0.5 * random() END,
       CASE WHEN n % 10 = 0 THEN NULL WHEN n % 5 = 1 THEN 107.58 + 0.02 * random() ELSE 107.3 + 0.6 * random() END,
       CASE WHEN n % 20 = 0 THEN NULL ELSE 'w' || n % 40 END, NULL,
       (SELECT string_agg(words[1 + floor(power(random(), 1.5) * array_length(words, 1))::integer + 0 * g], ' ')
        FROM generate_series(1, 12 + n % 14) AS g) || ' duong so ' || n % 977 || ' to ' || n % 31, c.filed_at
     FROM vocabulary, (SELECT id, filed_at, substr(id, 2)::integer AS n FROM cases) AS c`,
  );
  await db.pool.query('VACUUM ANALYZE');
}

await main();
