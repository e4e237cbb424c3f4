import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileChannel, gatewayChannel, numberOf } from './phone.ts';
import { AddressRefused, ChannelDown, MessageRefused } from './types.ts';

const TEXT = { to: '0905 123 456', subject: '', text: 'Hồ sơ H57.12-261123-0001 đã được tiếp nhận.' };
let gateway: Server;
let place: string;
let answer: { status: number; body: string; location?: string; silent?: boolean };
const heard: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      if (answer.silent) return;
      response
        .writeHead(answer.status, answer.location === undefined ? {} : { Location: answer.location })
        .end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  place = `127.0.0.1:${(gateway.address() as AddressInfo).port}/messages`;
});
beforeEach(() => {
  heard.length = 0;
  answer = { status: 201, body: '{"id":"sms-7"}' };
});
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
});

describe('a gateway', () => {
  test('gets the number as the world writes it, the text, and a key by which it knows a second copy', async () => {
    const sent = await gatewayChannel(`http://hue:b%C3%AD@${place}`).send(TEXT, 'message-1');
    expect(sent).toEqual({ providerId: 'sms-7' });
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ to: '+84905123456', text: TEXT.text });
    expect(heard[0]?.headers).toMatchObject({
      'idempotency-key': 'message-1',
      authorization: `Basic ${Buffer.from('hue:bí').toString('base64')}`,
    });
  });

  test.each([
    [422, AddressRefused],
    [400, MessageRefused],
    [401, ChannelDown],
    [429, ChannelDown],
    [503, ChannelDown],
  ])('that answers %i is understood', async (status, kind) => {
    answer = { status, body: 'no such number: 0905 123 456' };
    const error = await gatewayChannel(`http://${place}`)
      .send(TEXT, 'message-1')
      .catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).not.toContain('0905');
  });

  test('that is silent, or points elsewhere, is asked again later and nobody else is told', async () => {
    answer = { status: 200, body: '', silent: true };
    await expect(gatewayChannel(`http://${place}`, 200).send(TEXT, 'a')).rejects.toBeInstanceOf(ChannelDown);
    heard.length = 0;
    answer = { status: 307, body: '', location: `http://${place}/elsewhere` };
    await expect(gatewayChannel(`http://${place}`).send(TEXT, 'a')).rejects.toBeInstanceOf(ChannelDown);
    expect(heard).toHaveLength(1);
  });
});

test('without a gateway a message is a file, and the same message again the same file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-outbox-'));
  const channel = fileChannel(folder, 'sms');
  await channel.send(TEXT, 'message/../1');
  await channel.send(TEXT, 'message/../1');
  expect(await readdir(join(folder, 'sms'))).toEqual(['message-..-1.json']);
  expect(JSON.parse(await readFile(join(folder, 'sms', 'message-..-1.json'), 'utf8'))).toEqual({
    ...TEXT,
    to: '+84905123456',
  });
  await rm(folder, { recursive: true });
});

test('a telephone number is read as people write it', () => {
  for (const given of ['0905123456', '0905.123.456', '+84 905 123 456', '0084905123456'])
    expect(numberOf(given)).toBe('+84905123456');
  expect(numberOf('+33 1 23 45 67 89')).toBe('+33123456789');
  for (const given of ['', '123', 'không có', '0905x123456'])
    expect(() => numberOf(given)).toThrow(AddressRefused);
});
