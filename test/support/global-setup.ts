import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { cacheFolder, environmentWith } from '../../config/environment.ts';
import { readSettings } from '../../config/settings.ts';
import { SEARCH_ATTRIBUTES } from '../../contracts/temporal/cases.ts';
import { findTemporalCli } from '../../ops/install/cli.ts';
import { startDevServer } from '../../ops/install/dev-server.ts';
import { startGuard } from '../../ops/install/guard.ts';
import type { ServerProcess } from '../../ops/install/server-process.ts';
import { startTestPostgres } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's URL of the run's PostgreSQL; each file makes itself a database there. */
    databaseUrl: string;
    /** `host:port` of the run's Temporal server; each file uses a task queue of its own. */
    temporalAddress: string;
  }
}

/** Real PostgreSQL and real Temporal, started once for all integration tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-test-'));
  await chmod(folder, 0o755);
  const settings = readSettings();
  const guard = startGuard();
  const guarded = async <S extends ServerProcess>(
    starting: Promise<S>,
    signal: NodeJS.Signals,
  ): Promise<S> => {
    const server = await starting;
    guard.watch(server.pid, signal);
    return server;
  };
  const [postgres, temporal] = await Promise.all([
    guarded(startTestPostgres(folder), 'SIGINT'),
    guarded(startTemporal(settings.temporalCliPath, folder), 'SIGTERM'),
  ]);
  project.provide('databaseUrl', postgres.url);
  project.provide('temporalAddress', temporal.address);
  return async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    guard.forget(postgres.pid);
    guard.forget(temporal.pid);
    await guard.close();
    await rm(folder, { recursive: true, force: true });
  };
}

async function startTemporal(cliPath: string | null, folder: string) {
  const say = (line: string): void => {
    process.stderr.write(`  ${line}\n`);
  };
  const binary = await findTemporalCli({
    path: cliPath,
    cacheDir: cacheFolder(),
    environment: environmentWith(),
    say,
  });
  return startDevServer({
    binary,
    dbFile: null,
    namespace: 'default',
    searchAttributes: Object.values(SEARCH_ATTRIBUTES),
    logFile: join(folder, 'temporal.log'),
  });
}
