/** The simulated carrier itself: whole lives, faster than in life, and books that outlast it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readScans } from '../../../domain/shipments/reading.ts';
import {
  CITIZEN_ADDRESS,
  resultOrder,
  startCarrier,
  type TestCarrier,
} from '../../../test/support/carrier.ts';
import { httpCarrier } from '../http.ts';
import { CarrierDown } from '../types.ts';
import { LIFE_NAMES, type Life } from './lives.ts';

/** Thirty days in a second. */
const FAST = 30 * 86_400;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function post(...given: Parameters<typeof startCarrier>): Promise<TestCarrier> {
  const started = await startCarrier(...given);
  closing.push(started.close);
  return started;
}

const kindsOf = async ({ carrier }: TestCarrier, tracking: string) =>
  (await carrier.scans(tracking)).map(({ kind }) => kind);

describe('a life', () => {
  test.each<[Life, string, string]>([
    ['delivered', 'result', 'accepted departed arrived out-for-delivery delivered'],
    [
      'two-attempts',
      'result',
      'accepted departed arrived out-for-delivery attempted out-for-delivery attempted out-for-delivery delivered',
    ],
    ['refused', 'result', 'accepted departed arrived out-for-delivery attempted held returning returned'],
    ['lost', 'result', 'accepted departed'],
    ['damaged', 'result', 'accepted departed arrived damaged'],
    ['delivered', 'documents', 'picked-up accepted departed arrived out-for-delivery delivered'],
    ['nobody-home', 'documents', 'attempted attempted cancelled'],
  ])('%s of a %s runs through in its order', async (life, direction, way) => {
    const started = await post({ life, speed: FAST });
    const { tracking } = await started.carrier.create(
      resultOrder({ direction: direction === 'documents' ? 'documents' : 'result' }),
      'k1',
    );
    await vi.waitFor(async () => expect((await kindsOf(started, tracking)).join(' ')).toBe(way), 30_000);
    const scans = await started.carrier.scans(tracking);
    expect([...scans].sort((a, b) => a.at - b.at)).toEqual(scans);
  });

  test('with money to collect ends when that is handed over', async () => {
    const started = await post({ life: 'delivered', speed: FAST });
    const { tracking } = await started.carrier.create(resultOrder({ cod: 15_000 }), 'k1');
    await vi.waitFor(async () => expect(await kindsOf(started, tracking)).toContain('cod-remitted'), 30_000);
    const reading = readScans(await started.carrier.scans(tracking));
    expect(reading).toMatchObject({ status: 'delivered', collected: 15_000 });
    expect(reading.remittedAt).not.toBeNull();
  });

  test('at a wrong address goes on to the right one', async () => {
    const started = await post({ life: 'wrong-address', speed: FAST });
    const { tracking } = await started.carrier.create(resultOrder(), 'k1');
    await vi.waitFor(async () => expect(await kindsOf(started, tracking)).toContain('attempted'), {
      timeout: 30_000,
      interval: 5,
    });
    await started.carrier.readdress(
      tracking,
      'result',
      { ...CITIZEN_ADDRESS, address: '8 Hùng Vương' },
      'a1',
    );
    await vi.waitFor(async () => expect(await kindsOf(started, tracking)).toContain('delivered'), 30_000);
    expect(await kindsOf(started, tracking)).not.toContain('returned');
  });

  test('is the same for the same seed and key', async () => {
    const lives = async (seed: string) => {
      const { carrier, control } = await post({ seed, life: null });
      for (let n = 0; n < 30; n++) await carrier.create(resultOrder(), `k${n}`);
      return control.shipments.map(({ life, tracking }) => `${life} ${tracking}`);
    };
    const first = await lives('a');
    expect(await lives('a')).toEqual(first);
    expect(await lives('b')).not.toEqual(first);
    expect(new Set(first.map((each) => each.split(' ')[0])).size).toBeGreaterThan(2);
  });

  test('can be wished for by the number of an order', async () => {
    const { carrier, control } = await post();
    control.wish('lost', 'H57.12-261123-0009');
    await carrier.create(resultOrder({ orderNumber: 'H57.12-261123-0009' }), 'k1');
    await carrier.create(resultOrder(), 'k2');
    expect(control.shipments.map(({ life }) => life)).toEqual(['lost', 'manual']);
    expect(LIFE_NAMES).toContain('lost');
  });
});

describe('the books', () => {
  test('outlast the carrier: the same key is the same shipment, and its life goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-carrier-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'books.json');
    const before = await startCarrier({ file, life: 'delivered', speed: FAST });
    const created = await before.carrier.create(resultOrder(), 'k1');
    await before.close();
    const after = await post({ file, life: 'delivered', speed: FAST });
    await expect(after.carrier.create(resultOrder(), 'k1')).resolves.toEqual(created);
    await vi.waitFor(
      async () => expect(await kindsOf(after, created.tracking)).toContain('delivered'),
      4_000,
    );
    const other = await after.carrier.create(resultOrder(), 'k2');
    expect(other.tracking).not.toBe(created.tracking);
  });
});

