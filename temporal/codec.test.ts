import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EncryptionCodec, PayloadKeyError } from './codec.ts';
import { makePayloadKeys, readPayloadKeys } from './keys.ts';

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const payload = (text: string) => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(text)),
});
const text = ({ data }: { data?: Uint8Array | null }) => JSON.parse(Buffer.from(data ?? []).toString('utf8'));

describe('payloads', () => {
  test.each(['', 'Nguyễn Văn Lợi', 'x'.repeat(100_000)])('come back as they were', async (said) => {
    const codec = new EncryptionCodec([key('k1', 1)]);
    const [back] = await codec.decode(await codec.encode([payload(said)]));
    expect(text(back ?? {})).toBe(said);
    expect(Buffer.from(back?.metadata?.encoding ?? []).toString()).toBe('json/plain');
  });

  test('show nothing but the key’s id, and never twice the same', async () => {
    const codec = new EncryptionCodec([key('k1', 1)]);
    const [one, two] = await codec.encode([payload('Nguyễn'), payload('Nguyễn')]);
    expect(Buffer.from(one?.metadata?.['key-id'] ?? []).toString()).toBe('k1');
    expect(Buffer.from(one?.data ?? []).includes('Nguy')).toBe(false);
    expect(Buffer.from(one?.data ?? []).equals(Buffer.from(two?.data ?? []))).toBe(false);
  });

  test('of a procedure are compressed', async () => {
    const [large] = await new EncryptionCodec([key('k1', 1)]).encode([payload('bước '.repeat(5_000))]);
    expect(large?.data?.length).toBeLessThan(1_000);
  });

  test('open with an older key of the ring, so that keys can be replaced while cases run', async () => {
    const old = await new EncryptionCodec([key('k1', 1)]).encode([payload('cũ')]);
    const [back] = await new EncryptionCodec([key('k2', 2), key('k1', 1)]).decode(old);
    expect(text(back ?? {})).toBe('cũ');
  });

  test('say which key is missing, and open with no other', async () => {
    const old = await new EncryptionCodec([key('k1', 1)]).encode([payload('cũ')]);
    await expect(new EncryptionCodec([key('k2', 2)]).decode(old)).rejects.toThrow(
      'The payload key k1 is not in PAYLOAD_KEYS.',
    );
    await expect(new EncryptionCodec([key('k1', 9)]).decode(old)).rejects.toThrow(PayloadKeyError);
  });

  test('that were changed by a single bit do not open', async () => {
    const codec = new EncryptionCodec([key('k1', 1)]);
    const [sealed] = await codec.encode([payload('hồ sơ')]);
    const data = Buffer.from(sealed?.data ?? []);
    data[20] = (data[20] ?? 0) ^ 1;
    await expect(codec.decode([{ metadata: sealed?.metadata ?? {}, data }])).rejects.toThrow(PayloadKeyError);
  });

  test('are not encrypted with an empty ring or a short key', () => {
    expect(() => new EncryptionCodec([])).toThrow(PayloadKeyError);
    expect(() => new EncryptionCodec([{ id: 'k', key: Buffer.alloc(16) }])).toThrow(
      'The payload key k is not 32 bytes.',
    );
  });
});

describe('payload keys', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-keys-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  test('are made once for a data folder, for its owner’s eyes only', () => {
    const first = makePayloadKeys(dataDir);
    expect(makePayloadKeys(dataDir)).toEqual(first);
    expect(statSync(join(dataDir, 'keys', 'payload.keys')).mode & 0o777).toBe(0o600);
    expect(readPayloadKeys({ payloadKeys: null, dataDir, temporalAddress: 'elsewhere:7233' })).toEqual(first);
  });

  test('are never made up for somebody else’s cluster', () => {
    const empty = join(dataDir, 'empty');
    expect(() =>
      readPayloadKeys({ payloadKeys: null, dataDir: empty, temporalAddress: 'cluster:7233' }),
    ).toThrow(/PAYLOAD_KEYS is needed/);
    expect(existsSync(empty)).toBe(false);
  });

  test('of the settings come first', () => {
    const base64 = Buffer.alloc(32, 5).toString('base64');
    const [first] = readPayloadKeys({ payloadKeys: `new:${base64}`, dataDir, temporalAddress: null });
    expect(first).toEqual({ id: 'new', key: Buffer.alloc(32, 5) });
  });
});
