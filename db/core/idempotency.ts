/** Answers kept by the key under which they were asked for. */
import { and, eq, lt } from 'drizzle-orm';
import type { UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from './client.ts';
import { idempotencyKeys } from './schema.ts';

export interface KeptAnswer {
  /** SHA-256 of what was asked. */
  readonly fingerprint: string;
  /** The HTTP status answered. */
  readonly status: number;
  readonly body: unknown;
}

export async function findAnswer(session: Session, caller: UserId, key: string): Promise<KeptAnswer | null> {
  const [found] = await session.orm
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.caller, caller), eq(idempotencyKeys.key, key)));
  return found === undefined
    ? null
    : { fingerprint: found.fingerprint, status: found.status, body: found.body };
}

/** Keeps an answer, unless there is one: the first stands. Gives the one that stands. */
export async function keepAnswer(
  session: Session,
  caller: UserId,
  key: string,
  answer: KeptAnswer,
): Promise<KeptAnswer> {
  const kept = await session.orm
    .insert(idempotencyKeys)
    .values({ caller, key, ...answer })
    .onConflictDoNothing();
  if (kept.rowCount === 1) return answer;
  return (await findAnswer(session, caller, key)) ?? answer;
}

/** Keys older than this are forgotten. Gives how many were. */
export async function forgetAnswers(session: Session, before: Instant): Promise<number> {
  const gone = await session.orm
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(before)));
  return gone.rowCount ?? 0;
}
