import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../../test/support/object-store.ts';
import { folderStore } from './folder.ts';

/** The test's own, so that what leaves the folder is seen beside it. */
let outside: string;
let folder: string;

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'motcua-objects-'));
  folder = join(outside, 'store');
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

describeStore('a folder of objects', async () => folderStore(folder));

test.each(['../x', 'a/../../x', '/etc/passwd'])('no key leaves the folder: %j', async (key) => {
  const store = folderStore(folder);
  await expect(store.put(key, Readable.from(['x']), { mediaType: 'text/plain' })).rejects.toThrow(RangeError);
  await expect(store.remove(key)).rejects.toThrow(RangeError);
  expect(readdirSync(outside)).toEqual([]);
});

test('files that were on their way in when somebody was killed are no objects, and go when they are old', async () => {
  const store = folderStore(folder);
  const unfinished = join(folder, '.unfinished');
  mkdirSync(unfinished, { recursive: true });
  for (const [name, at] of [
    ['old', 1_000],
    ['new', Date.now() / 1_000],
  ] as const) {
    writeFileSync(join(unfinished, name), 'half');
    utimesSync(join(unfinished, name), at, at);
  }
  for await (const { key } of store.list()) expect(key).toBe('nothing');
  expect(await store.tidy(Date.now() - 60_000)).toBe(1);
  expect(readdirSync(unfinished)).toEqual(['new']);
});
