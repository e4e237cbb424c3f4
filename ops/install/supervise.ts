/** Keeps a part of the installation running: one that dies is started again, ever more patiently. */
import type { ServerProcess } from './server-process.ts';

export interface Part {
  readonly name: string;
  /** Resolves when it can be used. */
  start(): Promise<ServerProcess>;
}

export interface Watcher {
  up(name: string, pid: number): void;
  down(name: string, pid: number): void;
  say(sentence: string): void;
}

export interface Supervised {
  /** Ends the part for good. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A part that ran this long had not failed to start: the next pause is the first again. */
const STEADY_MS = 60_000;

/** @throws whatever the first start throws; later ones are tried until they succeed. */
export async function supervise(part: Part, watcher: Watcher): Promise<Supervised> {
  let askToStop = (): void => undefined;
  const stopAsked = new Promise<null>((resolve) => {
    askToStop = () => resolve(null);
  });

  const startAgain = async (trouble: string, first: number): Promise<ServerProcess | null> => {
    let reported = trouble;
    for (let pause = first; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      watcher.say(`${reported} It is started again in ${pause / 1000} s.`);
      if ((await Promise.race([after(pause), stopAsked])) === null) return null;
      try {
        return await part.start();
      } catch (error) {
        reported = error instanceof Error ? error.message : String(error);
      }
    }
  };

  const keep = async (first: ServerProcess): Promise<void> => {
    let pause = FIRST_PAUSE_MS;
    for (let running: ServerProcess | null = first; running !== null; ) {
      watcher.up(part.name, running.pid);
      const since = Date.now();
      const trouble: string | null = await Promise.race([running.died, stopAsked]);
      if (trouble === null) await running.stop();
      watcher.down(part.name, running.pid);
      if (trouble === null) return;
      pause = Date.now() - since > STEADY_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      running = await startAgain(trouble, pause);
      if (running !== null) watcher.say(`${part.name} is back.`);
    }
  };

  const kept = keep(await part.start());
  return {
    stop() {
      askToStop();
      return kept;
    },
  };
}

function after(milliseconds: number): Promise<'over'> {
  return new Promise((resolve) => setTimeout(() => resolve('over'), milliseconds).unref());
}
