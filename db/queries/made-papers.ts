/** Forms that were made, and those that somebody asked for. */
import type { ErrandCall } from '../../contracts/errands.ts';
import type { Language } from '../../contracts/texts/index.ts';
import type { ShipmentId } from '../../domain/cases/state.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { FormName } from '../../domain/papers/forms.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Database, Queryable } from '../client.ts';
import { addPaper } from './documents.ts';
import { instantOf } from './rows.ts';

/** What is to be made for somebody who asked. The cases are those that they may see, chosen when they asked. */
export type Asked =
  | { readonly form: 'control-sheet'; readonly case: CaseId }
  | {
      readonly form: 'register';
      readonly agency: AgencyId;
      readonly from: PlainDay;
      readonly until: PlainDay;
      readonly cases: readonly CaseId[];
    }
  | {
      readonly form: 'handover-list';
      readonly from: AgencyId;
      /** An agency; null: the carrier of the province. */
      readonly to: AgencyId | null;
      readonly cases: readonly CaseId[];
    }
  | { readonly form: 'delivery-label'; readonly case: CaseId; readonly shipment: ShipmentId }
  /** A paper of the case again, in another language. */
  | { readonly form: 'copy'; readonly case: CaseId; readonly paper: string };

export interface MadePaper {
  readonly id: string;
  readonly province: ProvinceId;
  readonly form: FormName;
  readonly language: Language;
  readonly caseId: CaseId | null;
  readonly seq: number | null;
  readonly head: string | null;
  readonly asked: Asked | null;
  readonly askedAt: Instant;
  /** null: not made yet. */
  readonly object: string | null;
  readonly size: number | null;
  readonly digest: string | null;
  readonly failed: string | null;
}

type Row = Omit<MadePaper, 'askedAt' | 'size'> & { readonly askedAt: Date; readonly size: string | null };

/** What belongs to a case has its file as a document. */
const MADE = `SELECT p.id, p.province, p.form, p.language, p.case_id AS "caseId", p.seq, p.head, p.asked, p.asked_at AS "askedAt",
    coalesce(p.object, d.object) AS object, coalesce(p.size, d.size)::text AS size, coalesce(p.digest, d.digest) AS digest, p.failed
  FROM papers p LEFT JOIN documents d ON d.id = p.id`;

const madeOf = ({ askedAt, size, ...row }: Row): MadePaper => ({
  ...row,
  askedAt: instantOf(askedAt),
  size: size === null ? null : Number(size),
});

/** null: there is none, or not for this reader. */
export async function findMadePaper(db: Queryable, id: string): Promise<MadePaper | null> {
  const { rows } = await db.query<Row>(`${MADE} WHERE p.id = $1`, [id]);
  return rows[0] === undefined ? null : madeOf(rows[0]);
}

/** Those that events of the case called for, in their order. */
export async function madePapersOf(db: Queryable, caseId: CaseId): Promise<readonly MadePaper[]> {
  const { rows } = await db.query<Row>(MADE_OF_CASE, [caseId]);
  return rows.map(madeOf);
}

/** Apart, so that tests can ask PostgreSQL how it goes about it. */
export const MADE_OF_CASE = `${MADE} WHERE p.case_id = $1 AND p.asked IS NULL ORDER BY p.seq, p.id`;

/**
 * Forms that events called for before `since` and that are not there: after an id, in the order of ids. A procedure without a result
 * has no paper of it.
 */
export async function missingPapers(
  db: Queryable,
  { since, after, most }: { readonly since: Instant; readonly after: string; readonly most: number },
): Promise<readonly ErrandCall[]> {
  const { rows } = await db.query<ErrandCall>(
    `SELECT e.id, e.kind, e.province, e.case_id AS "caseId", e.seq, e.subject FROM errands e
     WHERE e.kind = 'paper' AND e.started_at < $1 AND e.id > $2 AND NOT EXISTS (SELECT FROM papers p WHERE p.id = e.id)
       AND NOT (e.subject = 'result' AND EXISTS (
         SELECT FROM cases c JOIN procedures q ON q.province = c.province AND q.hash = c.procedure_hash
         WHERE c.id = e.case_id AND q.content ->> 'result' IS NULL))
     ORDER BY e.id LIMIT $3`,
    [new Date(since), after, most],
  );
  return rows;
}

export interface NewFormPaper {
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
export async function keepFormPaper(db: Database, paper: NewFormPaper): Promise<void> {
  const { id, province, caseId, seq, head, form, language, name, object, size, digest, author } = paper;
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await addPaper(client, {
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
      `INSERT INTO papers (id, province, form, language, case_id, seq, head, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now())
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

export interface NewAskedPaper {
  readonly id: string;
  readonly province: ProvinceId;
  readonly form: FormName;
  readonly language: Language;
  readonly caseId: CaseId | null;
  readonly asked: Asked;
  readonly by: UserId;
}

/** The same id again changes nothing. */
export async function askForPaper(db: Queryable, paper: NewAskedPaper): Promise<void> {
  const { id, province, form, language, caseId, asked, by } = paper;
  await db.query(
    `INSERT INTO papers (id, province, form, language, case_id, asked, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING`,
    [id, province, form, language, caseId, JSON.stringify(asked), by],
  );
}

/** What was asked for is there; where it was already, the first stays. */
export async function keepAskedPaper(
  db: Queryable,
  id: string,
  { object, size, digest }: { readonly object: string; readonly size: number; readonly digest: string },
): Promise<void> {
  await db.query(
    `UPDATE papers SET object = $2, size = $3, digest = $4, made_at = now() WHERE id = $1 AND made_at IS NULL`,
    [id, object, size, digest],
  );
}

/** `why`: a word of the program's own, nothing of the case. */
export async function failAskedPaper(db: Queryable, id: string, why: string): Promise<void> {
  await db.query('UPDATE papers SET failed = $2 WHERE id = $1 AND made_at IS NULL', [id, why]);
}
