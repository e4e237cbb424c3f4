/** Another release of Node, for the tests that run the product on it: from the registry into the user's cache, once. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../config/environment.ts';
import { waitForLock } from './lock-file.ts';

const run = promisify(execFile);
const INSTALL_MS = 10 * 60_000;

/**
 * The program of that release.
 * @throws Error of npm's when it cannot be had.
 */
export async function nodeRelease(major: number): Promise<string> {
  const folder = join(cacheFolder(), `node-${major}`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const programIn = (place: string): string => join(place, 'node_modules', name, 'bin', 'node');
  await mkdir(cacheFolder(), { recursive: true });
  const lock = await waitForLock(`${folder}.lock`, () => undefined);
  const draft = `${folder}.${randomUUID()}`;
  try {
    if (await runs(programIn(folder), major)) return programIn(folder);
    await mkdir(draft);
    await writeFile(join(draft, 'package.json'), '{"private": true}');
    const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts'];
    await run('npm', ['install', ...quiet, `${name}@${major}`], { cwd: draft, timeout: INSTALL_MS });
    if (!(await runs(programIn(draft), major))) throw new Error(`${name}@${major} does not run here.`);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    return programIn(folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await lock.release();
  }
}

async function runs(program: string, major: number): Promise<boolean> {
  const answer = await run(program, ['--version']).catch(() => null);
  return answer?.stdout.startsWith(`v${major}.`) ?? false;
}
