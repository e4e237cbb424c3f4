import { mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  lockDataFolder,
  noteRunning,
  openDataFolder,
  prepareDataFolder,
  readRunning,
  resetDataFolder,
} from './data-folder.ts';

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'motcua-data-'));
});

test('the secrets of an installation stay the same from start to start, and are for its owner alone', async () => {
  const folder = await openDataFolder(path);
  const first = await prepareDataFolder(folder);
  expect(await prepareDataFolder(await openDataFolder(path))).toEqual(first);
  expect((await stat(join(path, 'secrets.json'))).mode & 0o077).toBe(0);
});

test('two starts do not use one folder at once', async () => {
  const folder = await openDataFolder(path);
  const lock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toThrow(`is in use by process ${process.pid}`);
  await lock.release();
  await (await lockDataFolder(folder)).release();
});

test('a reset takes away what was made there and leaves what others put there', async () => {
  await writeFile(join(path, 'notes.txt'), 'mine');
  const folder = await openDataFolder(path);
  await prepareDataFolder(folder);
  await mkdir(folder.postgres);
  await writeFile(folder.temporal, 'x');
  await resetDataFolder(folder);
  expect(await readdir(path)).toEqual(['notes.txt']);
});

test('a folder with documents that are not ours is refused, so that a reset can never take them', async () => {
  await mkdir(join(path, 'documents'));
  await expect(openDataFolder(path)).rejects.toThrow('holds a `documents` that is not ours');
});

test('a reset does not follow a link that somebody made', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'motcua-else-'));
  await writeFile(join(elsewhere, 'kept'), 'x');
  const folder = await openDataFolder(path);
  await prepareDataFolder(folder);
  await symlink(elsewhere, folder.postgres);
  await expect(resetDataFolder(folder)).rejects.toThrow('is a link to');
  expect(await readFile(join(elsewhere, 'kept'), 'utf8')).toBe('x');
});

test('a folder that cannot be made is named with the reason', async () => {
  await writeFile(join(path, 'file'), '');
  await expect(openDataFolder(join(path, 'file', 'data'))).rejects.toThrow(
    /cannot be written \((ENOTDIR|EEXIST)\)/,
  );
});

test('the commands beside a start find its servers', async () => {
  const folder = await openDataFolder(path);
  expect(await readRunning(path)).toBeNull();
  const servers = { databaseUrl: 'postgres://a', temporalAddress: 'b:1', url: 'http://localhost:1' };
  await noteRunning(folder, servers, new Map([['The worker', process.pid]]));
  expect(await readRunning(path)).toMatchObject({
    ...servers,
    processes: [{ name: 'The worker', pid: process.pid }],
  });
});
