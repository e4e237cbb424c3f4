import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { mayBeCalled } from '../../contracts/webhooks/webhook-address.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { isAllowed, signatureOf, webhookSender } from './index.ts';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const call = (url: string) => ({ url, secrets: [SECRET], id: 'x', at: Date.now() as Instant, body: '{}' });

describe('an address', () => {
  test.each([
    ['8.8.8.8', true, true, true],
    ['2606:4700::1111', true, true, true],
    ['10.1.2.3', false, true, true],
    ['172.31.255.255', false, true, true],
    ['192.168.0.1', false, true, true],
    ['100.64.0.1', false, true, true],
    ['fd00::1', false, true, true],
    ['127.0.0.1', false, false, true],
    ['::1', false, false, true],
    ['::ffff:127.0.0.1', false, false, true],
    ['::ffff:8.8.8.8', false, false, false],
    ['0.0.0.0', false, false, false],
    ['::', false, false, false],
    ['169.254.169.254', false, false, false],
    ['::ffff:169.254.169.254', false, false, false],
    ['fe80::1', false, false, false],
    ['224.0.0.1', false, false, false],
    ['255.255.255.255', false, false, false],
    ['ff02::1', false, false, false],
    ['64:ff9b::7f00:1', false, false, false],
    ['2002:7f00:1::', false, false, false],
    ['2001:db8::1', false, false, false],
    ['172.32.0.1', true, true, true],
    ['not an address', false, false, false],
  ])('%s may be called: public %s, private %s, development %s', (address, open, inHouse, development) => {
    expect(isAllowed(address, 'public')).toBe(open);
    expect(isAllowed(address, 'private')).toBe(inHouse);
    expect(isAllowed(address, 'development')).toBe(development);
  });

  test.each([
    ['https://example.vn/x', true, true],
    ['http://example.vn/x', false, false],
    ['http://localhost:1/x', false, true],
    ['http://127.0.0.1:1/x', false, true],
    ['http://127.0.0.1.example.vn/x', false, false],
    ['https://u:p@example.vn/', false, false],
    ['file:///etc/passwd', false, false],
  ])('%s looks like one: public %s, development %s', (url, open, development) => {
    expect(mayBeCalled(new URL(url), 'private')).toBe(open);
    expect(mayBeCalled(new URL(url), 'development')).toBe(development);
  });
});

describe('a sender', () => {
  test('refuses this machine by its name, by its address, and by an address in disguise', async () => {
    const sender = webhookSender('public');
    for (const url of [
      'https://localhost:1/',
      'https://127.0.0.1:1/',
      'https://[::1]:1/',
      'https://2130706433:1/',
      'https://0x7f.1:1/',
      'https://[::ffff:7f00:1]:1/',
    ])
      await expect(sender.send(call(url)), url).rejects.toThrow(/may not be called/);
  });

  test('waits for an answer so long, and no longer', async () => {
    const slow = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(slow, 'listening');
    const { port } = slow.address() as AddressInfo;
    await expect(webhookSender('development', 200).send(call(`http://127.0.0.1:${port}/`))).rejects.toThrow(
      'no answer within 200 ms',
    );
    slow.closeAllConnections();
    slow.close();
  });

  test('keeps only so many calls under way to one address, and takes more when they are over', async () => {
    const slow = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(slow, 'listening');
    const { port } = slow.address() as AddressInfo;
    const sender = webhookSender('development', 200);
    const to = call(`http://127.0.0.1:${port}/`);
    const burst = await Promise.allSettled(Array.from({ length: 25 }, () => sender.send(to)));
    const busy = burst.filter((each) => each.status === 'rejected' && /under way/.test(each.reason.message));
    expect(busy).toHaveLength(5);
    await expect(sender.send(to)).rejects.toThrow('no answer');
    slow.closeAllConnections();
    slow.close();
  });

  test('takes no more of an answer than its status', async () => {
    const endless = createServer((_, response) => {
      response.writeHead(200);
      const more = () => void (response.destroyed || response.write('x'.repeat(65_536), more));
      more();
    }).listen(0, '127.0.0.1');
    await once(endless, 'listening');
    const { port } = endless.address() as AddressInfo;
    expect(await webhookSender('development').send(call(`http://127.0.0.1:${port}/`))).toBe(200);
    endless.closeAllConnections();
    endless.close();
  });
});

test('the signature is the one of the library, in its own words', () => {
  const at = 1_772_000_000_000 as Instant;
  expect(signatureOf({ id: 'msg_1', at, body: '{"ă":1}', secrets: [SECRET] })).toBe(
    new Webhook(SECRET).sign('msg_1', new Date(at), '{"ă":1}'),
  );
});
