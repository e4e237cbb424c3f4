import { Client, Connection } from '@temporalio/client';
import type { Settings } from '../config/settings.ts';
import type { KeyRing } from './codec.ts';
import { dataConverterWith } from './data-converter.ts';

export interface Temporal {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  close(): Promise<void>;
}

export type TemporalSettings = Pick<Settings, 'temporalAddress' | 'temporalNamespace' | 'temporalApiKey'>;

/** How to reach the server: in clear on one's own network, by TLS with an API key (Temporal Cloud). */
export function connectionOptions(settings: TemporalSettings) {
  const address = settings.temporalAddress ?? 'localhost:7233';
  return settings.temporalApiKey === null
    ? { address }
    : { address, tls: true, apiKey: settings.temporalApiKey };
}

/** Opens a client; connects when first used, so that a server that is away is an answer and not a crash. */
export function openTemporal(settings: TemporalSettings, keys: KeyRing): Temporal {
  const connection = Connection.lazy({ ...connectionOptions(settings), connectTimeout: '2500ms' });
  const namespace = settings.temporalNamespace;
  const client = new Client({ connection, namespace, dataConverter: dataConverterWith(keys) });
  return { client, connection, namespace, close: () => connection.close() };
}
