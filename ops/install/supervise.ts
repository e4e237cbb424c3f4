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
  /** Ends the part in good order and starts it anew, at once; also where it waits to be started again. */
  restart(): void;
  /** Ends the part for good. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A part that ran this long had not failed to start: the next pause is the first again. */
const STEADY_MS = 60_000;

/** @throws whatever the first start throws; later ones are tried until they succeed. */
export async function supervise(part: Part, watcher: Watcher): Promise<Supervised> {
  const requests = new Requests();

  /** null: it is to be stopped. */
  const startAgain = async (trouble: string | null, first: number): Promise<ServerProcess | null> => {
    let notice = trouble;
    for (let pause = first; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      if (notice !== null) {
        watcher.say(`${notice} It is started again in ${pause / 1000} s.`);
        const request = await Promise.race([after(pause), requests.next()]);
        if (request === 'stop') return null;
        if (request === 'restart') requests.heard();
      }
      try {
        return await part.start();
      } catch (error) {
        notice = error instanceof Error ? error.message : String(error);
      }
    }
  };

  const keep = async (first: ServerProcess): Promise<void> => {
    let pause = FIRST_PAUSE_MS;
    for (let running: ServerProcess | null = first; running !== null; ) {
      watcher.up(part.name, running.pid);
      const since = Date.now();
      const cause: string = await Promise.race([running.died, requests.next()]);
      const isRequested = cause === 'stop' || cause === 'restart';
      if (isRequested) await running.stop();
      watcher.down(part.name, running.pid);
      if (cause === 'stop') return;
      pause =
        Date.now() - since > STEADY_MS || isRequested
          ? FIRST_PAUSE_MS
          : Math.min(pause * 2, LONGEST_PAUSE_MS);
      if (isRequested) requests.heard();
      running = await startAgain(isRequested ? null : cause, pause);
      if (running !== null) watcher.say(`${part.name} is back.`);
    }
  };

  const kept = keep(await part.start());
  return {
    restart: () => requests.ask('restart'),
    stop() {
      requests.ask('stop');
      return kept;
    },
  };
}

type Request = 'stop' | 'restart';

/** What was asked of the part and is not done yet; a stop is for good. */
class Requests {
  #request: Request | null = null;
  #wake: (request: Request) => void = () => undefined;

  ask(request: Request): void {
    if (this.#request === 'stop') return;
    this.#request = request;
    this.#wake(request);
  }

  next(): Promise<Request> {
    if (this.#request !== null) return Promise.resolve(this.#request);
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** A restart that is under way; what is asked from now on is another. */
  heard(): void {
    if (this.#request === 'restart') this.#request = null;
  }
}

function after(milliseconds: number): Promise<'over'> {
  return new Promise((resolve) => setTimeout(() => resolve('over'), milliseconds).unref());
}
