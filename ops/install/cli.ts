/** Where the Temporal dev server's program comes from: found, else downloaded, else built, once for a machine. */
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { waitForLock } from './lock-file.ts';

/** The last release of the CLI that `go install` can build as it is. */
const CLI_VERSION = 'v1.5.1';
const CLI_MODULE = `github.com/temporalio/cli/cmd/temporal@${CLI_VERSION}`;
/** What the CLI of that release prints as its server; a cached program of another one is replaced. */
const SERVER_VERSION = '1.29.1';
/** The first server on which filing by update-with-start is on without a setting. */
const OLDEST_SERVER = [1, 28] as const;
/** Packages that the build compiles, for the progress line; all but 18 are the server's own, so no smaller program has less to build. */
const BUILD_PACKAGES = 1_300;

const TRY_OUT_MS = 15_000;
const DOWNLOAD_MS = 90_000;
const BUILD_MS = 30 * 60_000;

const EXE = process.platform === 'win32' ? '.exe' : '';
const run = promisify(execFile);

export interface CliSearch {
  /** TEMPORAL_CLI_PATH; null when it is not set. */
  readonly path: string | null;
  /** The user's own cache folder, kept by `npm ci`. */
  readonly cacheDir: string;
  /** What child processes are started with; its PATH is searched. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told what takes long, line by line. */
  readonly say: (line: string) => void;
}

export class TemporalCliMissing extends Error {
  override readonly name = 'TemporalCliMissing';
}

/**
 * TEMPORAL_CLI_PATH, or `temporal` on PATH, or the cached program, or the SDK's download, or a build by Go.
 * @throws TemporalCliMissing that says of each way why it did not lead there.
 */
export async function findTemporalCli(search: CliSearch): Promise<string> {
  if (search.path !== null) {
    const trouble = await tryOut(search.path);
    if (trouble === null) return search.path;
    throw new TemporalCliMissing(`TEMPORAL_CLI_PATH=${search.path} is no usable Temporal CLI: ${trouble}.`);
  }
  const found = await findReady(search);
  if (found !== null) return found;

  const cached = cachedCli(search.cacheDir);
  await mkdir(join(search.cacheDir, 'bin'), { recursive: true });
  const lock = await waitForLock(join(search.cacheDir, 'temporal.lock'), (pid) =>
    search.say(`waiting for process ${pid}, which is getting the Temporal CLI already`),
  );
  try {
    if ((await tryOut(cached, SERVER_VERSION)) === null) return cached;
    const download = await downloadBySdk(search, cached);
    if (download === null) return cached;
    const build = await buildByGo(search, cached);
    if (build === null) return cached;
    throw new TemporalCliMissing(
      'No Temporal server: TEMPORAL_ADDRESS and TEMPORAL_CLI_PATH are not set, there is no `temporal` on PATH ' +
        `and none in ${cached}, the download failed (${download}), and it could not be built (${build}). ` +
        'Set TEMPORAL_ADDRESS to an existing server, or install the Temporal CLI or Go.',
    );
  } finally {
    await lock.release();
  }
}

export function cachedCli(cacheDir: string): string {
  return join(cacheDir, 'bin', `temporal${EXE}`);
}

async function findReady(search: CliSearch): Promise<string | null> {
  for (const folder of (search.environment.PATH ?? '').split(delimiter).filter(Boolean)) {
    const candidate = join(folder, `temporal${EXE}`);
    if ((await tryOut(candidate)) === null) return candidate;
  }
  const cached = cachedCli(search.cacheDir);
  return (await tryOut(cached, SERVER_VERSION)) === null ? cached : null;
}

/** null when the program answers and its server will do; otherwise why not. */
async function tryOut(program: string, exactly?: string): Promise<string | null> {
  let answer: string;
  try {
    answer = (await run(program, ['--version'], { timeout: TRY_OUT_MS })).stdout;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : firstLine(error);
  }
  const server = /Server (\d+)\.(\d+)\.\d+/.exec(answer);
  if (!server) return 'it does not say which server it brings';
  if (exactly !== undefined && server[0] !== `Server ${exactly}`) return `it brings ${server[0]}`;
  const [major, minor] = [Number(server[1]), Number(server[2])];
  const newEnough = major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
  return newEnough
    ? null
    : `it brings ${server[0]}, and ${OLDEST_SERVER.join('.')} is the oldest that will do`;
}

