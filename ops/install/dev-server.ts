import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { Connection } from '@temporalio/client';
import { freePort } from './free-port.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

export interface DevServerOptions {
  /** The Temporal CLI, by `findTemporalCli`. */
  readonly binary: string;
  /** A free one when left out. */
  readonly port?: number;
  /** Shows Temporal's own pages on this port, or on another where it is taken; headless when left out. */
  readonly uiPort?: number;
  /** Where its data are kept; null keeps them in memory. */
  readonly dbFile: string | null;
  readonly namespace: string;
  /** Keyword attributes to register. */
  readonly searchAttributes: readonly string[];
  /** Everything that the server prints goes here. */
  readonly logFile: string;
  /** Told the pid at once, before it is ready. */
  readonly onSpawn?: (pid: number) => void;
  /** Temporal's dynamic configuration, key to JSON value. */
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
}

export interface DevServer extends ServerProcess {
  /** `host:port`, for TEMPORAL_ADDRESS. */
  readonly address: string;
  readonly uiUrl: string | null;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;

/**
 * Starts a Temporal dev server and waits until its namespace and search attributes are there.
 * @throws Error of one sentence when it does not come up.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { uiPort } = options;
  try {
    return await startOnce(options);
  } catch (error) {
    // Somebody else took it since it was found free: two starts at the same moment do.
    const isTaken =
      error instanceof Error && error.message.includes(`:${uiPort}: bind: address already in use`);
    if (uiPort === undefined || !isTaken) throw error;
    return startOnce({ ...options, uiPort: await freePort() });
  }
}

async function startOnce(options: DevServerOptions): Promise<DevServer> {
  const port = options.port ?? (await freePort());
  const address = `127.0.0.1:${port}`;
  if (options.dbFile !== null) await clearHalfMade(options.dbFile);
  const server = await startServerProcess({
    name: 'The Temporal server',
    command: options.binary,
    args: argumentsOf(options, port),
    port,
    logFile: options.logFile,
    isReady: () => isReady(address, options),
    readyWithinMs: READY_MS,
    stopSignal: 'SIGTERM',
    stopWithinMs: STOP_MS,
    ...(options.onSpawn === undefined ? {} : { onSpawn: options.onSpawn }),
  });
  if (options.dbFile !== null) await rm(makingOf(options.dbFile), { force: true });
  return {
    ...server,
    address,
    uiUrl: options.uiPort === undefined ? null : `http://127.0.0.1:${options.uiPort}`,
  };
}

/**
 * The server makes its tables only where there is no file yet: one that was killed meanwhile leaves a file on which it never starts
 * again. Until it has been ready once, a mark beside the file says so.
 */
async function clearHalfMade(dbFile: string): Promise<void> {
  if (existsSync(makingOf(dbFile)))
    for (const end of ['', '-wal', '-shm']) await rm(`${dbFile}${end}`, { force: true });
  if (!existsSync(dbFile)) await writeFile(makingOf(dbFile), '').catch(() => undefined);
}

const makingOf = (dbFile: string): string => `${dbFile}.making`;

function argumentsOf(options: DevServerOptions, port: number): string[] {
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(port), '--namespace', options.namespace, '--log-level', 'warn'],
    ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...(options.dbFile === null ? [] : ['--db-filename', options.dbFile]),
    ...options.searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ...Object.entries(options.dynamicConfig ?? {}).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** The port answers before the namespace and the attributes are registered: all three are asked for. */
async function isReady(address: string, options: DevServerOptions): Promise<boolean> {
  let connection: Connection | null = null;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2_000 });
    const { namespace } = options;
    await connection.workflowService.describeNamespace({ namespace });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return options.searchAttributes.every((name) => customAttributes && name in customAttributes);
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
