import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../ops/install/free-port.ts';
import { type Clamd, startClamd, VIRUS, VIRUS_MARK } from '../../test/support/clamd.ts';
import { clamdScanner } from './clamd.ts';
import { ScannerUnavailable } from './types.ts';

let clamd: Clamd;

beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd.close());

async function verdict(url: string, ...chunks: readonly (string | Uint8Array)[]): Promise<string | null> {
  const scan = clamdScanner(url, { idleMs: 2_000 }).begin();
  for (const chunk of chunks) await scan.write(Buffer.from(chunk));
  return scan.verdict();
}

describe('ClamAV’s daemon', () => {
  test('finds nothing in what is harmless, and what its signatures say in what is not', async () => {
    expect(await verdict(clamd.url, 'một tờ đơn')).toBeNull();
    expect(await verdict(clamd.url, VIRUS)).toBe('Motcua.Test.Whole.UNOFFICIAL');
    // In parts, as files come.
    const half = VIRUS_MARK.length / 2;
    const parts = [`%PDF-1.7 ${VIRUS_MARK.slice(0, half)}`, VIRUS_MARK.slice(half), ' %%EOF'];
    expect(await verdict(clamd.url, ...parts)).toBe('Motcua.Test.Part.UNOFFICIAL');
  });

  test('looks at several files at once', async () => {
    const found = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => verdict(clamd.url, n % 2 ? VIRUS : 'lành')),
    );
    expect(found.map((each) => each !== null)).toEqual([true, false, true, false, true, false]);
  });

  test('takes what is larger than it wants as not scanned, never as clean', async () => {
    const megabytes = Array.from({ length: 12 }, () => Buffer.alloc(1_000_000, 'a'));
    await expect(verdict(clamd.url, ...megabytes)).rejects.toThrow(ScannerUnavailable);
  });
});

describe('a scanner that is not there', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  const answering = (answer: string | null): Promise<string> =>
    new Promise((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        if (answer !== null) socket.end(answer);
      }).listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(`tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
      });
      servers.push(server);
    });

  test.each([
    ['refuses connections', async () => `tcp://127.0.0.1:${await freePort()}`],
    ['hangs', () => answering(null)],
    ['hangs up', () => answering('')],
    ['says something else', () => answering('stream: OK and more\0')],
    ['never ends its answer', () => answering('stream: OK')],
    ['says that it cannot', () => answering('INSTREAM: read error ERROR\0')],
  ])('%s: nobody is told that a file is clean', async (_, url) => {
    await expect(verdict(await url(), 'một tờ đơn')).rejects.toThrow(ScannerUnavailable);
  });
});
