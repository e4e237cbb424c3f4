import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../ops/install/embedded-postgres.ts';
import { startGuard } from '../../ops/install/guard.ts';

/** Nothing here outlives the run, so nothing needs to reach the disk. */
export function startTestPostgres(folder: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dir: join(folder, 'postgres'),
    password: randomUUID(),
    logFile: join(folder, 'postgres.log'),
    flags: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
}

/** A server for one file alone: the ids of transactions, and who is still at work, are shared by all databases of a server. */
export async function lonelyPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-postgres-'));
  await chmod(folder, 0o755);
  const guard = startGuard();
  const server = await startTestPostgres(folder);
  guard.watch(server.pid, 'SIGINT');
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      guard.forget(server.pid);
      await guard.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