describe('its faults, by settings and seed', () => {
  test('an answer takes as long as it is told to, and one that takes too long is none', async () => {
    const { carrier, control } = await post({ faults: { latencyMs: [120, 150] } });
    const begun = performance.now();
    await carrier.create(resultOrder(), 'k1');
    // Login and order.
    expect(performance.now() - begun).toBeGreaterThan(240);
    control.faults({ latencyMs: [900, 900] });
    await expect(carrier.create(resultOrder(), 'k2')).rejects.toThrow(CarrierDown);
    control.faults({ latencyMs: [0, 0] });
    // It was taken all the same, after nobody waited any more.
    await vi.waitFor(async () => expect(await carrier.find('k2')).not.toBeNull(), 30_000);
  });

  test('it is out in stretches, the same for the same seed', async () => {
    const outages = async (seed: string) => {
      const { carrier } = await post({ seed, faults: { outages: 0.5, outageMs: 10_000_000 } });
      return carrier.find('k1').then(
        () => false,
        () => true,
      );
    };
    const seeds = Array.from({ length: 12 }, (_, n) => `s${n}`);
    const first = await Promise.all(seeds.map(outages));
    expect(new Set(first)).toEqual(new Set([true, false]));
    expect(await Promise.all(seeds.map(outages))).toEqual(first);
  });

  test('a forger tells beside it', async () => {
    const reported: { id: string; signature: string | undefined }[] = [];
    const listener = createServer((req, res) => {
      reported.push({
        id: String(req.headers['webhook-id']),
        signature: req.headers['webhook-signature'] as string | undefined,
      });
      res.writeHead(401).end();
    }).listen(0, '127.0.0.1');
    closing.push(() => listener.close());
    await once(listener, 'listening');
    const { carrier, control } = await post({ faults: { forged: 1 } });
    control.listen({
      url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
      secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    });
    const { tracking } = await carrier.create(resultOrder(), 'k1');
    control.scan(tracking, { kind: 'accepted' });
    await vi.waitFor(() => {
      expect(reported.some(({ id }) => id.startsWith('forged-'))).toBe(true);
      expect(reported.some(({ id }) => id.startsWith(tracking))).toBe(true);
    }, 30_000);
  });
});

test('`npm run carrier` listens where it is told to, and tells how it is reached', async () => {
  const ops = fileURLToPath(new URL('../../../ops/commands/carrier.ts', import.meta.url));
  const settings = ['--port', '0', '--seed', 'rain', '--outages', '0', '--forged', '0.1', '--latency', '1,2'];
  const child = spawn(process.execPath, ['--import', 'tsx', ops, ...settings]);
  closing.push(() => child.kill());
  let said = '';
  child.stdout.on('data', (part) => {
    said += String(part);
  });
  await vi.waitFor(() => expect(said).toContain('CARRIER_WEBHOOK_SECRETS=whsec_'), 60_000);
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
  const carrier = httpCarrier('post', { url, account: 'motcua', password: 'motcua' });
  const { tracking } = await carrier.create(resultOrder(), 'k1');
  await expect(carrier.find('k1')).resolves.toEqual({ tracking });
});

describe('the control over HTTP', () => {
  const ask = async (url: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/control/${path}`, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('makes scans, outages and lives, and shows what is in the books', async () => {
    const { url, carrier, control } = await post();
    const { tracking } = await carrier.create(resultOrder(), 'k1');
    expect((await ask(url, 'scans', { tracking, kind: 'accepted' })).body.id).toBe(`${tracking}-1`);
    expect((await ask(url, 'lives', { life: 'lost' })).status).toBe(200);
    expect((await ask(url, 'outage', { kind: 'says-so' })).status).toBe(200);
    await expect(carrier.find('k1')).rejects.toThrow();
    expect((await ask(url, 'outage', { kind: null })).status).toBe(200);
    expect((await carrier.find('k1'))?.tracking).toBe(tracking);
    const { body } = await ask(url, 'shipments');
    expect(body).toMatchObject({ requests: { k1: 1 }, shipments: [{ tracking, key: 'k1' }] });
    expect(control.unreported).toEqual([`${tracking}-1`]);
  });

  test('refuses what it does not know', async () => {
    const { url } = await post();
    expect((await ask(url, 'outage', { kind: 'sulks' })).status).toBe(422);
    expect((await ask(url, 'scans', { tracking: 'EA1', kind: 'accepted' })).status).toBe(404);
  });

  test('shows a page without letting an order write into it', async () => {
    const { url, carrier } = await post();
    await carrier.create(resultOrder({ orderNumber: '<script>x</script>' }), 'k1');
    const page = await (await fetch(url)).text();
    expect(page).toContain('&#60;script&#62;x');
    expect(page).not.toContain('<script>');
  });
});
