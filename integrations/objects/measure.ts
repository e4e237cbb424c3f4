import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { StoredObject } from './types.ts';

/** Bytes pass through it, counted and digested; `stored` is asked at the end. */
export function measuring(): { readonly stream: Transform; readonly stored: () => StoredObject } {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, stored: () => ({ size, sha256: hash.digest('hex') }) };
}
