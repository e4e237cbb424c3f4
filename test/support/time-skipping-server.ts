/** The Temporal test server on which a month of waiting takes a second. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cacheFolder } from '../../config/environment.ts';
import { freePort } from '../../ops/install/free-port.ts';
import { startGuard } from '../../ops/install/guard.ts';
import { startServerProcess } from '../../ops/install/server-process.ts';

const run = promisify(execFile);

const VERSION = '1.30.1';
const DOWNLOAD_WITHIN_MS = 30_000;
const MAVEN_WITHIN_MS = 5 * 60_000;

/**
 * Starts the server: as fetched by Maven for an earlier run, as the SDK downloads it, or as Maven fetches it now.
 * @throws Error of one sentence that names what is missing.
 */
export async function startTimeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const jars = join(cacheFolder(), `temporal-test-server-${VERSION}`);
  const isKept = existsSync(jars);
  if (!isKept) {
    const downloaded = await startDownloaded();
    if (downloaded !== null) return downloaded;
    await fetchByMaven(jars);
  }
  await needed('java', '-version', 'Java 11 or later');
  try {
    return await startKept(jars);
  } catch (error) {
    if (!isKept) throw error;
    // What an earlier run kept does not run: it is fetched anew, once.
    await rm(jars, { recursive: true, force: true });
    await fetchByMaven(jars);
    return startKept(jars);
  }
}

async function startKept(jars: string) {
  const classes = join(jars, 'classes.jsa');
  if (!existsSync(classes)) await keepClasses(jars, classes);
  return startOnJava(jars, classes);
}

/** Few short tests: a start without the optimising compiler is the faster one. */
const javaOn = (jars: string, ...options: readonly string[]): string[] => [
  ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xlog:disable', ...options],
  ...['-cp', `${jars}/*`, 'io.temporal.testserver.TestServer'],
];

/** Keeps the classes of a first start as it has them in memory: each later one takes a third of the time. Without them it works too. */
async function keepClasses(jars: string, classes: string): Promise<void> {
  const draft = `${classes}.${randomUUID()}`;
  const port = await freePort();
  try {
    const server = await startServerProcess({
      name: 'The time-skipping server',
      command: 'java',
      args: [...javaOn(jars, `-XX:ArchiveClassesAtExit=${draft}`), String(port), '--enable-time-skipping'],
      port,
      logFile: `${draft}.log`,
      isReady: () => answersAt(port),
      readyWithinMs: 60_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 60_000,
    });
    await server.stop();
    await rename(draft, classes);
  } catch {
    // An older Java keeps none.
  } finally {
    await rm(draft, { force: true });
    await rm(`${draft}.log`, { force: true });
  }
}

function answersAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** null where it cannot be had; one that comes too late is ended. */
async function startDownloaded(): Promise<TestWorkflowEnvironment | null> {
  let late = false;
  const starting = TestWorkflowEnvironment.createTimeSkipping().then(
    async (environment) => {
      if (!late) return environment;
      await environment.teardown();
      return null;
    },
    () => null,
  );
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve(null);
    }, DOWNLOAD_WITHIN_MS);
  });
  return Promise.race([starting, limit]).finally(() => clearTimeout(timer));
}

/** Fetched beside its place and renamed into it: of two runs at once, one wins and both find a whole folder. */
async function fetchByMaven(jars: string): Promise<void> {
  await needed('mvn', '--version', 'Maven');
  const project = await mkdtemp(join(tmpdir(), 'motcua-maven-'));
  const draft = `${jars}.${randomUUID()}`;
  try {
    await mkdir(cacheFolder(), { recursive: true });
    await writeFile(join(project, 'pom.xml'), POM);
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
    await run('mvn', ['--quiet', '--batch-mode', ...goal], { cwd: project, timeout: MAVEN_WITHIN_MS });
    await rename(draft, jars).catch((error: unknown) => {
      if (!existsSync(jars)) throw error;
    });
  } catch (cause) {
    throw new Error(`Maven could not fetch io.temporal:temporal-test-server:${VERSION}.`, { cause });
  } finally {
    await rm(project, { recursive: true, force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>motcua</groupId>
  <artifactId>time-skipping</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/** The SDK starts one executable, with a port and a flag: a script makes the Java program look like that. */
async function startOnJava(jars: string, classes: string): Promise<TestWorkflowEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-time-'));
  const path = join(folder, 'server.sh');
  const java = ['java', ...javaOn(jars, `-XX:SharedArchiveFile=${classes}`)]
    .map((word) => `'${word}'`)
    .join(' ');
  await writeFile(path, `#!/bin/sh\necho $$ >'${folder}/pid'\nexec ${java} "$@" >'${folder}/log' 2>&1\n`);
  await chmod(path, 0o755);
  try {
    const environment = await patiently(() =>
      TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
    );
    const guard = startGuard();
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    guard.watch(pid, 'SIGTERM');
    const { teardown } = environment;
    environment.teardown = async () => {
      await teardown.call(environment);
      guard.forget(pid);
      await guard.close();
      await rm(folder, { recursive: true, force: true });
    };
    return environment;
  } catch (cause) {
    throw new Error(`The time-skipping server did not start [log: ${folder}/log].`, { cause });
  }
}

const STARTS = 4;

/** The SDK gives a start 5 seconds, which a machine under load may not make: what has been read once is read faster. */
async function patiently<T>(start: () => Promise<T>): Promise<T> {
  for (let left = STARTS - 1; ; left--) {
    try {
      return await start();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function needed(command: string, argument: string, what: string): Promise<void> {
  try {
    await run(command, [argument], { timeout: 30_000 });
  } catch (cause) {
    throw new Error(`The tests that skip time need ${what}: \`${command}\` does not run here.`, { cause });
  }
}
