/** What every store of objects does, whatever it keeps them in. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { NoSuchObject } from '../../contracts/documents/files.ts';
import { bytesOf } from '../../integrations/objects/folder.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { sha256 } from './files.ts';

const PLAIN = { mediaType: 'text/plain' };

/** `fresh`: an empty store. */
export function describeStore(name: string, fresh: () => Promise<ObjectStore>): void {
  const keys = async (store: ObjectStore) => {
    const found: string[] = [];
    for await (const { key } of store.list()) found.push(key);
    return found.sort();
  };

  describe(name, () => {
    test('gives back what was put, whole or in part, with its digest', async () => {
      const store = await fresh();
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

    test('takes what is larger than one part', async () => {
      const store = await fresh();
      const chunk = randomBytes(1_000_000);
      const all = Buffer.concat(Array.from({ length: 12 }, () => chunk));
      const stored = await store.put('large', Readable.from(Array.from({ length: 12 }, () => chunk)), PLAIN);
      expect(stored).toEqual({ size: all.length, sha256: sha256(all) });
      expect(sha256(await bytesOf(await store.get('large')))).toBe(sha256(all));
      const middle = await bytesOf(await store.get('large', { from: 5_999_990, to: 6_000_009 }));
      expect(middle).toEqual(all.subarray(5_999_990, 6_000_010));
    });

    test.each([1, 8])('keeps nothing of what breaks off after %i MB', async (megabytes) => {
      const store = await fresh();
      async function* cut() {
        for (let n = 0; n < megabytes; n++) yield Buffer.alloc(1_000_000);
        throw new Error('the line went dead');
      }
      await expect(store.put('cut', Readable.from(cut()), PLAIN)).rejects.toThrow('the line went dead');
      expect(await store.has('cut')).toBeNull();
      expect(await keys(store)).toEqual([]);
      expect(await store.tidy(Date.now() + 60_000)).toBe(0);
    });

    test('puts another in its place under the same key', async () => {
      const store = await fresh();
      await store.put('x', Readable.from(['one']), PLAIN);
      await store.put('x', Readable.from(['two']), PLAIN);
      expect((await bytesOf(await store.get('x'))).toString()).toBe('two');
      expect(await keys(store)).toEqual(['x']);
    });

    test('knows nothing of what was removed, and removing it again is no error', async () => {
      const store = await fresh();
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
    ])('takes no key such as %j', async (key) => {
      const store = await fresh();
      await expect(store.put(key, Readable.from(['x']), PLAIN)).rejects.toThrow(RangeError);
      await expect(store.get(key)).rejects.toThrow(RangeError);
    });

    test('lists every object with when it was put', async () => {
      const store = await fresh();
      expect(await keys(store)).toEqual([]);
      await store.put('b/2', Readable.from(['x']), PLAIN);
      await store.put('a', Readable.from(['x']), PLAIN);
      expect(await keys(store)).toEqual(['a', 'b/2']);
      const many = Array.from({ length: 70 }, (_, n) => `many/${n % 2}/${n}`);
      await Promise.all(many.map((key) => store.put(key, Readable.from(['x']), PLAIN)));
      expect(await keys(store)).toEqual(['a', 'b/2', ...many].sort());
      for await (const { at } of store.list()) expect(Math.abs(Date.now() - at)).toBeLessThan(60_000);
    });
  });
}
