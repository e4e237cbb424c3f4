/** Run by `startGuard`. It ignores what a terminal or a service manager sends, because it has to be the last to go. */
import { createInterface } from 'node:readline';
import type { GuardOrder } from './guard.ts';

const PATIENCE_MS = 10_000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const watched = new Map<number, NodeJS.Signals>();
let dismissed = false;

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line) as GuardOrder;
  if (told.order === 'watch') watched.set(told.pid, told.signal);
  else if (told.order === 'forget') watched.delete(told.pid);
  else dismissed = true;
}

if (!dismissed) for (const [pid, signal] of [...watched].reverse()) await end(pid, signal);

async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  send(pid, signal);
  while (send(pid, 0)) {
    if (Date.now() > deadline) send(pid, 'SIGKILL');
    await new Promise((again) => setTimeout(again, 50));
  }
}

/** False when there is no such process any more. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
