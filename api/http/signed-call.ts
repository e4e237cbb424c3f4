/** Calls of other systems that need no account: signed as Standard Webhooks has it (standardwebhooks.com). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from './problem.ts';

/** How far the two clocks may be apart, and how long a call may be under way. */
const TOLERANCE_MS = 5 * 60_000;
const MOST_SIGNATURES = 10;

/**
 * Any of the secrets may have signed; without secrets nothing is taken. Within the tolerance the very same call can come again:
 * what it brings must be known by an id of its own.
 *
 * @throws Problem bad-signature
 */
export function demandSigned(req: Request, secrets: readonly string[], now: number): void {
  const id = req.get('webhook-id') ?? '';
  const timestamp = req.get('webhook-timestamp') ?? '';
  const signatures = (req.get('webhook-signature') ?? '').split(' ').slice(0, MOST_SIGNATURES);
  const isFresh = /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= TOLERANCE_MS;
  const bytes: unknown = req.body;
  const body = bytes instanceof Uint8Array ? bytes : new Uint8Array();
  const isSigned = secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    return signatures.some((each) => isSame(each, wanted));
  });
  if (id === '' || !isFresh || !isSigned) throw new Problem('bad-signature');
}

function isSame(signature: string, wanted: Buffer): boolean {
  const [version, encoded = ''] = signature.split(',', 2);
  const given = Buffer.from(encoded, 'base64');
  return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
}
