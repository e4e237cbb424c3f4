import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

/** Keys by id. The first encrypts; every one decrypts, so that a key can be replaced while cases run. */
export type KeyRing = readonly { readonly id: string; readonly key: Buffer }[];

export class PayloadKeyError extends Error {
  override readonly name = 'PayloadKeyError';
}

const ENCODING = 'binary/motcua-aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Below this, compression saves nothing. */
const COMPRESS_FROM_BYTES = 1_024;
const PLAIN = 0;
const GZIPPED = 1;

const { Payload: PayloadProto } = proto.temporal.api.common.v1;

/**
 * Encrypts every payload that Temporal keeps, whole with its metadata: AES-256-GCM, a random nonce for each, the key's
 * id in clear beside it (and authenticated). What is large is compressed first: a case carries its procedure.
 */
export class EncryptionCodec implements PayloadCodec {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #active: { readonly id: string; readonly key: Buffer };

  /** @throws PayloadKeyError for an empty ring or a key that is not 32 bytes. */
  constructor(ring: KeyRing) {
    const active = ring[0];
    if (active === undefined) throw new PayloadKeyError('There is no key to encrypt payloads with.');
    const short = ring.find(({ key }) => key.length !== 32);
    if (short !== undefined) throw new PayloadKeyError(`The payload key ${short.id} is not 32 bytes.`);
    this.#active = active;
    this.#keys = new Map(ring.map(({ id, key }) => [id, key]));
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.#encrypt(payload));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) =>
      text(payload.metadata?.encoding) === ENCODING ? this.#decrypt(payload) : payload,
    );
  }

  #encrypt(payload: Payload): Payload {
    const { id, key } = this.#active;
    const bytes = PayloadProto.encode(payload).finish();
    const compressed = bytes.length >= COMPRESS_FROM_BYTES;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.from(id));
    const data = Buffer.concat([
      iv,
      cipher.update(Buffer.of(compressed ? GZIPPED : PLAIN)),
      cipher.update(compressed ? gzipSync(bytes, { level: 1 }) : bytes),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { metadata: { encoding: Buffer.from(ENCODING), 'key-id': Buffer.from(id) }, data };
  }

  #decrypt(payload: Payload): Payload {
    const id = text(payload.metadata?.['key-id']);
    const key = this.#keys.get(id);
    if (key === undefined) throw new PayloadKeyError(`The payload key ${id} is not in PAYLOAD_KEYS.`);
    const data = Buffer.from(payload.data ?? []);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES));
      decipher.setAAD(Buffer.from(id));
      decipher.setAuthTag(data.subarray(-TAG_BYTES));
      const plain = Buffer.concat([decipher.update(data.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      const bytes = plain[0] === GZIPPED ? gunzipSync(plain.subarray(1)) : plain.subarray(1);
      return PayloadProto.decode(bytes);
    } catch (cause) {
      throw new PayloadKeyError(
        `A payload does not open with the key ${id}: it was changed, or encrypted with another.`,
        {
          cause,
        },
      );
    }
  }
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes == null ? '' : Buffer.from(bytes).toString('utf8');
}
