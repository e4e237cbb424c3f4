import { execFileSync } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, type TestContext, test } from 'vitest';
import { packagedPrograms, postgresPrograms } from './postgres-programs.ts';

/** `nobody` on every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };

let home: string;
let room: string;
let packaged: string;
beforeEach(async () => {
  // As a clone in root's home: nobody else comes in.
  home = await mkdtemp(join(homedir(), '.motcua-programs-'));
  room = await mkdtemp(join(tmpdir(), 'motcua-room-'));
  await chmod(room, 0o755);
  packaged = join(home, 'package', 'native');
  const from = dirname(await packagedPrograms());
  await mkdir(dirname(packaged));
  await cp(join(from, 'package.json'), join(home, 'package', 'package.json'));
  await cp(join(from, 'native'), packaged, { recursive: true, verbatimSymlinks: true });
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
  await rm(room, { recursive: true, force: true });
});

const rootOnly = ({ skip }: TestContext): void => {
  if (process.getuid?.() !== 0) skip('only root can run a program as another account');
};
const runs = (programs: string, account: { uid?: number; gid?: number } = {}): string =>
  execFileSync(join(programs, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });

test('programs that the account cannot reach are copied to where it can, links and all', async (context) => {
  rootOnly(context);
  const programs = await postgresPrograms(NOBODY, { packaged, room });
  expect(programs.startsWith(room)).toBe(true);
  await rm(home, { recursive: true });
  expect(runs(programs, NOBODY)).toContain('PostgreSQL');
});

test('a copy that does not run is made anew, one that runs is kept', async (context) => {
  rootOnly(context);
  const programs = await postgresPrograms(NOBODY, { packaged, room });
  await writeFile(join(programs, 'kept'), '');
  expect(await postgresPrograms(NOBODY, { packaged, room })).toBe(programs);
  expect(await readFile(join(programs, 'kept'), 'utf8')).toBe('');
  await rm(join(programs, '..', 'lib', 'libicuuc.so.60'));
  expect(() => runs(programs, NOBODY)).toThrow();
  expect(await postgresPrograms(NOBODY, { packaged, room })).toBe(programs);
  expect(runs(programs, NOBODY)).toContain('PostgreSQL');
  await expect(lstat(join(programs, 'kept'))).rejects.toThrow('ENOENT');
});

test('of two starts that find no copy, one makes it and both use it', async (context) => {
  rootOnly(context);
  const found = await Promise.all([1, 2].map(() => postgresPrograms(NOBODY, { packaged, room })));
  expect(new Set(found).size).toBe(1);
  expect(runs(found[0] ?? '', NOBODY)).toContain('PostgreSQL');
});

test('packages that were installed for root’s eyes alone make a copy for everybody', async (context) => {
  rootOnly(context);
  execFileSync('chmod', ['-R', 'go=', join(home, 'package')]);
  expect(runs(await postgresPrograms(NOBODY, { packaged, room }), NOBODY)).toContain('PostgreSQL');
});

test('links that npm did not let the package make are made', async () => {
  const links = JSON.parse(await readFile(join(packaged, 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  for (const { target } of links) await rm(join(packaged, '..', target));
  expect(() => runs(join(packaged, 'bin'))).toThrow();
  await chmod(join(packaged, 'bin', 'postgres'), 0o644);
  expect(runs(await postgresPrograms(null, { packaged, room }))).toContain('PostgreSQL');
});

test('programs that run nowhere are named in one sentence', async () => {
  await rm(join(packaged, 'lib', 'libssl.so.1.1'));
  await expect(postgresPrograms(null, { packaged, room })).rejects.toThrow(
    /^The PostgreSQL that comes with the packages does not run here \(.*libssl.*\): set DATABASE_URL/,
  );
});
