/** The way of a file into the store. */
import { Readable } from 'node:stream';
import {
  type ByteSource,
  type FileDesk,
  NoSuchObject,
  type Taking,
} from '../../contracts/documents/files.ts';
import { isPicture } from '../../domain/documents/media-types.ts';
import { bytesOf } from '../objects/folder.ts';
import type { ObjectStore } from '../objects/types.ts';
import { examined, PictureBroken, smaller } from '../pictures/index.ts';
import type { Scanner } from '../scan/types.ts';
import { Examination, FileRefused } from './examination.ts';
import { madeOf } from './keys.ts';

export function fileDesk(objects: ObjectStore, scanner: Scanner | null, mostBytes: number): FileDesk {
  const put = (key: string, source: ByteSource, mediaType: string) =>
    objects.put(key, Readable.from(source, { objectMode: false }), { mediaType });
  return {
    mostBytes,
    async take(object, source, digest): Promise<Taking> {
      const examination = new Examination(mostBytes, scanner, digest);
      try {
        const { size, sha256 } = await put(object, examination.passing(source), 'application/octet-stream');
        const { mediaType } = examination;
        const position = isPicture(mediaType) ? await examined(() => objects.get(object)) : null;
        const scanned = scanner !== null;
        return { ok: true, file: { object, mediaType, size, digest: sha256, scanned, position } };
      } catch (error) {
        const fault =
          error instanceof FileRefused ? error.fault : error instanceof PictureBroken ? 'file-cut' : null;
        if (error instanceof PictureBroken) await objects.remove(object);
        if (fault === null) throw error;
        return { ok: false, fault };
      }
    },
    async keepPiece(key, source) {
      return (await put(key, source, 'application/octet-stream')).size;
    },
    async *joined(keys) {
      for (const key of keys) yield* await objects.get(key);
    },
    async picture(object, size) {
      const made = madeOf(object, size);
      try {
        return await bytesOf(await objects.get(made));
      } catch (error) {
        if (!(error instanceof NoSuchObject)) throw error;
      }
      const bytes = await smaller(() => objects.get(object), size);
      await objects.put(made, Readable.from([bytes]), { mediaType: 'image/jpeg' });
      return bytes;
    },
    async remove(keys) {
      for (const key of keys) await objects.remove(key);
    },
  };
}
