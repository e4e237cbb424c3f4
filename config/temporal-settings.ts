/** Where Temporal is and how it is entered, by the convention that Temporal's own tools share. */
import { existsSync } from 'node:fs';
import {
  type ClientConfigProfile,
  type ClientConnectConfig,
  loadClientConfigProfile,
  toClientOptions,
} from '@temporalio/envconfig';

/** What a connection needs besides the address: API key, TLS, headers. */
export type TemporalAccess = Pick<ClientConnectConfig['connectionOptions'], 'apiKey' | 'tls' | 'metadata'>;

export interface TemporalSettings {
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  readonly temporalAccess: TemporalAccess;
}

const ADDRESS = /^(\[[\da-f:.]+\]|[^:/\s]+):\d+$/i;

/**
 * TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS…, over a profile of TEMPORAL_CONFIG_FILE. A profile that lies in
 * somebody's home is read only when TEMPORAL_PROFILE names it: a first start must not end up in a cluster by chance.
 * @throws Error of one sentence.
 */
export function temporalSettings(given: Readonly<Record<string, string | undefined>>): TemporalSettings {
  const { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: profile } = given;
  // What the library would pass over in silence.
  if (file !== undefined && !existsSync(file))
    throw new Error(`TEMPORAL_CONFIG_FILE names ${file}, which is not there.`);
  if (given.TEMPORAL_TLS_DISABLE_HOST_VERIFICATION !== undefined)
    throw new Error(
      'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION is not supported: name the authority by TEMPORAL_TLS_SERVER_CA_CERT_PATH, and the host by TEMPORAL_TLS_SERVER_NAME.',
    );
  const { namespace, address, apiKey, tls, metadata } = readByConvention(
    given,
    file !== undefined || profile !== undefined,
  );
  if (address !== undefined && !ADDRESS.test(address))
    throw new Error('The setting TEMPORAL_ADDRESS cannot be used. Example: TEMPORAL_ADDRESS=localhost:7233');
  if (address === undefined && (apiKey !== undefined || (tls ?? false) !== false))
    throw new Error(
      'TEMPORAL_API_KEY and TEMPORAL_TLS… need TEMPORAL_ADDRESS: the server that they are for.',
    );
  return {
    temporalAddress: address ?? null,
    temporalNamespace: namespace ?? 'default',
    temporalAccess: {
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(tls === undefined ? {} : { tls }),
      ...(metadata === undefined ? {} : { metadata }),
    },
  };
}

type Read = Pick<ClientConnectConfig, 'namespace'> & ClientConnectConfig['connectionOptions'];

function readByConvention(given: Readonly<Record<string, string | undefined>>, withFile: boolean): Read {
  try {
    const profile = loadClientConfigProfile({
      overrideEnvVars: given as Record<string, string>,
      disableFile: !withFile,
      configFileStrict: true,
    });
    checkPair(profile);
    const { namespace, connectionOptions } = toClientOptions(profile);
    return { ...connectionOptions, ...(namespace === undefined ? {} : { namespace }) };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Error(`Temporal's settings (TEMPORAL_…) cannot be used: ${why}`);
  }
}

/** The library would go without a certificate whose key is missing. */
function checkPair({ tls }: ClientConfigProfile): void {
  if ((tls?.clientCert === undefined) !== (tls?.clientKey === undefined))
    throw new Error('a client certificate and its key (TEMPORAL_TLS_CLIENT_CERT_…, _KEY_…) come together');
}
