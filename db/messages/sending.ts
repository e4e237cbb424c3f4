/** Messages as the worker records them: before they are sent, and after. */
import { createHash } from 'node:crypto';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { ChannelName, MessageStatus } from '../../domain/vocabulary/messages.ts';
import type { Audience, Topic } from '../../domain/vocabulary/topics.ts';
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
  /** The payment provider's number of the transfer that went back; null: the message is about an event, or a digest. */
  readonly transfer: string | null;
  readonly topic: Topic;
  readonly audience: Audience;
  readonly person: string;
  readonly language: Language;
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

/** Before anything is sent; the same again changes nothing. */
export async function recordMessage(db: Queryable, message: NewMessage): Promise<void> {
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

export async function storedMessage(db: Queryable, id: string): Promise<StoredMessage | null> {
  const { rows } = await db.query<Omit<StoredMessage, 'createdAt'> & { createdAt: Date }>(
    `SELECT ${COLUMNS} FROM messages WHERE id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : { ...rows[0], createdAt: instantOf(rows[0].createdAt) };
}

/** Those of an outbox job that are still to be sent. */
export async function unsentMessages(db: Queryable, job: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM messages WHERE job = $1 AND status IN ('waiting', 'sending') ORDER BY id`,
    [job],
  );
  return rows.map(({ id }) => id);
}

/** By which channels this person was sent this before, with or without success. */
export async function triedChannels(
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

/** The notice that it carries is marked as sent with it. */
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

/** `why` contains no address. What was sent stays sent, except for a bounce. */
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

export async function recordAttempt(db: Queryable, id: string, why: string): Promise<void> {
  await db.query('UPDATE messages SET why = $2 WHERE id = $1', [id, why]);
}

/** To be sent again by that route, for that outbox job; only one that failed. */
export async function requeueMessage(
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

export async function markBadAddress(
  db: Queryable,
  { province, addressDigest }: Pick<StoredMessage, 'province' | 'addressDigest'>,
  why: string,
): Promise<void> {
  await db.query(
    `INSERT INTO bad_addresses (province, address_digest, why) SELECT $1, $2::text, $3 WHERE $2::text IS NOT NULL ON CONFLICT DO NOTHING`,
    [province, addressDigest, why],
  );
}

/** Somebody has checked it and wants it tried again. */
export async function clearBadAddress(
  db: Queryable,
  { province, addressDigest }: Pick<StoredMessage, 'province' | 'addressDigest'>,
): Promise<void> {
  await db.query('DELETE FROM bad_addresses WHERE province = $1 AND address_digest = $2', [
    province,
    addressDigest,
  ]);
}

export async function badAddressesAmong(
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
