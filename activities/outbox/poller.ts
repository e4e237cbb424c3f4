/** Looking into the record for what waits there: told by PostgreSQL at once, and by itself after every outage. */
import type { Database } from '../../db/core/client.ts';
import { type Listener, listenTo } from '../../db/core/listening.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/** `all`: nothing is left; `more`: there is more than was taken; `again`: something could not be taken now. */
export type PollOutcome = 'all' | 'more' | 'again';

export interface Poller {
  /** Finishes what it has begun. */
  stop(): Promise<void>;
}

export interface PollerOptions {
  /** Each notice on one of these is a reason to look. */
  readonly channels: readonly string[];
  /** Between two looks, so that many notices are one reason. */
  readonly restMs?: number;
  look(): Promise<PollOutcome>;
}

/** One look at a time, until it is stopped. */
export function startPoller(db: Database, { channels, restMs = 0, look: take }: PollerOptions): Poller {
  let isStopped = false;
  let listener: Listener | null = null;
  let retryIn = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;
  let isPending = false;

  const look = () => {
    isPending = true;
    round ??= goRound().finally(() => {
      round = null;
    });
  };
  const again = () => {
    if (isStopped || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      look();
    }, retryIn).unref();
    retryIn = Math.min(retryIn * 2, LAST_RETRY_MS);
  };
  async function goRound(): Promise<void> {
    while (isPending && !isStopped) {
      isPending = false;
      try {
        await listen();
        const seen = await take();
        if (seen === 'again') again();
        else {
          retryIn = FIRST_RETRY_MS;
          if (seen === 'more') isPending = true;
        }
      } catch {
        again();
      }
      if (restMs > 0 && !isStopped) await new Promise((rested) => setTimeout(rested, restMs));
    }
  }
  async function listen(): Promise<void> {
    listener ??= await listenTo(db, {
      channels,
      heard: look,
      lost: () => {
        listener = null;
        again();
      },
    });
  }

  look();
  return {
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await round;
      listener?.end();
      listener = null;
    },
  };
}
