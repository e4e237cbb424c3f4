/** Keeps that an officer looked at a case: before they are shown it, and once an hour. */
import { HOUR_MS, keepRead } from '../../db/audit/reads.ts';
import { asActor } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ReadWhat } from '../../domain/vocabulary/reads.ts';
import type { Context } from '../http/context.ts';

/** What this server has kept already, so that who looks again waits for nothing. */
const kept = new WeakMap<Context, Set<string>>();
const MOST_REMEMBERED = 50_000;

export async function noteRead(context: Context, actor: Actor, caseId: CaseId, what: ReadWhat) {
  // Citizens read what is theirs.
  if (actor.roles.every(({ role }) => role === 'citizen' || role === 'sensor')) return;
  const { user, province } = actor;
  const at = context.now() as Instant;
  const key = `${user} ${caseId} ${what} ${Math.floor(at / HOUR_MS)}`;
  const known = kept.get(context) ?? new Set();
  if (known.has(key)) return;
  await asActor(context.db, actor, (session) => keepRead(session, { caseId, user, province, what, at }));
  if (known.size >= MOST_REMEMBERED) known.clear();
  kept.set(context, known.add(key));
}
