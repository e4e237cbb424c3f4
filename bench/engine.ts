/**
 * `npm run bench:engine`: a case of ours against a bare Temporal workflow with the same number of updates and timers and
 * no record, on one server, in turn. Writes its section of RESULTS.md. Loopback only; ends by itself.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Client,
  Connection,
  Client as TemporalClient,
  WithStartWorkflowOperation,
} from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { cacheFolder, environmentWith } from '../config/environment.ts';
import { readSettings } from '../config/settings.ts';
import { SEARCH_ATTRIBUTES, workflowIdOf } from '../contracts/temporal/cases.ts';
import { openDatabase } from '../db/core/client.ts';
import { migrateDatabase } from '../db/core/migrate.ts';
import type { Actor, Command } from '../domain/cases/state/commands.ts';
import type { CaseId, TaskId } from '../domain/ids.ts';
import { findTemporalCli } from '../ops/install/cli.ts';
import { startDevServer } from '../ops/install/dev-server.ts';
import { startEmbeddedPostgres } from '../ops/install/embedded-postgres.ts';
import { workflowBundle } from '../temporal/bundle.ts';
import { actOn, fileCase } from '../temporal/cases.ts';
import { openTemporal } from '../temporal/client.ts';
import {
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
} from '../test/support/sample-definitions.ts';
import { startWorker } from '../worker.ts';
import { machine, quantile, spread, writeSection } from './results.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const LOADS = [
  { atOnce: 1, cases: 30 },
  { atOnce: 20, cases: 100 },
] as const;
const ACTIONS = 5;
const BARE_QUEUE = 'bench-bare';
const OUR_QUEUE = 'bench-case';

/** One round of each contender: bare; bare with an empty local activity in each update; a case of ours. */
interface Round {
  readonly bare: Measured;
  readonly local: Measured;
  readonly case: Measured;
}

interface Measured {
  /** Cases per second. */
  readonly throughput: number;
  /** Milliseconds of each action, filing left out. */
  readonly actions: readonly number[];
}

type Drive = (id: string, lap: () => void) => Promise<void>;

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'));
  const say = (line: string) => console.error(line);
  const postgres = await startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
    flags: { shared_preload_libraries: 'pg_stat_statements' },
  });
  const binary = await findTemporalCli({
    path: readSettings().temporalCliPath,
    cacheDir: cacheFolder(),
    environment: environmentWith(),
    say,
  });
  const temporal = await startDevServer({
    binary,
    dbFile: join(folder, 'temporal.db'),
    namespace: 'default',
    searchAttributes: Object.values(SEARCH_ATTRIBUTES),
    logFile: join(folder, 'temporal.log'),
  });
  await migrateDatabase(postgres.url);
  const statistics = openDatabase(postgres.url, { role: null, max: 1 });
  await statistics.pool.query('CREATE EXTENSION pg_stat_statements');
  await statistics.close();
  const settings = readSettings({ DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: temporal.address });
  const keys = [{ id: 'bench', key: randomBytes(32) }];
  const worker = await startWorker({
    settings,
    keys,
    bundle: await workflowBundle(say),
    taskQueue: OUR_QUEUE,
  });
  const bare = await startBare(temporal.address);
  const ours = openTemporal(settings, keys);
  const owner = openDatabase(postgres.url, { role: null, max: 1 });
  try {
    const timers = await timersOfCase(ours.client);
    const contenders: readonly [string, Drive][] = [
      ['bare', (id, lap) => driveBare(bare.client, id, timers, false, lap)],
      ['local', (id, lap) => driveBare(bare.client, id, timers, true, lap)],
      ['case', (id, lap) => driveCase(ours.client, id as CaseId, lap)],
    ];
    for (const [, drive] of contenders) await run(drive, 10, 40);
    const results: Record<string, Round[]> = {};
    for (const { atOnce, cases } of LOADS) {
      for (let round = 1; round <= ROUNDS; round++) {
        say(`${atOnce} at once, round ${round} of ${ROUNDS}`);
        const measured: Record<string, Measured> = {};
        // In turn, and in turns of order, so that a machine that grows slower is unfair to neither.
        for (const [name, drive] of round % 2 === 1 ? contenders : [...contenders].reverse())
          measured[name] = await run(drive, atOnce, cases);
        results[atOnce] = [...(results[atOnce] ?? []), measured as unknown as Round];
      }
    }
    const sizes = await sizesOf(bare.client, ours.client, timers);
    const statements = await statementsOf(owner, ours.client);
    writeSection(section(results, sizes, statements));
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    await worker.stop();
    await bare.stop();
    await ours.close();
    await owner.close();
    await temporal.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startBare(address: string): Promise<{ client: Client; stop(): Promise<void> }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    taskQueue: BARE_QUEUE,
    workflowBundle: { code },
    activities: { nothing: async () => undefined },
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, maximum: 20, initial: 5 },
  });
  const done = worker.run();
  const connection = await Connection.connect({ address });
  return {
    client: new TemporalClient({ connection }),
    stop: async () => {
      worker.shutdown();
      await done;
      await native.close();
      await connection.close();
    },
  };
}

