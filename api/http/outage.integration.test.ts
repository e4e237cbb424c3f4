/** PostgreSQL or Temporal away: told within five seconds, and what was accepted is done when they are back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../server.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { startTestServer } from '../../test/support/server.ts';

/** A wire to a server: whole; `cut`; `silent`, which takes what is sent and passes nothing on; `deaf`, which loses the answers. */
type Wire = 'whole' | 'cut' | 'silent' | 'deaf';

class Line {
  wire: Wire = 'whole';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(host: string, port: number) {
    this.#server = createServer((near) => {
      if (this.wire === 'cut') {
        near.destroy();
        return;
      }
      const far = connect(port, host);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.on('data', (bytes) => this.wire !== 'silent' && far.write(bytes));
      far.on('data', (bytes) => this.wire === 'whole' && near.write(bytes));
    });
  }

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as { port: number }).port;
  }

  turn(wire: Wire): void {
    this.wire = wire;
    // What was lost on a wire stays lost: a connection goes on whole or not at all.
    if (wire === 'cut' || wire === 'whole') for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

let api: Api;
let server: RunningServer;
let token: string;
let lines: { readonly postgres: Line; readonly temporal: Line };
const dataDir = mkdtempSync(join(tmpdir(), 'motcua-outage-'));

beforeAll(async () => {
  api = await startApi();
  const { settings, keys, taskQueue } = api.engine;
  const database = new URL(settings.databaseUrl ?? '');
  const [host = '', port] = (settings.temporalAddress ?? '').split(':');
  lines = {
    postgres: new Line(database.hostname, Number(database.port)),
    temporal: new Line(host, Number(port)),
  };
  database.hostname = '127.0.0.1';
  database.port = String(await lines.postgres.open());
  server = await startTestServer({
    settings: {
      ...settings,
      port: 0,
      dataDir,
      databaseUrl: database.href,
      temporalAddress: `127.0.0.1:${await lines.temporal.open()}`,
    },
    keys,
    taskQueue,
    logger: pino({ level: 'silent' }),
  });
  const given = await fetch(`${server.url}/dev/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: 'lan' }),
  });
  token = ((await given.json()) as { token: string }).token;
});

afterEach(async () => {
  lines.postgres.turn('whole');
  lines.temporal.turn('whole');
  await expect.poll(async () => (await ask('GET', '/readyz')).status, { interval: 200 }).toBe(200);
});

afterAll(async () => {
  await server.close();
  lines.postgres.close();
  lines.temporal.close();
  await api.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(method: string, path: string, body?: unknown, key = 'k') {
  const began = performance.now();
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answered = (await response.json()) as { code?: string; id?: string };
  return {
    status: response.status,
    body: answered,
    retryAfter: response.headers.get('retry-after'),
    took: performance.now() - began,
  };
}

async function cases(): Promise<number> {
  const { rows } = await api.engine.owner.pool.query('SELECT count(*)::int AS n FROM cases');
  return rows[0].n;
}

const UNAVAILABLE = { status: 503, body: { code: 'unavailable' }, retryAfter: '5' };

describe.each([
  ['postgres', 'cut'],
  ['postgres', 'silent'],
  ['temporal', 'cut'],
  ['temporal', 'silent'],
] as const)('while the wire to %s is %s', (part, wire) => {
  test('a filing is told so within five seconds, and done once when it comes again', async () => {
    const key = `${part}-${wire}`;
    const before = await cases();
    await ask('GET', '/v1/cases');
    lines[part].turn(wire);
    const refused = await ask('POST', '/v1/dossiers', permitFiling(), key);
    expect(refused).toMatchObject(UNAVAILABLE);
    expect(refused.took).toBeLessThan(5_000);
    const ready = await ask('GET', '/readyz');
    expect(ready).toMatchObject({
      status: 503,
      body: { ready: false, parts: { [part]: false } },
      retryAfter: '5',
    });
    lines[part].turn('whole');
    await expect
      .poll(async () => (await ask('POST', '/v1/dossiers', permitFiling(), key)).status, {
        interval: 500,
      })
      .toBe(201);
    expect(await cases()).toBe(before + 1);
  });
});

test('a filing whose answer was lost is done nevertheless, and asking again finds it', async () => {
  const before = await cases();
  await ask('GET', '/readyz');
  lines.temporal.turn('deaf');
  const lost = await ask('POST', '/v1/dossiers', permitFiling(), 'lost');
  expect(lost).toMatchObject(UNAVAILABLE);
  await expect.poll(cases).toBe(before + 1);
  lines.temporal.turn('whole');
  await expect
    .poll(async () => (await ask('POST', '/v1/dossiers', permitFiling(), 'lost')).status, {
      interval: 500,
    })
    .toBe(201);
  expect(await cases()).toBe(before + 1);
});

test('reading goes on while Temporal is away', async () => {
  lines.temporal.turn('cut');
  expect((await ask('GET', '/v1/cases')).status).toBe(200);
});

test('many actions at once do not each wait for what is away', async () => {
  lines.temporal.turn('cut');
  const items = (await ask('GET', '/v1/cases')).body as unknown as { items: { id: string }[] };
  const [one] = items.items;
  const began = performance.now();
  const answer = await ask('POST', '/v1/actions', {
    action: 'note',
    items: Array.from({ length: 30 }, (_, n) => ({ case: one?.id, key: `away-${n}`, input: { text: 'x' } })),
  });
  const { items: results } = answer.body as unknown as { items: { problem: { code: string } }[] };
  expect(results.map(({ problem }) => problem.code)).toEqual(Array(30).fill('unavailable'));
  expect(performance.now() - began).toBeLessThan(8_000);
});
