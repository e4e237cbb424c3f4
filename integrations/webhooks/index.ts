/** Calls of other systems: CloudEvents 1.0 as JSON, signed as Standard Webhooks has it (standardwebhooks.com). */
import { createHmac } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { mayBeCalled, type WebhookTargets } from '../../contracts/webhooks/webhook-address.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface Call {
  readonly url: string;
  /** Of the form `whsec_<base64>`; each signs. */
  readonly secrets: readonly string[];
  /** The same for every attempt. */
  readonly id: string;
  readonly at: Instant;
  /** JSON. */
  readonly body: string;
}

/** It did not get through; the message says why, without what was sent. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

export interface WebhookSender {
  /** The status that was answered, a redirect's too: none is followed. @throws CallFailed without an answer in time. */
  send(call: Call): Promise<number>;
}

const ANSWERS_WITHIN_MS = 10_000;
/** To one address; a slow receiver must not take up all that the worker can do at a time. */
const MOST_AT_ONCE = 20;

export function webhookSender(targets: WebhookTargets, answersWithinMs = ANSWERS_WITHIN_MS): WebhookSender {
  const underWay = new Map<string, number>();
  return {
    async send(call) {
      const already = underWay.get(call.url) ?? 0;
      if (already >= MOST_AT_ONCE) throw new CallFailed('too many calls under way');
      underWay.set(call.url, already + 1);
      try {
        return await send(call, targets, answersWithinMs);
      } finally {
        const left = (underWay.get(call.url) ?? 1) - 1;
        if (left === 0) underWay.delete(call.url);
        else underWay.set(call.url, left);
      }
    },
  };
}

/** The header `webhook-signature`: one for each secret, so that a receiver may know the old or the new one. */
export function signatureOf({ id, at, body, secrets }: Pick<Call, 'id' | 'at' | 'body' | 'secrets'>): string {
  const signed = `${id}.${secondsOf(at)}.${body}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    })
    .join(' ');
}

async function send(call: Call, targets: WebhookTargets, withinMs: number): Promise<number> {
  const { id, at, body } = call;
  const url = new URL(call.url);
  if (!mayBeCalled(url, targets))
    throw new CallFailed('an https address is needed, without user name and password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without being looked up.
  if (isIP(host) !== 0 && !isAllowed(host, targets)) throw new CallFailed(refused(host));
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    lookup: checkedLookup(targets),
    signal: AbortSignal.timeout(withinMs),
    headers: {
      'Content-Type': 'application/cloudevents+json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'User-Agent': 'Motcua',
      'webhook-id': id,
      'webhook-timestamp': String(secondsOf(at)),
      'webhook-signature': signatureOf(call),
    },
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      // What is said beside the status is of no interest, however long it is.
      response.destroy();
    });
    request.on('error', (error) => reject(new CallFailed(reasonOf(error, withinMs))));
    request.end(body);
  });
}

/** Every address that the name stands for has to be allowed; the one connected to is one of these, not looked up again. */
function checkedLookup(targets: WebhookTargets): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const strange = error === null ? found.find(({ address }) => !isAllowed(address, targets)) : undefined;
      const first = found?.[0];
      if (error !== null) callback(error, '', 0);
      else if (strange !== undefined) callback(new CallFailed(refused(strange.address)), '', 0);
      else if (first === undefined) callback(new CallFailed(`${hostname} stands for no address`), '', 0);
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** Of the public internet: global unicast, without what is reserved, documented, tunnelled or translated within it. */
const UNPUBLIC = {
  ipv4: blocked([
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ]),
  // In a list of its own: within ::/3 lies all of IPv4.
  ipv6: blocked(['::/3', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '4000::/2', '8000::/1']),
};
const PRIVATE = blocked(['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);
const LOOPBACK = blocked(['127.0.0.0/8', '::1/128']);

/** Addresses of the link, where clouds keep their keys, are never called. */
export function isAllowed(address: string, targets: WebhookTargets): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return false;
  if (!UNPUBLIC[family].check(address, family)) return true;
  if (targets !== 'public' && PRIVATE.check(address, family)) return true;
  return targets === 'development' && LOOPBACK.check(address, family);
}

function blocked(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/');
    list.addSubnet(net, Number(prefix), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function secondsOf(at: Instant): number {
  return Math.floor(at / 1000);
}

function refused(address: string): string {
  return `${address} may not be called: see WEBHOOK_TARGETS`;
}

/** In words that can be shown to administrators. */
function reasonOf(error: Error, withinMs: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${withinMs} ms`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
