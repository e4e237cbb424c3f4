import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { connect } from 'node:net';

export interface ServerProcessOptions {
  /** As people call it, for instance `PostgreSQL`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly account?: { readonly uid: number; readonly gid: number } | null;
  /** Where it will listen; another program there would pass for it. */
  readonly port?: number;
  /** Everything that it prints goes here. */
  readonly logFile: string;
  /** Told the pid at once, before it is ready. */
  readonly onSpawn?: (pid: number) => void;
  /** Asked again and again until it says yes. */
  readonly isReady: (pid: number) => Promise<boolean>;
  readonly readyWithinMs: number;
  readonly stopSignal: NodeJS.Signals;
  /** What it is given to end its work in, before it is forced. */
  readonly stopWithinMs: number;
}

export interface ServerProcess {
  readonly pid: number;
  /** Resolves, with a sentence, if it ends without having been asked. */
  readonly died: Promise<string>;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a server in a process group of its own, so that Ctrl-C in a terminal reaches only whoever started it, and waits until it
 * can be used.
 * @throws Error of one sentence, with what the server said last, when it does not come up.
 */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  if (options.port !== undefined && (await isAnswered(options.port))) {
    throw new Error(`${options.name} did not start: port ${options.port} is taken by another program.`);
  }
  const log = await open(options.logFile, 'a');
  const printedBefore = (await log.stat()).size;
  const child = spawn(options.command, options.args, {
    ...options.account,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.environment === undefined ? {} : { env: options.environment as NodeJS.ProcessEnv }),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let isRequested = false;
  let gone: string | null = null;
  const ended = new Promise<string>((resolve) => {
    const settle = (how: string): void => {
      gone = how;
      resolve(how);
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `code ${code}`));
  });
  const pid = child.pid ?? 0;
  if (pid > 0) options.onSpawn?.(pid);
  await log.close();

  const why = async (how: string): Promise<string> => {
    const said = await lastText(options.logFile, printedBefore);
    return `${how})${said === '' ? '' : `: ${said}`} [log: ${options.logFile}]`;
  };
  const died = new Promise<string>((resolve) => {
    ended.then(async (how) => {
      if (!isRequested) resolve(`${options.name} ended by itself (${await why(how)}.`);
    });
  });
  const stop = async (): Promise<void> => {
    isRequested = true;
    if (gone !== null) return;
    child.kill(options.stopSignal);
    const force = setTimeout(() => child.kill('SIGKILL'), options.stopWithinMs);
    await ended;
    clearTimeout(force);
  };

  const deadline = Date.now() + options.readyWithinMs;
  while (gone !== null || !(await options.isReady(pid))) {
    if (gone !== null) throw new Error(`${options.name} did not start (${await why(gone)}.`);
    if (Date.now() > deadline) {
      await stop();
      const limit = options.readyWithinMs / 1000;
      throw new Error(`${options.name} was not ready within ${limit} s [log: ${options.logFile}].`);
    }
    await new Promise((again) => setTimeout(again, 50));
  }
  return { pid, died, stop };
}

function isAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/** The last error among the last lines that were printed since the start. */
async function lastText(logFile: string, from: number): Promise<string> {
  const text = (await readFile(logFile)).subarray(from).toString('utf8');
  const readinessText = text
    .split('\n')
    .slice(-40)
    .findLast((line) => /FATAL|PANIC|error/i.test(line) && !/^\s+at /.test(line));
  return (readinessText ?? '').trim().slice(0, 300);
}
