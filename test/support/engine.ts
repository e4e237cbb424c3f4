import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import { readSettings, type Settings } from '../../config/settings.ts';
import type { CaseInput } from '../../contracts/temporal/cases.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import type { Actor, Command, Definition, Filing } from '../../domain/cases/state/commands.ts';
import type { CaseId } from '../../domain/ids.ts';
import { workflowBundle } from '../../temporal/bundle.ts';
import { type Answer, actOn, fileCase, TemporalUnavailable } from '../../temporal/cases.ts';
import { openTemporal } from '../../temporal/client.ts';
import type { KeyRing } from '../../temporal/codec.ts';
import { type RunningWorker, startWorker } from '../../worker.ts';
import { freshDatabase } from './postgres.ts';
import { filingOf, orderOf, PEOPLE } from './sample-definitions.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

/** PostgreSQL, Temporal and a worker of one test file: its own database, its own task queue. */
export interface Engine {
  readonly settings: Settings;
  readonly taskQueue: string;
  readonly client: Client;
  /** As the owner of the tables: sees all, may break things. */
  readonly owner: Database;
  readonly keys: KeyRing;
  worker: RunningWorker;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  file(
    definition: Definition,
    filing?: Partial<Filing>,
    input?: Partial<CaseInput>,
  ): Promise<{ caseId: CaseId; answer: Answer }>;
  act(caseId: CaseId, actor: Actor, command: Command): Promise<Answer>;
  close(): Promise<void>;
}

const TRIES = 10;

/** As every caller does: an order that got no answer in time is given again under its own id. */
export async function repeated(give: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await give();
    } catch (error) {
      if (!(error instanceof TemporalUnavailable) || tries === TRIES) throw error;
    }
  }
}

export async function startEngine(
  options: {
    keys?: KeyRing;
    maxCachedWorkflows?: number;
    temporalAddress?: string;
    settings?: Partial<Settings>;
    feedPatience?: { firstRetryMs: number; giveUpMs: number };
  } = {},
): Promise<Engine> {
  const keys = options.keys ?? [{ id: 'k1', key: randomBytes(32) }];
  const fresh = await freshDatabase(inject('databaseUrl'));
  const temporalAddress = options.temporalAddress ?? inject('temporalAddress');
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-test-'));
  const settings: Settings = {
    ...readSettings({
      DATABASE_URL: fresh.url,
      TEMPORAL_ADDRESS: temporalAddress,
      WEBHOOK_TARGETS: 'development',
      DATA_DIR: dataDir,
    }),
    ...options.settings,
  };
  const taskQueue = `test-${randomUUID()}`;
  const temporal = openTemporal(settings, keys);
  const owner = openDatabase(fresh.url, { role: null });
  const bundle = await workflowBundle();
  const begin = () =>
    startWorker({
      settings,
      keys,
      bundle,
      taskQueue,
      ...(options.feedPatience === undefined ? {} : { feedPatience: options.feedPatience }),
      ...(options.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: options.maxCachedWorkflows }),
    });
  const engine: Engine = {
    settings,
    taskQueue,
    keys,
    client: temporal.client,
    owner,
    worker: await begin(),
    startWorker: async () => {
      engine.worker = await begin();
    },
    stopWorker: () => engine.worker.stop(),
    file: async (definition, filing = {}, input = {}) => {
      const caseId = (filing.caseId ?? randomUUID().replaceAll('-', '')) as CaseId;
      const command = filingOf(definition, { ...filing, caseId });
      const { channel } = command.filing;
      const actor = channel === 'online' ? PEOPLE.citizen : PEOPLE.receptionist;
      const order = orderOf(actor, command, { id: `file-${caseId}` });
      const start: CaseInput = { caseId, province: actor.province, definition, carried: null, ...input };
      return { caseId, answer: await repeated(() => fileCase(temporal.client, start, order, taskQueue)) };
    },
    act: (caseId, actor, command) => {
      const order = orderOf(actor, command, { id: randomUUID() });
      return repeated(() => actOn(temporal.client, caseId, order));
    },
    close: async () => {
      await engine.worker.stop();
      await temporal.close();
      await owner.close();
      await fresh.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return engine;
}
