/** Forms that were made, and those that somebody asked for. */
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Database, Queryable } from '../core/client.ts';
import { instantOf } from '../core/rows.ts';
import type { FormRequest } from './generated-tables.ts';
import { addDocument } from './queries.ts';

export interface GeneratedDocument {
  readonly id: string;
  readonly province: ProvinceId;
  readonly form: FormName;
  readonly language: Language;
  readonly caseId: CaseId | null;
  readonly seq: number | null;
  readonly head: string | null;
  readonly request: FormRequest | null;
  readonly requestedAt: Instant;
  /** null: not made yet. */
  readonly object: string | null;
  readonly size: number | null;
  readonly digest: string | null;
  readonly failed: string | null;
}

type Row = Omit<GeneratedDocument, 'requestedAt' | 'size'> & {
  readonly requestedAt: Date;
  readonly size: string | null;
};

/** What belongs to a case has its file as a document. */
const MADE = `SELECT p.id, p.province, p.form, p.language, p.case_id AS "caseId", p.seq, p.head, p.request, p.requested_at AS "requestedAt",
    coalesce(p.object, d.object) AS object, coalesce(p.size, d.size)::text AS size, coalesce(p.digest, d.digest) AS digest, p.failed
  FROM generated_documents p LEFT JOIN documents d ON d.id = p.id`;

const madeOf = ({ requestedAt, size, ...row }: Row): GeneratedDocument => ({
  ...row,
  requestedAt: instantOf(requestedAt),
  size: size === null ? null : Number(size),
});

/** null: there is none, or not for this reader. */
export async function findGeneratedDocument(db: Queryable, id: string): Promise<GeneratedDocument | null> {
  const { rows } = await db.query<Row>(`${MADE} WHERE p.id = $1`, [id]);
  return rows[0] === undefined ? null : madeOf(rows[0]);
}

/** Those that events of the case called for, in their order. */
export async function generatedDocumentsOf(
  db: Queryable,
  caseId: CaseId,
): Promise<readonly GeneratedDocument[]> {
  const { rows } = await db.query<Row>(MADE_OF_CASE, [caseId]);
  return rows.map(madeOf);
}

/** Apart, so that tests can ask PostgreSQL how it goes about it. */
export const MADE_OF_CASE = `${MADE} WHERE p.case_id = $1 AND p.request IS NULL ORDER BY p.seq, p.id`;

/**
 * Forms that events called for before `since` and that are not there: after an id, in the order of ids. A procedure without a result
 * has no paper of it.
 */
export async function missingDocuments(
  db: Queryable,
  { since, after, most }: { readonly since: Instant; readonly after: string; readonly most: number },
): Promise<readonly OutboxJobInput[]> {
  const { rows } = await db.query<OutboxJobInput>(
    `SELECT e.id, e.kind, e.province, e.case_id AS "caseId", e.seq, e.subject FROM outbox_jobs e
     WHERE e.kind = 'document' AND e.started_at < $1 AND e.id > $2 AND NOT EXISTS (SELECT FROM generated_documents p WHERE p.id = e.id)
       AND NOT (e.subject = 'result' AND EXISTS (
         SELECT FROM cases c JOIN procedures q ON q.province = c.province AND q.hash = c.procedure_hash
         WHERE c.id = e.case_id AND q.content ->> 'result' IS NULL))
     ORDER BY e.id LIMIT $3`,
    [new Date(since), after, most],
  );
  return rows;
}

export interface NewFormDocument {
  readonly id: string;
  readonly province: ProvinceId;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly head: string;
  readonly form: FormName;
  readonly language: Language;
  /** What it is called, for lists. */
  readonly name: string;
  readonly object: string;
  readonly size: number;
  readonly digest: string;
  readonly author: UserId;
}

/** Keeps a form of a case, once its file is in the store: as a document, and from what it was made. The same id again changes nothing. */
export async function keepFormDocument(db: Database, document: NewFormDocument): Promise<void> {
  const { id, province, caseId, seq, head, form, language, name, object, size, digest, author } = document;
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await addDocument(client, {
      id,
      caseId,
      rule: form,
      name,
      mediaType: 'application/pdf',
      size,
      digest,
      author,
      origin: form === 'result' ? 'result' : 'form',
      object,
    });
    await client.query(
      `INSERT INTO generated_documents (id, province, form, language, case_id, seq, head, generated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now())
       ON CONFLICT DO NOTHING`,
      [id, province, form, language, caseId, seq, head],
    );
    await client.query('COMMIT');
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

export interface NewRequestedDocument {
  readonly id: string;
  readonly province: ProvinceId;
  readonly form: FormName;
  readonly language: Language;
  readonly caseId: CaseId | null;
  readonly request: FormRequest;
  readonly by: UserId;
}

/** The same id again changes nothing. */
export async function requestDocument(db: Queryable, document: NewRequestedDocument): Promise<void> {
  const { id, province, form, language, caseId, request, by } = document;
  await db.query(
    `INSERT INTO generated_documents (id, province, form, language, case_id, request, requested_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING`,
    [id, province, form, language, caseId, JSON.stringify(request), by],
  );
}

/** What was asked for is there; where it was already, the first stays. */
export async function keepRequestedDocument(
  db: Queryable,
  id: string,
  { object, size, digest }: { readonly object: string; readonly size: number; readonly digest: string },
): Promise<void> {
  await db.query(
    `UPDATE generated_documents SET object = $2, size = $3, digest = $4, generated_at = now() WHERE id = $1 AND generated_at IS NULL`,
    [id, object, size, digest],
  );
}

/** `why`: a word of the program's own, nothing of the case. */
export async function failRequestedDocument(db: Queryable, id: string, why: string): Promise<void> {
  await db.query('UPDATE generated_documents SET failed = $2 WHERE id = $1 AND generated_at IS NULL', [
    id,
    why,
  ]);
}
