import { setTimeout as pause } from 'node:timers/promises';
import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  type GrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { Settings } from '../config/settings.ts';
import type { KeyRing } from './codec.ts';
import { dataConverterWith } from './data-converter.ts';

export interface Temporal {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  close(): Promise<void>;
}

export type TemporalSettings = Pick<Settings, 'temporalAddress' | 'temporalNamespace' | 'temporalAccess'>;

/** How to reach the server, the same for clients and workers. */
export function connectionOptions({ temporalAddress, temporalAccess }: TemporalSettings) {
  return { address: temporalAddress ?? 'localhost:7233', ...temporalAccess };
}

/** Opens a client; connects when first used, so that a server that is away is an answer and not a crash. */
export function openTemporal(settings: TemporalSettings, keys: KeyRing): Temporal {
  const retries = new Retries();
  const connection = Connection.lazy({
    ...connectionOptions(settings),
    connectTimeout: '2500ms',
    interceptors: [makeGrpcRetryInterceptor(retries)],
  });
  const namespace = settings.temporalNamespace;
  const client = new Client({ connection, namespace, dataConverter: dataConverterWith(keys) });
  const close = async () => {
    await retries.end();
    await connection.close();
  };
  return { client, connection, namespace, close };
}

/**
 * Tries again as the client does by default, until it is closed. A try that were due after the channel is shut would throw where
 * nobody catches it, and end the process: closing waits for the last of them, for six seconds at most.
 */
class Retries implements GrpcRetryOptions {
  readonly #usual = defaultGrpcRetryOptions();
  #hasEnded = false;
  #lastDue = 0;

  readonly retryableDecider: GrpcRetryOptions['retryableDecider'] = (attempt, status) =>
    !this.#hasEnded && this.#usual.retryableDecider(attempt, status);

  readonly delayFunction: GrpcRetryOptions['delayFunction'] = (attempt, status) => {
    const delay = this.#usual.delayFunction(attempt, status);
    this.#lastDue = Math.max(this.#lastDue, performance.now() + delay);
    return delay;
  };

  async end(): Promise<void> {
    this.#hasEnded = true;
    const left = this.#lastDue - performance.now();
    if (left > 0) await pause(left + 50);
  }
}
