/** Secrets that the record keeps for others, encrypted with the keys of payloads. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyRing, PayloadKeyError } from './codec.ts';

const MARK = 'sealed:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under the first key. `about` is bound to it: what was sealed for one address does not open for another. */
export function seal(ring: KeyRing, text: string, about: string): string {
  const [active] = ring;
  if (active === undefined) throw new PayloadKeyError('There is no key to encrypt secrets with.');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', active.key, iv).setAAD(Buffer.from(`${active.id} ${about}`));
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${MARK}${active.id}:${sealed.toString('base64')}`;
}

/** @throws PayloadKeyError when it does not open */
export function unseal(ring: KeyRing, sealed: string, about: string): string {
  if (!sealed.startsWith(MARK)) throw new PayloadKeyError('A secret is kept in clear.');
  const [id = '', base64 = ''] = sealed.slice(MARK.length).split(':');
  const key = ring.find((each) => each.id === id)?.key;
  if (key === undefined) throw new PayloadKeyError(`The payload key ${id} is not in PAYLOAD_KEYS.`);
  const bytes = Buffer.from(base64, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(`${id} ${about}`)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new PayloadKeyError(`A secret does not open with the key ${id}.`, { cause });
  }
}

/** Whether it should be sealed anew: it stands under a key that has been replaced. */
export function isStale(ring: KeyRing, sealed: string): boolean {
  return !sealed.startsWith(`${MARK}${ring[0]?.id}:`);
}

export function webhookSecret(province: string, name: string): string {
  return `webhook ${province} ${name}`;
}
