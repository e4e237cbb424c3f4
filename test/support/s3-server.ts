/** A store that speaks S3 and is not ours: versitygw, over a folder. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../config/environment.ts';
import type { S3Settings } from '../../config/settings.ts';
import { freePort } from '../../ops/install/free-port.ts';
import { startServerProcess } from '../../ops/install/server-process.ts';

export interface S3Server {
  /** An empty bucket. */
  bucket(): S3Settings;
  stop(): Promise<void>;
}

export async function startS3(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-s3-'));
  const [data, sidecar] = [join(folder, 'data'), join(folder, 'sidecar')];
  mkdirSync(data);
  mkdirSync(sidecar);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { accessKeyId: 'motcua', secretAccessKey: 'mat-khau-cua-kho' };
  const server = await startServerProcess({
    name: 'versitygw',
    command: join(cacheFolder(), 'bin', 'versitygw'),
    args: [
      ...[
        '--access',
        keys.accessKeyId,
        '--secret',
        keys.secretAccessKey,
        '--port',
        `127.0.0.1:${port}`,
        '--quiet',
      ],
      // Not every file system of a test machine keeps extended attributes.
      ...['posix', '--sidecar', sidecar, data],
    ],
    port,
    logFile: join(folder, 'log'),
    isReady: () =>
      fetch(endpoint)
        .then(() => true)
        .catch(() => false),
    readyWithinMs: 60_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 5_000,
  });
  let buckets = 0;
  return {
    bucket() {
      const name = `kho-${++buckets}`;
      mkdirSync(join(data, name));
      return { endpoint, bucket: name, region: 'us-east-1', ...keys };
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
