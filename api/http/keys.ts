/** The Idempotency-Key: who used it for what, and the answer that it got. */
import type { Request } from 'express';
import { canonicalJson, sha256 } from '../../db/core/digest.ts';
import { findAnswer, keepAnswer } from '../../db/core/idempotency.ts';
import type { Actor, Order } from '../../domain/cases/state/commands.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Context } from './context.ts';
import { Problem } from './problem.ts';
import type { Reply } from './registry.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** A caller's key, and the fingerprint of what they ask under it. */
export interface Keyed {
  readonly key: string;
  readonly orderId: Order['id'];
  readonly fingerprint: string;
}

/** @throws Problem key-required */
export function keyOf(req: Request, actor: Actor, request: unknown): Keyed {
  const key = req.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw new Problem('key-required');
  return keyed(key, actor, request);
}

export function keyed(key: string, actor: Actor, request: unknown): Keyed {
  return {
    key,
    orderId: sha256(`order\n${actor.user}\n${key}`).slice(0, 32),
    fingerprint: sha256(canonicalJson(request)),
  };
}

/** The same caller and key always mean the same case, whatever was lost in between. */
export function caseIdOf(actor: Actor, key: string): CaseId {
  return sha256(`case\n${actor.user}\n${key}`).slice(0, 32) as CaseId;
}

/**
 * Gives the answer that the key got before, or does the work and keeps its answer. Refusals are not kept: what was
 * refused may be asked again under the same key.
 * @throws Problem key-reused
 */
export async function onceFor<R extends Reply>(
  context: Context,
  actor: Actor,
  { key, fingerprint }: Keyed,
  work: () => Promise<R>,
): Promise<R> {
  const before = await findAnswer(context.db, actor.user, key);
  if (before !== null) {
    if (before.fingerprint !== fingerprint) throw new Problem('key-reused');
    return before.body as R;
  }
  const reply = await work();
  const { body, status, headers } = reply;
  await keepAnswer(context.db, actor.user, key, { fingerprint, status, body: { body, status, headers } });
  return reply;
}

/** The version that the caller has seen; null when they do not say. @throws Problem invalid-input */
export function expectedVersion(req: Request): number | null {
  const header = req.headers['if-match'];
  if (header === undefined || header === '*') return null;
  const [, version] = /^"(\d{1,9})"$/.exec(header) ?? [];
  if (version === undefined)
    throw new Problem('invalid-input', {}, [{ pointer: 'If-Match', kind: 'wrong', message: '"<version>"' }]);
  return Number(version);
}
