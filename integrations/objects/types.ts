/** Where files are kept. An object is written once and never changed; what it is called says nothing of what is in it. */
import type { Readable } from 'node:stream';

export interface StoredObject {
  /** Bytes. */
  readonly size: number;
  /** Of its bytes, hex. */
  readonly sha256: string;
}

/** First and last byte, both counted in. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface ObjectStore {
  /**
   * Keeps what the source gives, whole or not at all: a source that breaks off leaves nothing behind. The same key again replaces
   * it, so that who was killed may begin anew.
   */
  put(key: string, source: Readable, about: { readonly mediaType: string }): Promise<StoredObject>;
  /** @throws NoSuchObject */
  get(key: string, range?: ByteRange): Promise<Readable>;
  /** null: not there. */
  has(key: string): Promise<{ readonly size: number } | null>;
  /** Gone already is no error. */
  remove(key: string): Promise<void>;
  /** Every object, for who looks for what nothing refers to. */
  list(): AsyncIterable<ListedObject>;
  /** Removes what puts that were killed before that instant (epoch ms) left half done. Gives how many there were. */
  tidy(before: number): Promise<number>;
}

export interface ListedObject {
  readonly key: string;
  /** When it was put, epoch ms. */
  readonly at: number;
}

/** Letters, digits, `-`, `_` and `.` in parts set apart by `/`; none begins with a dot, so that no key leaves its folder. */
export function checkKey(key: string): void {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(key) || key.length > 500)
    throw new RangeError(`no key of an object: ${JSON.stringify(key)}`);
}
