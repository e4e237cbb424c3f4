/** Objects as files of a folder. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NoSuchObject } from '../../contracts/documents/files.ts';
import { measuring } from './measure.ts';
import { checkKey, type ListedObject, type ObjectStore } from './types.ts';

/** Files on their way in; whoever was killed leaves them here, where nobody takes them for objects. */
const UNFINISHED = '.unfinished';

export function folderStore(folder: string): ObjectStore {
  const fileOf = (key: string) => {
    checkKey(key);
    return join(folder, ...key.split('/'));
  };
  return {
    async put(key, source, _about) {
      const file = fileOf(key);
      const unfinished = join(folder, UNFINISHED, randomUUID());
      await mkdir(dirname(unfinished), { recursive: true });
      const { stream, stored } = measuring();
      try {
        await pipeline(source, stream, createWriteStream(unfinished, { flush: true }));
        await mkdir(dirname(file), { recursive: true });
        await rename(unfinished, file);
        await syncFolder(dirname(file));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      return stored();
    },
    async get(key, range) {
      const file = fileOf(key);
      if ((await sizeOf(file)) === null) throw new NoSuchObject(key);
      return createReadStream(file, range === undefined ? {} : { start: range.from, end: range.to });
    },
    async has(key) {
      const size = await sizeOf(fileOf(key));
      return size === null ? null : { size };
    },
    async remove(key) {
      await rm(fileOf(key), { force: true });
    },
    list: () => objectsIn(folder),
    async tidy(before) {
      let gone = 0;
      for await (const { file, at } of filesIn(join(folder, UNFINISHED)))
        if (at < before) {
          await rm(file, { force: true });
          gone += 1;
        }
      return gone;
    },
  };
}

async function* objectsIn(folder: string): AsyncIterable<ListedObject> {
  for await (const { file, at } of filesIn(folder)) {
    const key = relative(folder, file).split(sep).join('/');
    if (!key.startsWith(`${UNFINISHED}/`)) yield { key, at };
  }
}

/** Folder by folder: of Node's own recursive reading, Node 20 loses what comes after the first 32 entries. */
async function* filesIn(folder: string): AsyncIterable<{ readonly file: string; readonly at: number }> {
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    if ((await sizeOf(next, true)) === null) continue;
    for await (const entry of await opendir(next)) {
      const file = join(next, entry.name);
      if (entry.isDirectory()) folders.push(file);
      // Removed since the folder was read: no error.
      const found = entry.isFile() ? await stat(file).catch(() => null) : null;
      if (found !== null) yield { file, at: found.mtimeMs };
    }
  }
}

async function sizeOf(file: string, isFolder = false): Promise<number | null> {
  try {
    const found = await stat(file);
    return isFolder || found.isFile() ? found.size : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** A file's name is safe from a power cut once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Small objects in one piece. */
export async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
