/** Looks at a file while it passes by: how long it is, what it is, whether it is whole, and what a scanner says of it. */
import { createHash } from 'node:crypto';
import type { ByteSource, FileFault } from '../../contracts/documents/files.ts';
import { isPicture, type MediaType } from '../../domain/documents/media-types.ts';
import { type Scan, type Scanner, ScannerUnavailable } from '../scan/types.ts';
import { HEAD_BYTES, hasEnd, hasPrograms, kindOf, TAIL_BYTES, TextCheck } from './kind.ts';

/** Pictures are opened in memory: so large a one is none of a document. */
export const MOST_PICTURE_BYTES = 32_000_000;

/** Breaks off the way into the store, so that nothing is kept there. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(fault);
    this.fault = fault;
  }
}

export class Examination {
  readonly #most: number;
  readonly #scanner: Scanner | null;
  readonly #expected: string | undefined;
  readonly #hash = createHash('sha256');
  readonly #text = new TextCheck();
  #size = 0;
  #head: Buffer[] = [];
  #headSize = 0;
  #tail: Buffer = Buffer.alloc(0);
  #kind: MediaType | 'text' | null = null;
  #scan: Scan | null = null;

  constructor(most: number, scanner: Scanner | null, expected?: string) {
    this.#most = most;
    this.#scanner = scanner;
    this.#expected = expected;
  }

  /** What it was found to be; to be asked once all of it has passed. */
  get mediaType(): MediaType {
    return this.#kind === 'text' || this.#kind === null ? 'text/plain' : this.#kind;
  }

  /** Gives every byte on, and ends only when all is well: what breaks off is not kept. @throws FileRefused */
  async *passing(source: ByteSource): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        this.#count(chunk);
        if (this.#kind !== null) {
          yield await this.#looked(chunk);
          continue;
        }
        this.#head.push(Buffer.from(chunk));
        this.#headSize += chunk.length;
        if (this.#headSize >= HEAD_BYTES) yield await this.#recognised();
      }
      if (this.#size === 0) throw new FileRefused('file-empty');
      if (this.#kind === null) yield await this.#recognised();
      await this.#finish();
    } catch (error) {
      throw error instanceof ScannerUnavailable ? new FileRefused('scanner-unavailable') : error;
    } finally {
      this.#scan?.abandon();
    }
  }

  #count(chunk: Uint8Array): void {
    this.#size += chunk.length;
    const isLargePicture = isPicture(this.mediaType) && this.#size > MOST_PICTURE_BYTES;
    if (this.#size > this.#most || isLargePicture) throw new FileRefused('file-too-large');
    this.#hash.update(chunk);
  }

  async #recognised(): Promise<Uint8Array> {
    const head = Buffer.concat(this.#head);
    this.#head = [];
    this.#kind = await kindOf(head);
    if (this.#kind === null || hasPrograms(this.mediaType, head)) throw new FileRefused('file-type');
    this.#scan = this.#scanner?.begin() ?? null;
    return this.#looked(head);
  }

  async #looked(chunk: Uint8Array): Promise<Uint8Array> {
    if (this.#kind === 'text' && !this.#text.takes(chunk)) throw new FileRefused('file-type');
    const last = Buffer.concat([this.#tail, chunk.subarray(-TAIL_BYTES)]);
    this.#tail = Buffer.from(last.subarray(-TAIL_BYTES));
    await this.#scan?.write(chunk);
    return chunk;
  }

  async #finish(): Promise<void> {
    if (this.#expected !== undefined && this.#hash.digest('hex') !== this.#expected)
      throw new FileRefused('file-changed');
    if (this.#kind === 'text' && !this.#text.ends()) throw new FileRefused('file-cut');
    if (!hasEnd(this.mediaType, this.#tail)) throw new FileRefused('file-cut');
    if (hasPrograms(this.mediaType, this.#tail)) throw new FileRefused('file-type');
    const found = await this.#scan?.verdict();
    if (found) throw new FileRefused('file-infected');
  }
}