/**
 * The SDK can only download and start in one; so a process of its own does both and is bounded, and the program that it leaves
 * behind is kept.
 */
async function downloadBySdk(search: CliSearch, target: string): Promise<string | null> {
  const folder = join(search.cacheDir, 'download');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  search.say('downloading the Temporal CLI');
  const script = `
    import { TestWorkflowEnvironment } from '@temporalio/testing';
    const executable = { type: 'cached-download', downloadDir: ${JSON.stringify(folder)}, version: '${CLI_VERSION}' };
    try {
      await (await TestWorkflowEnvironment.createLocal({ server: { executable } })).teardown();
    } catch (error) {
      console.error(error.message);
      process.exit(1);
    }`;
  try {
    await run(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
      env: search.environment as NodeJS.ProcessEnv,
      timeout: DOWNLOAD_MS,
      killSignal: 'SIGKILL',
    });
    for (const name of await readdir(folder)) {
      const program = join(folder, name);
      await chmod(program, 0o755);
      if ((await tryOut(program, SERVER_VERSION)) !== null) continue;
      await rename(program, target);
      return null;
    }
    return 'it brought no program that runs';
  } catch (error) {
    const { killed, stderr } = error as { killed?: boolean; stderr?: string };
    if (killed) return `no end after ${DOWNLOAD_MS / 1000} s`;
    return (stderr ?? '').split(': ').pop()?.trim() || firstLine(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildByGo(search: CliSearch, target: string): Promise<string | null> {
  try {
    await run('go', ['version'], { env: search.environment as NodeJS.ProcessEnv });
  } catch {
    return 'Go is not installed';
  }
  const folder = join(search.cacheDir, 'build');
  await rm(folder, { recursive: true, force: true });
  search.say(`building the Temporal CLI ${CLI_VERSION} by Go; once for this user, about five minutes`);
  const trouble = await goInstall(search, folder);
  const built = join(folder, `temporal${EXE}`);
  const problem = trouble ?? (await tryOut(built, SERVER_VERSION));
  if (problem === null) await rename(built, target);
  await rm(folder, { recursive: true, force: true });
  return problem;
}

function goInstall(search: CliSearch, folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const env = { ...search.environment, GOBIN: folder } as NodeJS.ProcessEnv;
    // Without the tables of a debugger: smaller, and linked in two thirds of the time.
    const go = spawn('go', ['install', '-v', '-ldflags=-s -w', CLI_MODULE], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const started = Date.now();
    let downloads = 0;
    let packages = 0;
    let last = '';
    const progress = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      const share = Math.min(99, Math.floor((packages / BUILD_PACKAGES) * 100));
      search.say(
        packages === 0
          ? `getting ready to build the Temporal CLI: ${downloads} Go modules fetched, ${seconds} s`
          : `building the Temporal CLI: about ${share} % (${packages} packages), ${seconds} s`,
      );
    }, 10_000);
    const limit = setTimeout(() => go.kill('SIGKILL'), BUILD_MS);
    // Whoever is stopped while it waits leaves no build behind.
    const abandon = (): void => void go.kill('SIGINT');
    process.once('exit', abandon);
    const settle = (trouble: string | null): void => {
      process.off('exit', abandon);
      clearInterval(progress);
      clearTimeout(limit);
      resolve(trouble);
    };
    go.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
        if (line.startsWith('go: downloading')) downloads += 1;
        else {
          packages += 1;
          last = line.trim();
        }
      }
    });
    go.on('error', (error) => settle(error.message));
    go.on('close', (code) =>
      settle(code === 0 ? null : `go install ended with ${code ?? 'a signal'}: ${last}`),
    );
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
