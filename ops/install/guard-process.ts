/** Run by `startGuard`. It ignores what a terminal or a service manager sends, because it has to be the last to go. */
import { createInterface } from 'node:readline';
import type { GuardOrder } from './guard.ts';
import { startOf } from './lock-file.ts';

const PATIENCE_MS = 10_000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

/** With the moment at which each began, so that nobody else who was given its pid is ended. */
const watched = new Map<number, { signal: NodeJS.Signals; started: string | null }>();

for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line) as GuardOrder;
  if (given.order === 'watch') watched.set(given.pid, { signal: given.signal, started: startOf(given.pid) });
  else watched.delete(given.pid);
}

for (const [pid, { signal, started }] of [...watched].reverse()) {
  if (started !== null) await end(pid, signal, started);
}

async function end(pid: number, signal: NodeJS.Signals, started: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let next: NodeJS.Signals | 0 = signal; startOf(pid) === started; ) {
    send(pid, next);
    next = Date.now() > deadline ? 'SIGKILL' : 0;
    await new Promise((again) => setTimeout(again, 50));
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in between.
  }
}
