import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, environmentWith } from '../../config/environment.ts';
import { waitForLock } from '../install/lock-file.ts';

const run = promisify(execFile);
const QUIET = {
  env: environmentWith({ DEBIAN_FRONTEND: 'noninteractive' }) as NodeJS.ProcessEnv,
  timeout: 10 * 60_000,
  maxBuffer: 64 * 1024 * 1024,
};

const VERSITYGW = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';
const SCHEMATHESIS = 'schemathesis==4.32.5';
const PYHANKO = ['pyHanko==0.38.0', 'pyhanko-cli==0.6.0'];

/**
 * The server that skips time runs on Java and comes by Maven. Where they are missing, root on a Debian machine installs
 * them; anyone else is told.
 */
export async function ensureJava(say: (line: string) => void): Promise<void> {
  if ((await works('java', '-version')) && (await works('mvn', '--version'))) return;
  await install(
    ['default-jre-headless', 'maven'],
    'The tests that skip time need Java 11 or later and Maven',
    say,
  );
}

/** The browser in which the desk is tried: Debian's, or any that is called chromium. */
export async function ensureChromium(say: (line: string) => void): Promise<void> {
  if (await works('chromium', '--version')) return;
  await install(['chromium', 'fonts-noto-core'], 'The tests of the desk need Chromium', say);
}

/** What tries the API against its own document, none of it ours. */
export async function ensureSchemathesis(say: (line: string) => void): Promise<void> {
  if (!(await works('python3', '-c', 'import ensurepip, venv')))
    await install(['python3-venv'], 'The tests of the contract need Python with venv', say);
  const isThere = async () => {
    const { stdout = '' } = await run(schemathesis(), ['--version'], QUIET).catch(() => ({ stdout: '' }));
    return SCHEMATHESIS.endsWith(`==${stdout.trim().split(' ').at(-1)}`);
  };
  await ensurePythonTool('schemathesis', [SCHEMATHESIS], 'the contract', isThere, say);
}

/** The program itself. */
export function schemathesis(): string {
  return join(cacheFolder(), 'schemathesis', 'bin', 'schemathesis');
}

/** What signatures are judged by, none of it ours: pdfsig with certutil, qpdf, pyHanko; and a token that is a program, SoftHSM. */
export async function ensureSignatureTools(say: (line: string) => void): Promise<void> {
  const programs = ['pdfsig', 'certutil', 'qpdf', 'softhsm2-util', 'openssl'];
  const there = await Promise.all([
    ...programs.map((name) => works('which', name)),
    works('python3', '-c', 'import ensurepip, venv'),
  ]);
  if (there.includes(false))
    await install(
      ['poppler-utils', 'libnss3-tools', 'qpdf', 'softhsm2', 'openssl', 'python3-venv'],
      'The tests of signatures need pdfsig, certutil, qpdf, SoftHSM 2, openssl and Python with venv',
      say,
    );
  const program = join(cacheFolder(), 'pyhanko', 'bin', 'pyhanko');
  await ensurePythonTool('pyHanko', PYHANKO, 'signatures', () => works(program, '--version'), say);
}

/** Into an environment of its own in the cache, by one process at a time; one that was cut short is made anew. */
async function ensurePythonTool(
  name: string,
  packages: readonly string[],
  subject: string,
  isThere: () => Promise<boolean>,
  say: (line: string) => void,
): Promise<void> {
  if (await isThere()) return;
  const folder = join(cacheFolder(), name.toLowerCase());
  const lock = await waitForLock(`${folder}.lock`, (pid) =>
    say(`process ${pid} is installing ${name} already`),
  );
  try {
    if (await isThere()) return;
    say(`installing ${name} for the tests of ${subject}`);
    await run('python3', ['-m', 'venv', '--clear', folder], QUIET);
    await run(join(folder, 'bin', 'pip'), ['install', '--quiet', ...packages], QUIET);
  } catch (error) {
    say(`${name} could not be installed (${firstLine(error)})`);
  } finally {
    await lock.release();
  }
}

/** What documents are read by, none of it ours: poppler for words, fonts and pictures, zbar for codes. */
export async function ensurePdfTools(say: (line: string) => void): Promise<void> {
  const programs = ['pdftotext', 'pdffonts', 'pdfinfo', 'pdftoppm', 'zbarimg'];
  const there = await Promise.all(programs.map((name) => works('which', name)));
  if (there.includes(false))
    await install(['poppler-utils', 'zbar-tools'], 'The tests of documents need poppler and zbar', say);
}

/** What files are kept and looked at by, none of it ours: a store that speaks S3, and ClamAV's daemon, which needs no definitions here. */
export async function ensureDocumentTools(say: (line: string) => void): Promise<void> {
  if (!(await works('which', 'clamd')))
    await install(['clamav-daemon'], 'The tests of virus scans need clamd', say);
  const folder = join(cacheFolder(), 'bin');
  if (await works(join(folder, 'versitygw'), '--version')) return;
  say('building versitygw for the tests of the S3 store');
  try {
    const env = environmentWith({ GOBIN: folder, GOFLAGS: null }) as NodeJS.ProcessEnv;
    await run('go', ['install', VERSITYGW], { ...QUIET, env });
  } catch (error) {
    say(`versitygw could not be built: install Go 1.25 or later (${firstLine(error)})`);
  }
}

async function install(
  packages: readonly string[],
  need: string,
  say: (line: string) => void,
): Promise<void> {
  const sentence = `${need}: install ${packages.join(', ')}.`;
  if (process.getuid?.() !== 0 || !(await works('apt-get', '--version'))) {
    say(sentence);
    return;
  }
  say(`installing ${packages.join(', ')}`);
  try {
    await run('apt-get', ['update', '-qq'], QUIET);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], QUIET);
  } catch (error) {
    say(`${sentence} (${firstLine(error)})`);
  }
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

async function works(command: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args, { timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}