async function driveBare(
  client: Client,
  id: string,
  timers: number,
  local: boolean,
  lap: () => void,
): Promise<void> {
  const startWorkflowOperation = new WithStartWorkflowOperation('bareWorkflow', {
    workflowId: `bare-${id}`,
    taskQueue: BARE_QUEUE,
    args: [ACTIONS + 1, timers, local],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  });
  await client.workflow.executeUpdateWithStart('step', {
    args: [0],
    updateId: randomUUID(),
    startWorkflowOperation,
  });
  lap();
  const handle = client.workflow.getHandle(`bare-${id}`);
  for (let n = 1; n <= ACTIONS; n++) {
    await handle.executeUpdate('step', { args: [n], updateId: randomUUID() });
    lap();
  }
}

const PERMIT = definitionOf(PERMIT_YAML);

/** Accepted, stopped for documents, gone on, examined, withdrawn: five actions, one pause, three clocks. */
const WAY: readonly (readonly [Actor, Command])[] = [
  [PEOPLE.receptionist, { type: 'accept' }],
  [
    PEOPLE.specialist,
    { type: 'request-supplement', taskId: 'examine.1' as TaskId, missing: ['title'], reason: content('why') },
  ],
  [
    PEOPLE.receptionist,
    { type: 'receive-supplement', documents: [{ id: 'd', rule: 'title', digest: 'e'.repeat(64) }] },
  ],
  [
    PEOPLE.specialist,
    { type: 'complete', taskId: 'examine.1' as TaskId, outcome: 'forward', reason: null, documents: [] },
  ],
  [PEOPLE.receptionist, { type: 'withdraw', reason: content('why') }],
];

async function driveCase(client: Client, caseId: CaseId, lap: () => void, steps = WAY.length): Promise<void> {
  const submit = filingOf(PERMIT, { caseId, facts: { area: 50 } });
  const input = { caseId, province: PEOPLE.receptionist.province, definition: PERMIT, carried: null };
  const order = (actor: Actor, command: Command) => orderOf(actor, command, { id: randomUUID() });
  const answers = [await fileCase(client, input, order(PEOPLE.receptionist, submit), OUR_QUEUE)];
  lap();
  for (const [actor, command] of WAY.slice(0, steps)) {
    answers.push(await actOn(client, caseId, order(actor, command)));
    lap();
  }
  const refused = answers.find(({ ok }) => !ok);
  if (refused !== undefined) throw new Error(`an order was refused: ${JSON.stringify(refused)}`);
}

