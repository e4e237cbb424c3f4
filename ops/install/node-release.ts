/** Another release of Node, for the tests that run the product on it: from the registry into the user's cache, once. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../config/environment.ts';
import { wholeFolder } from './whole-folder.ts';

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
  await wholeFolder(folder, {
    lock: `${folder}.lock`,
    troubleWith: async (place) =>
      (await runs(programIn(place), major)) ? null : `${name}@${major} does not run here.`,
    make: async (place) => {
      await mkdir(place);
      await writeFile(join(place, 'package.json'), '{"private": true}');
      const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts'];
      await run('npm', ['install', ...quiet, `${name}@${major}`], { cwd: place, timeout: INSTALL_MS });
    },
    unusable: (why) => new Error(why),
  });
  return programIn(folder);
}

async function runs(program: string, major: number): Promise<boolean> {
  const answer = await run(program, ['--version']).catch(() => null);
  return answer?.stdout.startsWith(`v${major}.`) ?? false;
}
