/**
 * `npm run bench:lists`: the lists that people wait for, at 1,000,000 cases against 10,000, in turn, under row-level
 * security. Writes its section of RESULTS.md. Ends by itself.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, type Session } from '../db/client.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { listCases } from '../db/queries/cases.ts';
import { listBreaches } from '../db/queries/sla.ts';
import { countTasks, listTasks } from '../db/queries/tasks.ts';
import { asActor } from '../db/reader.ts';
import type { Actor } from '../domain/cases/commands.ts';
import type { AgencyId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import { startEmbeddedPostgres } from '../ops/embedded-postgres.ts';
import { actorWith } from '../test/support/sample-definitions.ts';
import { machine, quantile, spread, writeSection } from './results.ts';

const SMALL = 10_000;
const LARGE = 1_000_000;
const WARDS = 200;
const ROUNDS = 7;
const QUERIES_A_ROUND = 15;

const WARD = 'w7' as AgencyId;
const SPECIALIST = actorWith('user7', 'specialist', WARD);
const PROVINCE = actorWith('tinh', 'province-office', 'office' as AgencyId);
const NOW = Date.now() as Instant;

interface Question {
  readonly name: string;
  readonly actor: Actor;
  readonly ask: (session: Session) => Promise<unknown>;
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'inbox of a ward',
    actor: SPECIALIST,
    ask: (s) => listTasks(s, { places: [{ role: 'specialist', agency: WARD }] }),
  },
  {
    name: 'its counts',
    actor: SPECIALIST,
    ask: (s) => countTasks(s, { places: [{ role: 'specialist', agency: WARD }] }, NOW),
  },
  { name: 'what I hold', actor: SPECIALIST, ask: (s) => listTasks(s, { assignee: SPECIALIST.user }) },
  { name: 'newest cases of a ward', actor: SPECIALIST, ask: (s) => listCases(s, { owner: WARD }) },
  { name: 'newest cases of the province', actor: PROVINCE, ask: (s) => listCases(s, {}) },
  { name: 'most urgent of the province', actor: PROVINCE, ask: (s) => listCases(s, { sort: 'due' }) },
  { name: 'one case by words', actor: PROVINCE, ask: (s) => listCases(s, { text: 'nha so 4711' }) },
  { name: 'missed deadlines', actor: PROVINCE, ask: (s) => listBreaches(s, { now: NOW }) },
];

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-lists-'));
  const postgres = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
    flags: { max_wal_size: '8GB', shared_buffers: '1GB' },
  });
  try {
    const small = await crowd(postgres.url, SMALL);
    const large = await crowd(postgres.url, LARGE);
    const rows = [];
    for (const question of QUESTIONS) rows.push(await compare(question, small, large));
    await small.close();
    await large.close();
    writeSection(
      [
        '## Lists at 1,000,000 cases against 10,000',
        '',
        `\`npm run bench:lists\` · ${machine()}, PostgreSQL 18 · ${WARDS} wards, a third of the cases open, pages of 50, under row-level security with its transaction · ${ROUNDS} rounds of ${QUERIES_A_ROUND} queries in turn, median of a round in ms, then median (smallest to largest round)`,
        '',
        '| list | 10,000 | 1,000,000 | ratio |',
        '|---|---|---|---|',
        ...rows,
        '',
      ].join('\n'),
    );
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare({ name, actor, ask }: Question, small: Database, large: Database): Promise<string> {
  const round = async (db: Database) => {
    const times: number[] = [];
    for (let i = 0; i < QUERIES_A_ROUND; i++) {
      const begun = performance.now();
      await asActor(db, actor, ask);
      times.push(performance.now() - begun);
    }
    return quantile(times, 0.5);
  };
  await round(small);
  await round(large);
  const [few, many]: [number[], number[]] = [[], []];
  for (let i = 0; i < ROUNDS; i++) {
    few.push(await round(small));
    many.push(await round(large));
  }
  console.error(name);
  return `| ${name} | ${spread(few, 1)} | ${spread(many, 1)} | ${spread(
    many.map((ms, i) => ms / (few[i] ?? 1)),
    2,
  )} |`;
}

/** A database of that many cases: a row each in every list, over all wards, as evenly as a province is not. */
async function crowd(serverUrl: string, size: number): Promise<Database> {
  const url = new URL(serverUrl);
  const owner = openDatabase(serverUrl, { role: null, max: 1 });
  await owner.pool.query(`CREATE DATABASE crowd_${size}`);
  await owner.close();
  url.pathname = `/crowd_${size}`;
  await migrateDatabase(url.href);
  const filler = openDatabase(url.href, { role: null, max: 1 });
  console.error(`making ${size} cases`);
  await filler.pool.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel, counter, owner,
       agencies, filed_at, due_at, clock_phase, version, head_hash, state)
     SELECT 'c' || i, 'H57.' || i % ${WARDS} || '-250101-' || lpad(i::text, 7, '0'), 'dossier', 'hue', 'p' || i % 40, 1, 'h',
       CASE WHEN i % 3 = 0 THEN 'in-process' ELSE 'closed' END, 'normal', 'counter', 'w' || i % ${WARDS} || '.c', 'w' || i % ${WARDS},
       ARRAY['w' || i % ${WARDS}, 'w' || i % ${WARDS} || '.c'], now() - i * interval '1 minute', now() + (50000 - i) * interval '1 minute',
       'running', 1, 'h', '{}' FROM generate_series(1, ${size}) AS i`,
  );
  await filler.pool.query(
    `INSERT INTO tasks (case_id, id, step, agency, role, assignee, opened_at, due_at, closed_at)
     SELECT id, 'examine.1', 'examine', owner, 'specialist', 'user' || hashtext(id) % 600, filed_at, due_at,
       CASE WHEN status = 'closed' THEN due_at END FROM cases`,
  );
  await filler.pool.query(
    `INSERT INTO clocks (case_id, id, agency, calendar, phase, budget, consumed, started_at, due_at, stopped_at, province, kind, procedure, finished)
     SELECT id, 'case', owner, 'office', 'running', 1, 0, filed_at, due_at, CASE WHEN status = 'closed' THEN due_at END,
       province, kind, procedure, status = 'closed' FROM cases`,
  );
  await filler.pool.query(
    `INSERT INTO words (id, case_id, kind, author, content, salt, digest, search)
     SELECT 'f' || id, id, 'form', 'x', '{}', '', '', 'xay nha so ' || substr(id, 2) FROM cases`,
  );
  await filler.pool.query('VACUUM ANALYZE');
  await filler.close();
  return openDatabase(url.href, { role: 'motcua_api', max: 2 });
}

await main();
