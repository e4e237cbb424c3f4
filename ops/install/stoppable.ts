/** Ctrl-C, once and twice. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startOf } from './lock-file.ts';

/** npm passes Ctrl-C on to a script that the terminal has told already: what comes within this time is the same one. */
const ECHO_MS = 500;

export interface StopRequest {
  /** Resolves at the first request, with its cause. */
  readonly requested: Promise<string>;
  /** Called at the second request. */
  onInsisted(force: () => void): void;
}

/**
 * Ctrl-C, a service manager's SIGTERM, a closed terminal, or the end of the process that npm runs in: npm itself may be killed, and
 * nobody would be left to stop us.
 */
export function listenForStop(parentMatters: boolean): StopRequest {
  let first: number | null = null;
  let force: (() => void) | null = null;
  let ask = (_cause: string): void => undefined;
  const requested = new Promise<string>((resolve) => {
    ask = resolve;
  });
  const request = (cause: string): void => {
    const now = performance.now();
    if (first === null) {
      first = now;
      ask(cause);
    } else if (now - first > ECHO_MS) force?.();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => request(signal));
  if (parentMatters) {
    const ancestors = shellAndNpm().map((pid) => ({ pid, started: startOf(pid) }));
    setInterval(() => {
      if (first === null && ancestors.some(({ pid, started }) => startOf(pid) !== started))
        request('the end of npm');
    }, 1_000).unref();
  }
  return {
    requested,
    onInsisted: (given) => {
      force = given;
    },
  };
}

/** npm runs a script by a shell; some shells give their process to the script, so that our parent is npm itself. */
function shellAndNpm(): number[] {
  const { command, parent } = describe(process.ppid);
  return /(^|\/)(ba|da|z|k)?sh$/.test(command) ? [process.ppid, parent] : [process.ppid];
}

function describe(pid: number): { command: string; parent: number } {
  try {
    if (process.platform === 'linux') {
      const [, command = '', parent] =
        /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return { command, parent: Number(parent) };
    }
    const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [parent, ...command] = line.split(/\s+/);
    return { command: command.join(' '), parent: Number(parent) };
  } catch {
    return { command: '', parent: 0 };
  }
}
