/**
 * `npm run bench:lists`: the lists that people wait for, at 1,000,000 cases against 10,000, in turn, under row-level
 * security. Writes its section of RESULTS.md. Ends by itself.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listCases } from '../db/cases/queries.ts';
import type { Database, Session } from '../db/core/client.ts';
import { asActor } from '../db/core/reader.ts';
import { countTasks, listTasks } from '../db/inbox/queries.ts';
import { listBreaches } from '../db/reports/sla.ts';
import type { Actor } from '../domain/cases/state/commands.ts';
import type { AgencyId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import { startEmbeddedPostgres } from '../ops/install/embedded-postgres.ts';
import { actorWith } from '../test/support/sample-definitions.ts';
import { crowd, WARDS } from './crowd.ts';
import { machine, quantile, spread, writeSection } from './results.ts';

const SMALL = 10_000;
const LARGE = 1_000_000;
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

await main();
