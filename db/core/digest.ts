import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { TextContentRef } from '../../domain/cases/state/state.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';

/** Canonical JSON (RFC 8785): the same value gives the same bytes, whoever writes it. @throws TypeError for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = (canonicalize as unknown as (value: unknown) => string | undefined)(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The link that an event adds to its case's chain. */
export function eventHash(previousHash: string, event: CaseEvent): string {
  return sha256(previousHash + canonicalJson(event));
}

export function procedureHash(procedure: Procedure): string {
  return sha256(canonicalJson(procedure));
}

/** The salt keeps a short text ("no", a name) from being guessed from its digest. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

export function textDigest(salt: string, content: unknown): TextContentRef['digest'] {
  return sha256(canonicalJson({ salt, content }));
}
