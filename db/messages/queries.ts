/** The messages of a case, and those that failed. Read under row-level security. */
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { type ChannelName, FAILED, type MessageStatus } from '../../domain/vocabulary/messages.ts';
import type { Audience, Topic } from '../../domain/vocabulary/topics.ts';
import type { Queryable, Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull } from '../core/rows.ts';

export interface MessageRecord {
  readonly id: string;
  readonly caseId: CaseId | null;
  readonly code: string | null;
  readonly topic: Topic;
  readonly audience: Audience;
  /** null: not for this reader to know. */
  readonly person: string | null;
  readonly channel: ChannelName | null;
  readonly masked: string | null;
  readonly language: Language;
  readonly status: MessageStatus;
  readonly attempts: number;
  readonly why: string | null;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
}

type Row = Omit<MessageRecord, 'createdAt' | 'sentAt'> & { createdAt: Date; sentAt: Date | null };

/** The address of an applicant, or of a follower by a complaint of their own, is shown only to those who may know them. */
const MAY_KNOW = `(m.audience = 'officer' OR m.person = 'user:' || current_setting('motcua.user', true)
  OR EXISTS (SELECT FROM parties p WHERE p.case_id = CASE WHEN m.audience = 'applicant' THEN m.case_id ELSE substr(m.person, 6) END))`;
const COLUMNS = `m.id, m.case_id AS "caseId", c.code, m.topic, m.audience, CASE WHEN ${MAY_KNOW} THEN m.person END AS person,
  m.channel, CASE WHEN ${MAY_KNOW} THEN m.masked END AS masked, m.language, m.status, m.attempts, m.why,
  m.created_at AS "createdAt", m.sent_at AS "sentAt"`;

/** The oldest first. */
export async function messagesOfCase(session: Session, caseId: CaseId): Promise<readonly MessageRecord[]> {
  const { rows } = await session.sql.query<Row>(
    `SELECT ${COLUMNS} FROM messages m LEFT JOIN cases c ON c.id = m.case_id
     WHERE m.case_id = $1 ORDER BY m.created_at, m.id LIMIT 1000`,
    [caseId],
  );
  return rows.map(recordOf);
}

export async function findMessage(session: Session, id: string): Promise<MessageRecord | null> {
  const { rows } = await session.sql.query<Row>(
    `SELECT ${COLUMNS} FROM messages m LEFT JOIN cases c ON c.id = m.case_id WHERE m.id = $1`,
    [id],
  );
  return rows[0] === undefined ? null : recordOf(rows[0]);
}

export interface FailedFilter {
  readonly status?: MessageStatus | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
}

/** The newest first. @throws BadCursor */
export async function failedMessages(
  session: Session,
  province: ProvinceId,
  filter: FailedFilter,
): Promise<Page<MessageRecord>> {
  const { text, values, limit } = failedQuery(province, filter);
  const { rows } = await session.sql.query<Row & { key: string[] }>(text, values);
  return pageOf(rows, limit, ({ key: _, ...row }) => recordOf(row));
}

export function failedQuery(province: ProvinceId, filter: FailedFilter) {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(province, ($) => `m.province = ${$}`)
    // As the index says it.
    .also(`m.status IN (${FAILED.map((status) => `'${status}'`).join(', ')})`)
    .when(filter.status, ($) => `m.status = ${$}`);
  const key = keyOf(filter.cursor, 2);
  if (key !== null) {
    const [created, id] = key.map((part) => conditions.value(part));
    conditions.also(`(m.created_at, m.id) < (${created}::timestamptz, ${id})`);
  }
  const text = `SELECT ${COLUMNS}, ARRAY[m.created_at::text, m.id] AS key FROM messages m LEFT JOIN cases c ON c.id = m.case_id
    ${conditions.where} ORDER BY m.created_at DESC, m.id DESC LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

export interface MessageOrigin {
  readonly province: ProvinceId;
  /** Empty: of no single case. */
  readonly caseId: CaseId;
  readonly seq: number;
  readonly topic: Topic;
  readonly audience: Audience;
  readonly person: string;
  readonly language: Language;
}

/** For a bounce or a signed link, which come without a signed-in user. null: there is no such message. */
export async function messageOrigin(db: Queryable, id: string): Promise<MessageOrigin | null> {
  const { rows } = await db.query<MessageOrigin>(
    `SELECT province, coalesce(case_id, '') AS "caseId", coalesce(seq, 0) AS seq, topic, audience, person, language
     FROM message_place($1)`,
    [id],
  );
  return rows[0] ?? null;
}

function recordOf(row: Row): MessageRecord {
  return { ...row, createdAt: instantOf(row.createdAt), sentAt: instantOrNull(row.sentAt) };
}
