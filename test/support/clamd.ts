/** ClamAV's daemon with a signature of our own, so that none has to be fetched. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../ops/install/free-port.ts';
import { startServerProcess } from '../../ops/install/server-process.ts';

/** What the daemon knows for a virus: harmless, and nothing but text. */
export const VIRUS = `Đây là vi-rút của bài kiểm thử. ${'0123456789'.repeat(10)}\n`;
/** Within any file, such as a PDF. */
export const VIRUS_MARK = 'MOTCUA-TEST-VIRUS-4f1d';

export interface Clamd {
  readonly url: string;
  /** Ends it; `begin` puts it back to the same place. */
  stop(): Promise<void>;
  begin(): Promise<void>;
  close(): Promise<void>;
}

export async function startClamd(): Promise<Clamd> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-clamd-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const bytes = Buffer.from(VIRUS);
  const md5 = createHash('md5').update(bytes).digest('hex');
  writeFileSync(join(folder, 'own.hdb'), `${md5}:${bytes.length}:Motcua.Test.Whole\n`);
  // Name, any kind of file, anywhere, bytes.
  writeFileSync(join(folder, 'own.ndb'), `Motcua.Test.Part:0:*:${Buffer.from(VIRUS_MARK).toString('hex')}\n`);
  const config = join(folder, 'clamd.conf');
  const said = [
    `DatabaseDirectory ${folder}`,
    `TCPSocket ${port}`,
    'TCPAddr 127.0.0.1',
    'Foreground yes',
    'StreamMaxLength 8M',
    'MaxThreads 4',
    // It is given nothing but our own files: no need of its precautions against those who write them.
    `TemporaryDirectory ${folder}`,
  ];
  if (process.getuid?.() === 0) said.push('User root');
  writeFileSync(config, `${said.join('\n')}\n`);
  const start = () =>
    startServerProcess({
      name: 'clamd',
      command: 'clamd',
      args: ['--config-file', config],
      port,
      logFile: join(folder, 'log'),
      isReady: () => answers(port),
      readyWithinMs: 60_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 5_000,
    });
  let server = await start();
  return {
    url: `tcp://127.0.0.1:${port}`,
    stop: () => server.stop(),
    begin: async () => {
      server = await start();
    },
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (data) => {
      resolve(data.toString() === 'PONG\0');
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}
