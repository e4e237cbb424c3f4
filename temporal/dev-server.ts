import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { Connection } from '@temporalio/client';
import { freePort } from './free-port.ts';

export interface DevServerOptions {
  /** The Temporal CLI, by `findTemporalCli`. */
  readonly binary: string;
  /** A free one when left out. */
  readonly port?: number;
  /** Shows Temporal's own pages on this port; headless when left out. */
  readonly uiPort?: number;
  /** Where its data are kept; null keeps them in memory. */
  readonly dbFile: string | null;
  readonly namespace: string;
  /** Keyword attributes to register. */
  readonly searchAttributes: readonly string[];
  /** Everything that the server prints goes here. */
  readonly logFile: string;
  /** Temporal's dynamic configuration, key to JSON value. */
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
}

export interface DevServer {
  /** `host:port`, for TEMPORAL_ADDRESS. */
  readonly address: string;
  readonly uiUrl: string | null;
  readonly pid: number;
  /** Resolves, with a sentence, if the server ends without having been asked. */
  readonly died: Promise<string>;
  /** Ends it and waits until it is gone; forces it after ten seconds. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;

/**
 * Starts a Temporal dev server in a process group of its own, so that Ctrl-C in a terminal reaches only whoever started it,
 * and waits until its namespace and search attributes are there.
 * @throws Error of one sentence when it does not come up.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const port = options.port ?? (await freePort());
  const address = `127.0.0.1:${port}`;
  const log = await open(options.logFile, 'a');
  const child = spawn(options.binary, argumentsOf(options, port), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();

  let asked = false;
  let gone: string | null = null;
  const ended = new Promise<string>((resolve) => {
    const settle = (how: string): void => {
      gone = how;
      resolve(how);
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `code ${code}`));
  });
  const died = new Promise<string>((resolve) => {
    ended.then((how) => {
      if (!asked) resolve(`The Temporal server ended by itself (${how}); its log is ${options.logFile}.`);
    });
  });
  const stop = async (): Promise<void> => {
    asked = true;
    if (gone !== null) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(force);
  };

  const deadline = Date.now() + READY_MS;
  while (!(await isReady(address, options))) {
    if (gone !== null) throw new Error(await whyItEnded(options.logFile, gone));
    if (Date.now() > deadline) {
      await stop();
      throw new Error(
        `The Temporal server was not ready within ${READY_MS / 1000} s; its log is ${options.logFile}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const uiUrl = options.uiPort === undefined ? null : `http://127.0.0.1:${options.uiPort}`;
  return { address, uiUrl, pid: child.pid ?? 0, died, stop };
}

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

async function whyItEnded(logFile: string, how: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).trim().split('\n');
  const told = lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
  return `The Temporal server did not start (${how}): ${told.slice(0, 300)}`;
}
