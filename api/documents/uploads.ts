/** Files on their way in: from the first byte until a case takes them. */
import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  type ByteSource,
  type FileFault,
  NoSuchObject,
  type TakenFile,
} from '../../contracts/documents/files.ts';
import type { Queryable } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import {
  addPiece,
  beginUpload,
  findUpload,
  finishUpload,
  oneAtATime,
  pendingUploads,
  removeUpload,
  saveUpload,
  type Upload,
} from '../../db/documents/uploads.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { MEDIA_TYPES } from '../../domain/documents/media-types.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Context } from '../http/context.ts';
import { type FieldError, Problem } from '../http/problem.ts';

/** What a server that dies may lose of a file on its way. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** What one person may have waiting for a case. */
const MOST_FILES = 200;
const MOST_TIMES_LARGEST = 20;

export function problemOfFault(
  { files }: Context,
  fault: FileFault,
  errors: readonly FieldError[] = [],
): Problem {
  const limit = `${Math.floor(files.mostBytes / 1_000_000) || files.mostBytes / 1_000_000} MB`;
  return new Problem(fault, { limit, accept: Object.values(MEDIA_TYPES) }, errors);
}

export const newUploadId = (): string => randomUUID().replaceAll('-', '');

/** Its name tells the kind and the province; never the same twice, so that nobody puts anything in another's place. */
const objectFor = (province: ProvinceId, id: string): string =>
  `uploads/${province}/${id}-${randomUUID().slice(0, 8)}`;

/** @throws Problem when a file of that length is none to be taken, or too many are waiting. `length` null: not known yet */
export async function demandRoom(context: Context, actor: Actor, length: number | null): Promise<void> {
  const { mostBytes } = context.files;
  if (length === 0) throw problemOfFault(context, 'file-empty');
  if (length !== null && length > mostBytes) throw problemOfFault(context, 'file-too-large');
  if (!(await asActor(context.db, actor, ({ sql }) => hasRoom(context, sql, length ?? 0))))
    throw new Problem('too-many-uploads');
}

async function hasRoom({ files: { mostBytes } }: Context, sql: Queryable, length: number): Promise<boolean> {
  const { files, bytes } = await pendingUploads(sql);
  return files < MOST_FILES && bytes + length <= MOST_TIMES_LARGEST * mostBytes;
}

/** Counted again with those that came at the same time. @throws Problem too-many-uploads */
async function keepInRoom(
  context: Context,
  actor: Actor,
  length: number,
  keep: (sql: Queryable) => Promise<void>,
): Promise<void> {
  const isKept = await asActor(context.db, actor, async ({ sql }) => {
    await oneAtATime(sql, actor);
    if (!(await hasRoom(context, sql, length))) return false;
    await keep(sql);
    return true;
  });
  if (!isKept) throw new Problem('too-many-uploads');
}

/** A file in one request. @throws Problem, and then nothing of it is kept */
export async function takeWhole(
  context: Context,
  actor: Actor,
  { name, source, digest }: { readonly name: string; readonly source: ByteSource; readonly digest?: string },
): Promise<Upload> {
  const { user: author, province } = actor;
  const id = newUploadId();
  const taken = await context.files.take(objectFor(province, id), source, digest);
  if (!taken.ok) throw problemOfFault(context, taken.fault);
  const { file } = taken;
  try {
    await keepInRoom(context, actor, file.size, (sql) =>
      saveUpload(sql, { id, province, author, name }, file),
    );
  } catch (error) {
    await context.files.remove([file.object]);
    throw error;
  }
  return { id, province, author, name, length: file.size, received: file.size, pieces: [], file };
}

/** Begins a file that comes in parts. Gives its id. */
export async function begin(context: Context, actor: Actor, name: string, length: number): Promise<string> {
  await demandRoom(context, actor, length);
  const { user: author, province } = actor;
  const id = newUploadId();
  await keepInRoom(context, actor, length, (sql) => beginUpload(sql, { id, province, author, name, length }));
  return id;
}

/** @throws Problem not-found: there is none, or it is somebody else's */
export async function uploadOf({ db }: Context, actor: Actor, id: string): Promise<Upload> {
  const found = await asActor(db, actor, ({ sql }) => findUpload(sql, id));
  if (found === null) throw new Problem('not-found');
  return found;
}

export interface Checksum {
  readonly algorithm: 'sha1' | 'sha256';
  /** Base64. */
  readonly value: string;
}

/**
 * Takes what comes from `at` on; a line that goes dead leaves what had come, unless a checksum was to prove it whole. Gives how much
 * is there now; once that is all, the file has been found in order. @throws Problem
 */
