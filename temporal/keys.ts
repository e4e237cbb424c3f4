import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { type KeyRing, PayloadKeyError } from './codec.ts';
import { secretFile } from './secret-file.ts';

/**
 * The keys of payloads: PAYLOAD_KEYS, or the file that an installation on one machine keeps in its data folder. A process
 * that is given a Temporal server of somebody else's makes no key of its own: its payloads would open nowhere else.
 * @throws PayloadKeyError in one sentence.
 */
export function readPayloadKeys(
  settings: Pick<Settings, 'payloadKeys' | 'dataDir' | 'temporalAddress'>,
): KeyRing {
  if (settings.payloadKeys !== null) return parseKeys(settings.payloadKeys);
  const file = keyFile(settings.dataDir);
  if (existsSync(file)) return parseKeys(readFileSync(file, 'utf8').trim());
  if (settings.temporalAddress !== null)
    throw new PayloadKeyError(
      'PAYLOAD_KEYS is needed with TEMPORAL_ADDRESS: set it to k1:<32 random bytes in base64>.',
    );
  return makePayloadKeys(settings.dataDir);
}

/** The key file of a data folder, made when it is missing. */
export function makePayloadKeys(dataDir: string): KeyRing {
  return parseKeys(secretFile(keyFile(dataDir), `k1:${randomBytes(32).toString('base64')}\n`).trim());
}

function keyFile(dataDir: string): string {
  return join(dataDir, 'keys', 'payload.keys');
}

function parseKeys(text: string): KeyRing {
  return text.split(',').map((entry) => {
    const at = entry.indexOf(':');
    return { id: entry.slice(0, at), key: Buffer.from(entry.slice(at + 1), 'base64') };
  });
}
