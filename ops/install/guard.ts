/** Servers outlive a parent that is killed outright; the guard, a small process of its own, ends them then. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Guard {
  /** From now on this process ends, by this signal, when we are gone. Those watched last end first. */
  watch(pid: number, signal: NodeJS.Signals): void;
  forget(pid: number): void;
  /** Lets the guard go, once it has ended what it still watches. So it does when we are killed. */
  close(): Promise<void>;
}

/** What the guard is told, a line of JSON each. The end of its input means that we are gone. */
export type GuardOrder =
  | { readonly order: 'watch'; readonly pid: number; readonly signal: NodeJS.Signals }
  | { readonly order: 'forget'; readonly pid: number };

export function startGuard(): Guard {
  const script = join(import.meta.dirname, 'guard-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: join(import.meta.dirname, '../..'),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  child.stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const send = (order: GuardOrder): void => {
    child.stdin.write(`${JSON.stringify(order)}\n`);
  };
  return {
    watch: (pid, signal) => send({ order: 'watch', pid, signal }),
    forget: (pid) => send({ order: 'forget', pid }),
    close: () => {
      child.ref();
      child.stdin.end();
      return gone;
    },
  };
}
