/**
 * `npm run bench:calendars`: a storm closes the offices of a province with 10,000 open cases. How long until every deadline
 * in the record is right, and until the cases have set their timers anew. Writes its section of RESULTS.md. Ends by itself.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { cacheFolder, environmentWith } from '../config/environment.ts';
import { readSettings } from '../config/settings.ts';
import { SEARCH_ATTRIBUTES, STATE, type StateAnswer, workflowIdOf } from '../contracts/temporal/cases.ts';
import { type Database, openDatabase } from '../db/core/client.ts';
import { migrateDatabase } from '../db/core/migrate.ts';
import { recordTransition } from '../db/core/record.ts';
import { publishCalendar, publishProcedure } from '../db/procedures/queries.ts';
import { type Definition, ENGINE } from '../domain/cases/state/commands.ts';
import { versionsOf } from '../domain/cases/state/definition.ts';
import type { CaseId } from '../domain/ids.ts';
import type { BusinessCalendar } from '../domain/time/calendar-types.ts';
import type { Instant, PlainDay } from '../domain/time/instant.ts';
import { findTemporalCli } from '../ops/install/cli.ts';
import { startDevServer } from '../ops/install/dev-server.ts';
import { startEmbeddedPostgres } from '../ops/install/embedded-postgres.ts';
import { workflowBundle } from '../temporal/bundle.ts';
import { announceCalendars } from '../temporal/calendars.ts';
import { actOn, fileCase } from '../temporal/cases.ts';
import { openTemporal, type Temporal } from '../temporal/client.ts';
import { Play } from '../test/support/play.ts';
import { definitionOf, filingOf, orderOf, PEOPLE, PERMIT_YAML } from '../test/support/sample-definitions.ts';
import { transitionsOf } from '../test/support/transitions.ts';
import { startWorker } from '../worker.ts';
import { machine, spread, writeSection } from './results.ts';

const OPEN = 10_000;
/** Of these so many have a workflow behind them; the rest stand in the record alone, which is where deadlines are read. */
const WITH_WORKFLOW = 1_000;
const ROUNDS = 3;
const { province } = PEOPLE.receptionist;
const say = (line: string) => console.error(line);

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'));
  const postgres = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
  });
  const binary = await findTemporalCli({
    path: readSettings().temporalCliPath,
    cacheDir: cacheFolder(),
    environment: environmentWith(),
    say,
  });
  const server = await startDevServer({
    binary,
    dbFile: join(folder, 'temporal.db'),
    namespace: 'default',
    searchAttributes: Object.values(SEARCH_ATTRIBUTES),
    logFile: join(folder, 'temporal.log'),
  });
  await migrateDatabase(postgres.url);
  const settings = readSettings({ DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: server.address });
  const keys = [{ id: 'bench', key: randomBytes(32) }];
  const worker = await startWorker({ settings, keys, bundle: await workflowBundle(say) });
  const temporal = openTemporal(settings, keys);
  const owner = openDatabase(postgres.url, { role: null, max: 8 });
  try {
    const definition = await published(owner);
    const filed = await openCases(owner, temporal, definition);
    const [recorded, reported]: [number[], number[]] = [[], []];
    let office = definition.calendars.office;
    for (let round = 1; round <= ROUNDS && office !== undefined; round++) {
      say(`storm ${round} of ${ROUNDS}`);
      office = stormy(office, round);
      const begun = performance.now();
      await publishCalendar(owner, province, office, ENGINE, { decision: `storm ${round}` });
      await announceCalendars(temporal.client, province);
      await untilRecorded(owner, office.version);
      recorded.push((performance.now() - begun) / 1000);
      await untilSynced(temporal, filed, office.version);
      reported.push((performance.now() - begun) / 1000);
    }
    writeSection(
      [
        '## A changed calendar, 10,000 open cases',
        '',
        `\`npm run bench:calendars\` · ${machine()}, PostgreSQL 18, Temporal dev server with a file · ${ROUNDS} changes in turn; ${WITH_WORKFLOW} of the cases have a workflow behind them · seconds from the publication, median (smallest to largest)`,
        '',
        '| | s |',
        '|---|---|',
        `| every deadline in the record is right, and says why it moved | ${spread(recorded, 1)} |`,
        `| ${WITH_WORKFLOW} cases have set their timers anew | ${spread(reported, 1)} |`,
        '',
      ].join('\n'),
    );
  } finally {
    await worker.stop();
    await temporal.close();
    await owner.close();
    await server.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function published(owner: Database): Promise<Definition> {
  const sample = definitionOf(PERMIT_YAML);
  for (const calendar of Object.values(sample.calendars))
    await publishCalendar(owner, province, calendar, ENGINE);
  const { fresh: _, ...ref } = await publishProcedure(owner, province, sample.procedure, ENGINE);
  return { ...sample, ref };
}

/** Accepted dossiers, none late; the ids of those that a workflow stands behind. */
async function openCases(
  owner: Database,
  temporal: Temporal,
  definition: Definition,
): Promise<readonly CaseId[]> {
  const ids = Array.from({ length: OPEN }, () => randomUUID().replaceAll('-', '') as CaseId);
  const filed = ids.slice(0, WITH_WORKFLOW);
  const calendars = versionsOf(definition);
  say(`filing ${filed.length} cases`);
  await inLanes(filed, 20, async (caseId) => {
    const command = filingOf(definition, { caseId, calendars });
    const start = { caseId, province, definition, carried: null };
    await fileCase(temporal.client, start, orderOf(PEOPLE.receptionist, command, { id: `file-${caseId}` }));
    await actOn(
      temporal.client,
      caseId,
      orderOf(PEOPLE.receptionist, { type: 'accept' }, { id: `accept-${caseId}` }),
    );
  });
  say(`recording ${OPEN - filed.length} more`);
  await inLanes(ids.slice(WITH_WORKFLOW), 8, async (caseId) => {
    const play = new Play(definition, Date.now() as Instant);
    play.do(PEOPLE.receptionist, filingOf(definition, { caseId, calendars }));
    play.do(PEOPLE.receptionist, { type: 'accept' });
    for (const make of transitionsOf(play)) await make((transition) => recordTransition(owner, transition));
  });
  await owner.pool.query('ANALYZE');
  return filed;
}

/** One more day closed, some days ahead. */
function stormy(office: BusinessCalendar, round: number): BusinessCalendar {
  const day = new Date(Date.now() + round * 86_400_000).toISOString().slice(0, 10) as PlainDay;
  const closure = {
    day,
    kind: 'off',
    hours: null,
    name: { vi: 'Bão', en: 'Storm' },
    decision: 'QĐ',
  } as const;
  return { ...office, version: office.version + 1, exceptions: [...office.exceptions, closure] };
}

async function untilRecorded(owner: Database, version: number): Promise<void> {
  for (;;) {
    const { rows } = await owner.pool.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM cases WHERE (state -> 'calendars' ->> 'office')::integer < $1`,
      [version],
    );
    if (rows[0]?.n === 0) return;
    await pause(250);
  }
}

async function untilSynced(temporal: Temporal, filed: readonly CaseId[], version: number): Promise<void> {
  await inLanes(filed, 8, async (id) => {
    const handle = temporal.client.workflow.getHandle(workflowIdOf(id));
    for (;;) {
      const { state } = await handle.query<StateAnswer>(STATE);
      if (state?.calendars?.office === version) return;
      await pause(250);
    }
  });
}

async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

await main();