/** Runs `cases` cases, `atOnce` of them at any moment. */
async function run(drive: Drive, atOnce: number, cases: number): Promise<Measured> {
  const actions: number[] = [];
  let next = 0;
  const begun = performance.now();
  const one = async () => {
    while (next < cases) {
      next += 1;
      let before = performance.now();
      let first = true;
      await drive(randomUUID().replaceAll('-', ''), () => {
        const now = performance.now();
        if (!first) actions.push(now - before);
        first = false;
        before = now;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { throughput: (cases * 1_000) / (performance.now() - begun), actions };
}

async function historyOf(client: Client, workflowId: string) {
  const { events = [] } = await client.workflow.getHandle(workflowId).fetchHistory();
  const described = await client.workflow.getHandle(workflowId).describe();
  return {
    events: events?.length ?? 0,
    bytes: described.historySize ?? 0,
    timers: events?.filter((event) => event.timerStartedEventAttributes != null).length ?? 0,
  };
}

async function timersOfCase(client: Client): Promise<number> {
  const id = randomUUID().replaceAll('-', '') as CaseId;
  await driveCase(client, id, () => undefined);
  return (await historyOf(client, workflowIdOf(id))).timers;
}

async function sizesOf(bare: Client, ours: Client, timers: number) {
  const [bareId, ourId] = [randomUUID(), randomUUID().replaceAll('-', '') as CaseId];
  await driveBare(bare, bareId, timers, false, () => undefined);
  await driveCase(ours, ourId, () => undefined);
  return { bare: await historyOf(bare, `bare-${bareId}`), case: await historyOf(ours, workflowIdOf(ourId)) };
}

/** Statements that PostgreSQL counts for the worker's role while cases are driven. */
async function statementsOf(owner: ReturnType<typeof openDatabase>, client: Client) {
  const drive = async (steps: number) => {
    await owner.pool.query('SELECT pg_stat_statements_reset()');
    for (let i = 0; i < 20; i++)
      await driveCase(client, randomUUID().replaceAll('-', '') as CaseId, () => undefined, steps);
    const { rows } = await owner.pool.query<{ calls: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid WHERE rolname = 'motcua_worker'`,
    );
    return (rows[0]?.calls ?? 0) / 20;
  };
  const filing = await drive(0);
  return { filing, action: ((await drive(ACTIONS)) - filing) / ACTIONS };
}

function section(
  results: Record<string, Round[]>,
  sizes: Awaited<ReturnType<typeof sizesOf>>,
  statements: Awaited<ReturnType<typeof statementsOf>>,
): string {
  const lines = [
    '## A case against a bare Temporal workflow',
    '',
    `\`npm run bench:engine\` · ${machine()}, ` +
      `Temporal dev server with a file, PostgreSQL 18 with fsync, all on one machine · ${ROUNDS} rounds, bare and case in turn · median (smallest to largest round)`,
    '',
    'Both: one update-with-start and five updates, the same number of timers. The case also decides by its procedure, keeps three clocks, is encrypted, and each update is in the record when it is answered. Its documents are drawn and its messages prepared beside it, on the same two cores: the statements counted below are those of all of it.',
    '',
    '| at once | | bare | with an empty local activity | case | case ÷ bare | case ÷ empty local activity |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const [atOnce, rounds] of Object.entries(results)) {
    const row = (name: string, of: (measured: Measured) => number, digits: number) => {
      const [bare, local, ours] = [
        rounds.map((r) => of(r.bare)),
        rounds.map((r) => of(r.local)),
        rounds.map((r) => of(r.case)),
      ];
      const ratio = (than: readonly number[]) =>
        spread(
          ours.map((n, i) => n / (than[i] ?? 1)),
          2,
        );
      lines.push(
        `| ${[atOnce, name, spread(bare, digits), spread(local, digits), spread(ours, digits), ratio(bare), ratio(local)].join(' | ')} |`,
      );
    };
    row('cases/s', ({ throughput }) => throughput, 1);
    row('action p50, ms', ({ actions }) => quantile(actions, 0.5), 1);
    row('action p95, ms', ({ actions }) => quantile(actions, 0.95), 1);
  }
  lines.push(
    '',
    '| of one case | bare | case |',
    '|---|---|---|',
    `| history events | ${sizes.bare.events} | ${sizes.case.events} |`,
    `| history bytes | ${sizes.bare.bytes} | ${sizes.case.bytes} |`,
    `| timers | ${sizes.bare.timers} | ${sizes.case.timers} |`,
    `| statements in PostgreSQL: filing | – | ${statements.filing.toFixed(2)} |`,
    `| statements in PostgreSQL: an action | – | ${statements.action.toFixed(2)} |`,
  );
  return `${lines.join('\n')}\n`;
}

await main();
