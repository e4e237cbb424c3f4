/** What becomes of a message, as the worker writes it down: before it is sent, and after. */
import { createHash } from 'node:crypto';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Audience, ChannelName, MessageStatus, Topic } from '../../domain/messages/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Queryable } from '../core/client.ts';
import { instantOf } from '../core/rows.ts';

export interface StoredMessage {
  readonly id: string;
  readonly job: string;
  readonly province: ProvinceId;
  /** null: of no single case. */
  readonly caseId: CaseId | null;
  readonly seq: number | null;
  readonly notice: number | null;
  /** The provider's number of what went back, where it is about that; null: an event, or a morning, calls for it. */
  readonly transfer: string | null;
  readonly topic: Topic;
  readonly audience: Audience;
  readonly person: string;
  readonly language: 'vi' | 'en';
  readonly channel: ChannelName | null;
  readonly masked: string | null;
  readonly addressDigest: string | null;
  readonly status: MessageStatus;
  readonly attempts: number;
  readonly createdAt: Instant;
}

export type NewMessage = Omit<StoredMessage, 'attempts' | 'createdAt'> & { readonly why?: string };

const COLUMNS = `id, job, province, case_id AS "caseId", seq, notice, transfer, topic, audience, person, language, channel,
  masked, address_digest AS "addressDigest", status, attempts, created_at AS "createdAt"`;

/** Written down before anything is sent; the same again changes nothing. */
export async function keepMessage(db: Queryable, message: NewMessage): Promise<void> {
  const { id, job, province, caseId, seq, notice, transfer, topic, audience, person, language } = message;
  const { channel, masked, addressDigest, status, why = null } = message;
  await db.query(
    `INSERT INTO messages (id, job, province, case_id, seq, notice, topic, audience, person, language, channel, masked,
       address_digest, status, why, transfer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (id) DO NOTHING`,
    [
      id,
      job,
      province,
      caseId,
      seq,
      notice,
      topic,
      audience,
      person,
      language,
      channel,
      masked,
      addressDigest,
      status,
      why,
      transfer,
    ],
  );
}

export async function messageOf(db: Queryable, id: string): Promise<StoredMessage | null> {
  const { rows } = await db.query<Omit<StoredMessage, 'createdAt'> & { createdAt: Date }>(
    `SELECT ${COLUMNS} FROM messages WHERE id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : { ...rows[0], createdAt: instantOf(rows[0].createdAt) };
}

/** Those of an outbox job that are still to be sent. */
export async function unsentOf(db: Queryable, job: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM messages WHERE job = $1 AND status IN ('waiting', 'sending') ORDER BY id`,
    [job],
  );
  return rows.map(({ id }) => id);
}

/** By which ways this person was told this before, well or badly. */
export async function triedWays(
  db: Queryable,
  { job, person }: Pick<StoredMessage, 'job' | 'person'>,
): Promise<readonly ChannelName[]> {
  const { rows } = await db.query<{ channel: ChannelName }>(
    'SELECT DISTINCT channel FROM messages WHERE job = $1 AND person = $2 AND channel IS NOT NULL',
    [job, person],
  );
  return rows.map(({ channel }) => channel);
}

/** From now on it may be on its way, whatever is killed; `false`: it was sent before, or is not to be sent any more. */
export async function beginSending(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE messages SET status = 'sending', attempts = attempts + 1 WHERE id = $1 AND status IN ('waiting', 'sending')`,
    [id],
  );
  return rowCount === 1;
}

/** The notice that it was said for is said with it. */
export async function markSent(db: Queryable, id: string, providerId: string | null): Promise<void> {
  await db.query(
    `WITH sent AS (
       UPDATE messages SET status = 'sent', sent_at = now(), why = NULL, provider_id = $2 WHERE id = $1
       RETURNING case_id, seq, notice, sent_at)
     UPDATE notices n SET sent_at = sent.sent_at FROM sent
     WHERE n.case_id = sent.case_id AND n.seq = sent.seq AND n.action = sent.notice AND n.sent_at IS NULL`,
    [id, providerId],
  );
}

/** `why` tells no address. What was sent stays sent, but for a bounce. */
export async function endMessage(
  db: Queryable,
  id: string,
  status: Exclude<MessageStatus, 'waiting' | 'sending' | 'sent'>,
  why: string | null,
): Promise<boolean> {
  const from = status === 'bounced' ? ['sent', 'sending'] : ['waiting', 'sending'];
  const { rowCount } = await db.query(
    'UPDATE messages SET status = $2, why = coalesce($3, why) WHERE id = $1 AND status = ANY ($4)',
    [id, status, why, from],
  );
  return rowCount === 1;
}

export async function noteAttempt(db: Queryable, id: string, why: string): Promise<void> {
  await db.query('UPDATE messages SET why = $2 WHERE id = $1', [id, why]);
}

/** Sent anew, by whatever way is open now, for that outbox job; what had failed alone. */
export async function reviveMessage(
  db: Queryable,
  id: string,
  job: string,
  { channel, masked, addressDigest }: Pick<StoredMessage, 'channel' | 'masked' | 'addressDigest'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE messages SET status = 'waiting', job = $2, channel = $3, masked = $4, address_digest = $5,
       attempts = 0, why = NULL
     WHERE id = $1 AND status IN ('refused', 'bounced', 'dead', 'unreachable')`,
    [id, job, channel, masked, addressDigest],
  );
  return rowCount === 1;
}

export async function markBad(
  db: Queryable,
  { province, addressDigest }: Pick<StoredMessage, 'province' | 'addressDigest'>,
  why: string,
): Promise<void> {
  await db.query(
    `INSERT INTO bad_addresses (province, address_digest, why) SELECT $1, $2::text, $3 WHERE $2::text IS NOT NULL ON CONFLICT DO NOTHING`,
    [province, addressDigest, why],
  );
}

/** Somebody has looked into it and wants it tried again. */
export async function forgetBad(
  db: Queryable,
  { province, addressDigest }: Pick<StoredMessage, 'province' | 'addressDigest'>,
): Promise<void> {
  await db.query('DELETE FROM bad_addresses WHERE province = $1 AND address_digest = $2', [
    province,
    addressDigest,
  ]);
}

export async function badAmong(
  db: Queryable,
  province: ProvinceId,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ digest: string }>(
    'SELECT address_digest AS digest FROM bad_addresses WHERE province = $1 AND address_digest = ANY ($2)',
    [province, digests],
  );
  return new Set(rows.map(({ digest }) => digest));
}

/** The same however it is written: by mail in any case, by telephone with any spaces. */
export function addressDigest(address: string): string {
  const plain = address.includes('@') ? address.trim().toLowerCase() : address.replaceAll(/\D/g, '');
  return createHash('sha256').update(plain).digest('hex');
}
