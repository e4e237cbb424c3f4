/** Where somebody is reached, how they prefer to be notified, and a province's own templates. */
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Preferences } from '../../domain/messages/channels.ts';
import type { MessageTemplate } from '../../domain/messages/template.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Topic } from '../../domain/vocabulary/topics.ts';
import type { Queryable } from '../core/client.ts';

/** `user:<id>`, or `case:<id>` of who filed without an account. */
export type Person = string;

export const userPerson = (user: UserId): Person => `user:${user}`;
export const casePerson = (caseId: CaseId): Person => `case:${caseId}`;

interface Row extends Omit<Preferences, 'quiet'> {
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
}

/** null: nothing was chosen. */
export async function preferencesOf(db: Queryable, person: Person): Promise<Preferences | null> {
  const { rows } = await db.query<Row>(
    `SELECT channels, language, digest, muted, quiet_from AS "quietFrom", quiet_until AS "quietUntil"
     FROM message_preferences WHERE person = $1`,
    [person],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { quietFrom, quietUntil, ...rest } = row;
  const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
  return { ...rest, quiet };
}

export async function savePreferences(
  db: Queryable,
  province: ProvinceId,
  person: Person,
  { channels, language, digest, quiet, muted }: Preferences,
): Promise<void> {
  await db.query(
    `INSERT INTO message_preferences AS p (person, province, channels, language, digest, quiet_from, quiet_until, muted)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (person) DO UPDATE SET channels = excluded.channels, language = excluded.language, digest = excluded.digest,
       quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, muted = excluded.muted, updated_at = now()`,
    [person, province, channels, language, digest, quiet?.from ?? null, quiet?.until ?? null, muted],
  );
}

/** By the link in a mail; added to what was chosen, or to the defaults. */
export async function muteTopic(
  db: Queryable,
  province: ProvinceId,
  person: Person,
  topic: Topic,
  usual: Preferences,
): Promise<void> {
  await db.query('SELECT mute_topic($1, $2, $3, $4, $5)', [
    person,
    province,
    topic,
    usual.channels,
    usual.digest,
  ]);
}

export interface Contact {
  readonly email: string | null;
  readonly phone: string | null;
}

export async function contactOf(db: Queryable, user: UserId): Promise<Contact> {
  const { rows } = await db.query<Contact>('SELECT email, phone FROM contacts WHERE user_id = $1', [user]);
  return rows[0] ?? { email: null, phone: null };
}

/** What is left out stays as it is; null removes it. Gives the contact as it is then. */
export async function saveContact(
  db: Queryable,
  user: UserId,
  change: Partial<Contact>,
  by: UserId,
): Promise<Contact> {
  const { rows } = await db.query<Contact>(
    `INSERT INTO contacts AS c (user_id, email, phone, updated_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (user_id) DO UPDATE SET email = CASE WHEN $5 THEN $2 ELSE c.email END,
       phone = CASE WHEN $6 THEN $3 ELSE c.phone END, updated_by = $4, updated_at = now()
     RETURNING email, phone`,
    [
      user,
      change.email ?? null,
      change.phone ?? null,
      by,
      change.email !== undefined,
      change.phone !== undefined,
    ],
  );
  const [saved] = rows;
  if (saved === undefined) throw new Error('the row was written');
  return saved;
}

/** A province's own template of a topic; null: the product's applies. */
export async function customTemplate(
  db: Queryable,
  province: ProvinceId,
  topic: Topic,
  language: Language,
): Promise<MessageTemplate | null> {
  const { rows } = await db.query<{ content: MessageTemplate }>(
    'SELECT content FROM message_texts WHERE province = $1 AND topic = $2 AND language = $3',
    [province, topic, language],
  );
  return rows[0]?.content ?? null;
}

export interface CustomTemplate {
  readonly topic: Topic;
  readonly language: Language;
  readonly content: MessageTemplate;
}

/** All templates that a province has of its own. */
export async function customTemplates(
  db: Queryable,
  province: ProvinceId,
): Promise<readonly CustomTemplate[]> {
  const { rows } = await db.query<CustomTemplate>(
    'SELECT topic, language, content FROM message_texts WHERE province = $1 ORDER BY topic, language',
    [province],
  );
  return rows;
}

/** null: the product's applies again. */
export async function saveTemplate(
  db: Queryable,
  province: ProvinceId,
  { topic, language }: Pick<CustomTemplate, 'topic' | 'language'>,
  content: MessageTemplate | null,
  by: UserId,
): Promise<void> {
  if (content === null)
    await db.query('DELETE FROM message_texts WHERE province = $1 AND topic = $2 AND language = $3', [
      province,
      topic,
      language,
    ]);
  else
    await db.query(
      `INSERT INTO message_texts (province, topic, language, content, updated_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (province, topic, language) DO UPDATE SET content = $4, updated_by = $5, updated_at = now()`,
      [province, topic, language, JSON.stringify(content), by],
    );
}
