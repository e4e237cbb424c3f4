/** Servers outlive a parent that is killed outright; the guard, a small process of its own, ends them then. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Guard {
  /** From now on this process ends, by this signal, when we are gone. Those watched last end first. */
  watch(pid: number, signal: NodeJS.Signals): void;
  forget(pid: number): void;
  /** Everything has ended in order: the guard goes without touching anything. */
  dismiss(): void;
}

/** What the guard is told, a line of JSON each; the end of its input without a dismissal means that we were killed. */
export type GuardOrder =
  | { readonly order: 'watch'; readonly pid: number; readonly signal: NodeJS.Signals }
  | { readonly order: 'forget'; readonly pid: number }
  | { readonly order: 'dismiss' };

export function startGuard(): Guard {
  const script = join(import.meta.dirname, 'guard-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: join(import.meta.dirname, '..'),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const tell = (order: GuardOrder): void => {
    child.stdin.write(`${JSON.stringify(order)}\n`);
  };
  return {
    watch: (pid, signal) => tell({ order: 'watch', pid, signal }),
    forget: (pid) => tell({ order: 'forget', pid }),
    dismiss: () => {
      tell({ order: 'dismiss' });
      child.stdin.end();
    },
  };
}
