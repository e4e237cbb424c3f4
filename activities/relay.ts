/** Takes up what the record leaves to be done outside: told by PostgreSQL at once, and looking by itself after every outage. */
import type { PoolClient } from 'pg';
import type { Database } from '../db/client.ts';
import { handOver, type WaitingErrand } from '../db/queries/errands.ts';

const CHANNEL = 'motcua_errands';
const AT_ONCE = 20;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

export interface Relay {
  /** Finishes what it has begun. */
  stop(): Promise<void>;
}

/** `start` begins an errand's workflow, and again under the same id begins nothing. */
export function relayErrands(db: Database, start: (errand: WaitingErrand) => Promise<void>): Relay {
  let isStopped = false;
  let listener: PoolClient | null = null;
  let retryIn = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;
  let isAsked = false;

  const look = () => {
    isAsked = true;
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
    while (isAsked && !isStopped) {
      isAsked = false;
      try {
        await listen();
        const { started, failed } = await handOver(db, AT_ONCE, start);
        if (failed > 0) again();
        else {
          retryIn = FIRST_RETRY_MS;
          if (started === AT_ONCE) isAsked = true;
        }
      } catch {
        again();
      }
    }
  }
  async function listen(): Promise<void> {
    if (listener !== null) return;
    const client = await db.pool.connect();
    client.on('notification', look);
    client.once('error', () => {
      listener = null;
      client.release(true);
      again();
    });
    try {
      await client.query(`LISTEN ${CHANNEL}`);
      listener = client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  look();
  return {
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await round;
      listener?.release(true);
      listener = null;
    },
  };
}
