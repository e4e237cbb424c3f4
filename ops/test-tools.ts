import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environmentWith } from '../config/environment.ts';

const run = promisify(execFile);

/**
 * The server that skips time runs on Java and comes by Maven. Where they are missing, root on a Debian machine installs
 * them; anyone else is told.
 */
export async function ensureJava(say: (line: string) => void): Promise<void> {
  if ((await works('java', '-version')) && (await works('mvn', '--version'))) return;
  const sentence =
    'The tests that skip time need Java 11 or later and Maven: install default-jre-headless and maven.';
  if (process.getuid?.() !== 0 || !(await works('apt-get', '--version'))) {
    say(sentence);
    return;
  }
  say('installing Java and Maven for the tests that skip time');
  try {
    const env = environmentWith({ DEBIAN_FRONTEND: 'noninteractive' }) as NodeJS.ProcessEnv;
    const quiet = { env, timeout: 10 * 60_000, maxBuffer: 64 * 1024 * 1024 };
    await run('apt-get', ['update', '-qq'], quiet);
    await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'default-jre-headless', 'maven'],
      quiet,
    );
  } catch (error) {
    say(`${sentence} (${error instanceof Error ? error.message.split('\n')[0] : error})`);
  }
}

async function works(command: string, argument: string): Promise<boolean> {
  try {
    await run(command, [argument], { timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