export async function receive(
  context: Context,
  actor: Actor,
  upload: Upload,
  {
    at,
    source,
    checksum,
  }: { readonly at: number; readonly source: Readable; readonly checksum: Checksum | null },
): Promise<number> {
  const { id, length } = upload;
  if (at !== upload.received) throw new Problem('upload-offset', { offset: upload.received });
  if (upload.file !== null) return length;
  const incoming = new Incoming(source, length - at, checksum);
  let here = at;
  let held: string[] = [];
  const commit = async (size: number) => {
    const pieces = held;
    // Without an answer they may stand in the record: then they stay, and are looked for later.
    held = [];
    if (await asActor(context.db, actor, ({ sql }) => addPiece(sql, id, { at: here, pieces, size }))) {
      here += size;
      return;
    }
    await context.files.remove(pieces);
    throw new Problem('upload-offset', { offset: (await uploadOf(context, actor, id)).received });
  };
  try {
    let uncommitted = 0;
    while (!incoming.ended) {
      const key = `unfinished/${id}/${randomUUID()}`;
      held.push(key);
      const size = await context.files.keepPiece(key, incoming.piece(PIECE_BYTES));
      if (size === 0) {
        await context.files.remove(held.splice(-1));
        continue;
      }
      uncommitted += size;
      if (checksum !== null) continue;
      await commit(uncommitted);
      uncommitted = 0;
    }
    incoming.demandProof();
    if (uncommitted > 0) await commit(uncommitted);
  } finally {
    await context.files.remove(held);
  }
  if (incoming.broken) throw new Problem('upload-offset', { offset: here });
  if (here === length) await finish(context, actor, await uploadOf(context, actor, id));
  return here;
}

/** Makes one file of the pieces. A scanner that is away leaves them waiting; whatever else is wrong with them, they go. */
export async function finish(context: Context, actor: Actor, upload: Upload): Promise<TakenFile> {
  const { id, province, pieces } = upload;
  if (upload.file !== null) return upload.file;
  const taken = await context.files
    .take(objectFor(province, id), context.files.joined(pieces))
    .catch((error: unknown) => {
      if (!(error instanceof NoSuchObject)) throw error;
      return null;
    });
  // Whoever made it at the same time was faster, and has removed the pieces.
  if (taken === null) return finished(context, actor, id);
  if (!taken.ok) {
    if (taken.fault !== 'scanner-unavailable') await abandon(context, actor, id);
    throw problemOfFault(context, taken.fault);
  }
  const { file } = taken;
  const isFirst = await asActor(context.db, actor, ({ sql }) => finishUpload(sql, id, file));
  await context.files.remove(isFirst ? pieces : [file.object]);
  return isFirst ? file : finished(context, actor, id);
}

/** @throws Problem not-found: a case has taken it in since, or it was removed. @throws NoSuchObject: its pieces are lost */
async function finished(context: Context, actor: Actor, id: string): Promise<TakenFile> {
  const { file } = await uploadOf(context, actor, id);
  if (file === null) throw new NoSuchObject(`pieces of the upload ${id}`);
  return file;
}

/** false: there was none. Killed after the row, its objects are found by whoever looks for those that nothing refers to. */
export async function abandon(context: Context, actor: Actor, id: string): Promise<boolean> {
  const keys = await asActor(context.db, actor, ({ sql }) => removeUpload(sql, id));
  await context.files.remove(keys ?? []);
  return keys !== null;
}

/** A request's body, cut into pieces as it comes. */
class Incoming {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #checksum: Checksum | null;
  readonly #hash: ReturnType<typeof createHash> | null;
  #room: number;
  /** No more comes. */
  ended = false;
  /** The line went dead before the end. */
  broken = false;

  constructor(source: Readable, room: number, checksum: Checksum | null) {
    this.#chunks = source[Symbol.asyncIterator]();
    this.#room = room;
    this.#checksum = checksum;
    this.#hash = checksum === null ? null : createHash(checksum.algorithm);
  }

  async *piece(most: number): AsyncGenerator<Uint8Array> {
    for (let size = 0; size < most; ) {
      const chunk = await this.#next();
      if (chunk === null) return;
      this.#room -= chunk.length;
      if (this.#room < 0)
        throw new Problem('invalid-input', {}, [{ pointer: 'Upload-Length', kind: 'rule' }]);
      this.#hash?.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }

  /** @throws Problem when it is not what its sender says that it is */
  demandProof(): void {
    if (this.#checksum !== null && this.#hash?.digest('base64') !== this.#checksum.value)
      throw new Problem('upload-checksum');
  }

  async #next(): Promise<Uint8Array | null> {
    try {
      const { value, done } = await this.#chunks.next();
      if (done !== true) return value;
    } catch {
      this.broken = true;
    }
    this.ended = true;
    return null;
  }
}
