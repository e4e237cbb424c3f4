import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { demandSigned } from './signed-call.ts';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const OTHER = `whsec_${randomBytes(24).toString('base64')}`;
const AT = new Date('2026-11-23T08:00:00Z');
const BODY = '{"place":"Huế"}';

/** As the library of Standard Webhooks signs it. */
function headers(secret = SECRET, at = AT, body = BODY): Record<string, string> {
  return {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(at.getTime() / 1000),
    'webhook-signature': new Webhook(secret).sign('msg-1', at, body),
  };
}

function isTaken(
  given: Record<string, string>,
  {
    secrets = [SECRET],
    now = AT.getTime(),
    body = BODY,
  }: { secrets?: string[]; now?: number; body?: string } = {},
): boolean {
  const req = { get: (name: string) => given[name], body: Buffer.from(body) } as unknown as Request;
  try {
    demandSigned(req, secrets, now);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-signature' });
    return false;
  }
}

const MINUTE = 60_000;

describe('a call of another system', () => {
  test('is taken when any of the secrets signed it', () => {
    expect(isTaken(headers())).toBe(true);
    expect(isTaken(headers(), { secrets: [OTHER, SECRET] })).toBe(true);
    expect(isTaken(headers(OTHER), { secrets: [OTHER, SECRET] })).toBe(true);
    expect(isTaken(headers(OTHER))).toBe(false);
  });

  test('is taken when any of its own signatures is good: who signs changes secrets too', () => {
    const both = `${headers(OTHER)['webhook-signature']} ${headers()['webhook-signature']}`;
    expect(isTaken({ ...headers(), 'webhook-signature': both })).toBe(true);
  });

  test('is not taken where nobody is known', () => {
    expect(isTaken(headers(), { secrets: [] })).toBe(false);
  });

  test('is taken within five minutes of its time stamp, before and after', () => {
    expect(isTaken(headers(), { now: AT.getTime() + 5 * MINUTE })).toBe(true);
    expect(isTaken(headers(), { now: AT.getTime() + 5 * MINUTE + 1 })).toBe(false);
    expect(isTaken(headers(), { now: AT.getTime() - 5 * MINUTE })).toBe(true);
    expect(isTaken(headers(), { now: AT.getTime() - 5 * MINUTE - 1 })).toBe(false);
  });

  test.each<[string, Record<string, string>]>([
    ['without an id', { 'webhook-id': '' }],
    ['with another id', { 'webhook-id': 'msg-2' }],
    ['with another time', { 'webhook-timestamp': String(AT.getTime() / 1000 + 1) }],
    ['with a time that is none', { 'webhook-timestamp': 'now' }],
    ['without a signature', { 'webhook-signature': '' }],
    [
      'with a signature of another version',
      { 'webhook-signature': headers()['webhook-signature']?.replace('v1,', 'v2,') ?? '' },
    ],
    ['with half a signature', { 'webhook-signature': headers()['webhook-signature']?.slice(0, 20) ?? '' }],
    ['with a comma for a signature', { 'webhook-signature': 'v1,' }],
  ])('%s is not taken', (_, change) => {
    expect(isTaken({ ...headers(), ...change })).toBe(false);
  });

  test('with another body is not taken', () => {
    expect(isTaken(headers(), { body: BODY.replace('Huế', 'Hue') })).toBe(false);
  });
});
