/** PostgreSQL and Temporal for a start: our own in the data folder, or those that the settings name. */
import { createServer } from 'node:net';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { cacheFolder, environmentWith } from '../../config/environment.ts';
import type { Settings } from '../../config/settings.ts';
import { CASE_QUEUE, SEARCH_ATTRIBUTES } from '../../contracts/temporal/cases.ts';
import { connectionOptions, type TemporalSettings } from '../../temporal/client.ts';
import { findTemporalCli } from './cli.ts';
import { type DataFolder, type Secrets, StartProblem } from './data-folder.ts';
import { startDevServer } from './dev-server.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { freePort } from './free-port.ts';
import type { Part } from './supervise.ts';

/** A part that is ours to run; null when the settings name a server that somebody else runs. */
export interface ServerPlan {
  readonly part: Part | null;
  /** What others reach it by: a URL, or `host:port`. */
  readonly address: string;
  readonly uiUrl: string | null;
}

type OnSpawn = (pid: number, signal: NodeJS.Signals) => void;

/** The port on which Temporal's own pages are usually looked for. */
const TEMPORAL_UI_PORT = 8233;
const REACH_MS = 5_000;
/** Numbers of Temporal's own interface: the type of an attribute, the kind of a queue. */
const KEYWORD = 2;
const WORKFLOW_TASKS = 1;

export async function planPostgres(
  settings: Settings,
  folder: DataFolder,
  secrets: Secrets,
  onSpawn: OnSpawn,
): Promise<ServerPlan> {
  if (settings.databaseUrl !== null) {
    await reachDatabase(settings.databaseUrl);
    return { part: null, address: settings.databaseUrl, uiUrl: null };
  }
  const port = await freePort();
  const address = `postgres://motcua:${secrets.databasePassword}@127.0.0.1:${port}/motcua`;
  const start = () =>
    startEmbeddedPostgres({
      dir: folder.postgres,
      password: secrets.databasePassword,
      logFile: `${folder.logs}/postgres.log`,
      port,
      onSpawn: (pid) => onSpawn(pid, 'SIGINT'),
    });
  return { part: { name: 'PostgreSQL', start }, address, uiUrl: null };
}

export async function planTemporal(
  settings: Settings,
  folder: DataFolder,
  onSpawn: OnSpawn,
  say: (line: string) => void,
): Promise<ServerPlan> {
  const searchAttributes = Object.values(SEARCH_ATTRIBUTES);
  if (settings.temporalAddress !== null) {
    return { part: null, address: settings.temporalAddress, uiUrl: null };
  }
  const binary = await findTemporalCli({
    path: settings.temporalCliPath,
    cacheDir: cacheFolder(),
    environment: environmentWith(),
    say,
  });
  const port = await freePort();
  const uiPort = (await isFree(TEMPORAL_UI_PORT, '127.0.0.1')) ? TEMPORAL_UI_PORT : await freePort();
  let uiUrl: string | null = null;
  const start = async () => {
    const server = await startDevServer({
      binary,
      port,
      uiPort,
      dbFile: folder.temporal,
      namespace: settings.temporalNamespace,
      searchAttributes,
      logFile: `${folder.logs}/temporal.log`,
      onSpawn: (pid) => onSpawn(pid, 'SIGTERM'),
    });
    uiUrl = server.uiUrl;
    return server;
  };
  const part: Part = { name: 'Temporal', start };
  return {
    part,
    address: `127.0.0.1:${port}`,
    get uiUrl() {
      return uiUrl;
    },
  };
}

/** @throws StartProblem when another program listens on the port, also on one address only. */
export async function claimPort(port: number): Promise<void> {
  if ((await isFree(port)) && (await isFree(port, '127.0.0.1'))) return;
  throw new StartProblem(
    `Port ${port} is taken by another program: stop that one, or choose another port, for instance PORT=${port + 1} npm start.`,
  );
}

function isFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => server.close(() => resolve(true)));
  });
}

async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: REACH_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new StartProblem(`DATABASE_URL (${new URL(url).host}) cannot be used: ${reason(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Checks the cluster of TEMPORAL_ADDRESS, and registers our search attributes where they are missing.
 * @throws StartProblem when it cannot be used.
 */
export async function reachTemporal(settings: Settings): Promise<void> {
  const namespace = settings.temporalNamespace;
  const where = `TEMPORAL_ADDRESS (${settings.temporalAddress}, namespace ${namespace})`;
  let connection: Connection | null = null;
  let missing: string[] = [];
  try {
    connection = await Connection.connect({ ...connectionOptions(settings), connectTimeout: REACH_MS });
    await connection.workflowService.describeNamespace({ namespace });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    missing = Object.values(SEARCH_ATTRIBUTES).filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    const mend =
      missing.length === 0 ? '' : `; register its search attributes ${missing.join(', ')} as Keyword`;
    throw new StartProblem(`${where} cannot be used: ${reason(error)}${mend}`);
  } finally {
    await connection?.close();
  }
}

/** True when the worker with this pid asks Temporal for work. */
export async function workerAsks(settings: TemporalSettings, pid: number): Promise<boolean> {
  let connection: Connection | null = null;
  try {
    connection = await Connection.connect({ ...connectionOptions(settings), connectTimeout: REACH_MS });
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: settings.temporalNamespace,
      taskQueue: { name: CASE_QUEUE },
      taskQueueType: WORKFLOW_TASKS,
    });
    return pollers?.some(({ identity }) => identity?.startsWith(`${pid}@`)) ?? false;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
