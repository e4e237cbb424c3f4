import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytesOf, folderStore } from './folder.ts';
import { NoSuchObject, type ObjectStore } from './types.ts';

/** The test's own, so that what leaves the folder is seen beside it. */
let outside: string;
let folder: string;
let store: ObjectStore;
const PLAIN = { mediaType: 'text/plain' };

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'motcua-objects-'));
  folder = join(outside, 'store');
  store = folderStore(folder);
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

const keys = async () => {
  const found: string[] = [];
  for await (const key of store.keys()) found.push(key);
  return found.sort();
};

describe('a folder of objects', () => {
  test('gives back what was put, whole or in part, with its digest', async () => {
    const stored = await store.put('a/b', Readable.from([Buffer.from('một '), Buffer.from('cửa')]), PLAIN);
    expect(stored).toEqual({
      size: Buffer.byteLength('một cửa'),
      // sha256sum of the UTF-8 text, by another program.
      sha256: '1fc765f02fb5322c6c57cbf2758f3c4db092e350593181ebcd28412633b0a7e4',
    });
    expect((await bytesOf(await store.get('a/b'))).toString()).toBe('một cửa');
    expect((await bytesOf(await store.get('a/b', { from: 0, to: 0 }))).toString()).toBe('m');
    expect(await store.has('a/b')).toEqual({ size: stored.size });
  });

  test('keeps nothing of what breaks off', async () => {
    async function* cut() {
      yield Buffer.from('half');
      throw new Error('the line went dead');
    }
    await expect(store.put('cut', Readable.from(cut()), PLAIN)).rejects.toThrow('the line went dead');
    expect(await store.has('cut')).toBeNull();
    expect(await keys()).toEqual([]);
    expect(readdirSync(join(folder, '.unfinished'))).toEqual([]);
  });

  test('knows nothing of what was removed, and removing it again is no error', async () => {
    await store.put('x', Readable.from(['x']), PLAIN);
    await store.remove('x');
    await store.remove('x');
    expect(await store.has('x')).toBeNull();
    await expect(store.get('x')).rejects.toThrow(NoSuchObject);
  });

  test.each([
    '',
    '..',
    '../x',
    'a/../b',
    '/etc/passwd',
    'a//b',
    'a/.hidden',
    'a\\b',
    'a\0b',
    'x'.repeat(501),
  ])('does not leave its folder by the key %j', async (key) => {
    await expect(store.put(key, Readable.from(['x']), PLAIN)).rejects.toThrow(RangeError);
    await expect(store.get(key)).rejects.toThrow(RangeError);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('lists every key, and none where there is no folder yet', async () => {
    await store.put('b/2', Readable.from(['x']), PLAIN);
    await store.put('a', Readable.from(['x']), PLAIN);
    expect(await keys()).toEqual(['a', 'b/2']);
    store = folderStore(join(folder, 'nothing'));
    expect(await keys()).toEqual([]);
  });
});
