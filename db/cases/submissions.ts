/** What people typed and handed in: words, parties, documents. Written before any order refers to it; read under row-level security. */
import { randomInt } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { DocumentRef, TextContentRef } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { DocumentOrigin } from '../../domain/vocabulary/documents.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { TextContentKind } from '../../domain/vocabulary/text-contents.ts';
import type { Queryable, Session } from '../core/client.ts';
import { newSalt, textDigest } from '../core/digest.ts';
import { RecordConflict } from '../core/errors.ts';
import { instantOf } from '../core/rows.ts';
import { documents, parties, textContents } from '../core/schema.ts';

export interface NewTextContent {
  readonly id: string;
  readonly caseId: CaseId;
  readonly kind: TextContentKind;
  readonly author: UserId;
  /** Any JSON value: a text, or the answers to a form. */
  readonly content: unknown;
  /** Of a form: by which words the case is found, such as the procedure's name and the subject. No names of people. */
  readonly about?: string;
}

/**
 * Keeps words, and gives the reference by which orders and events speak of them. The same again gives the same
 * reference.
 * @throws RecordConflict when the id stands for other words.
 */
export async function saveTextContent(session: Session, given: NewTextContent): Promise<TextContentRef> {
  const { id, caseId, kind, author, content, about = '' } = given;
  const salt = newSalt();
  const digest = textDigest(salt, content);
  const row = { id, caseId, kind, author, content, salt, digest, search: foldVietnamese(about) };
  const inserted = await session.orm.insert(textContents).values(row).onConflictDoNothing();
  if (inserted.rowCount === 1) return { id, digest };
  const { rows } = await session.sql.query<{ caseId: CaseId; salt: string; digest: string }>(
    `SELECT case_id AS "caseId", salt, digest FROM text_contents WHERE id = $1`,
    [id],
  );
  const kept = rows[0];
  if (kept === undefined || kept.caseId !== caseId || kept.digest !== textDigest(kept.salt, content))
    throw new RecordConflict(`the textContents ${id} are others`);
  return { id, digest: kept.digest };
}

export interface TextContent {
  readonly id: string;
  readonly kind: TextContentKind;
  readonly author: UserId;
  readonly content: unknown;
  readonly createdAt: Instant;
}

/** All words of a case that this reader may read, the oldest first. */
export async function textContentsOf(session: Session, caseId: CaseId): Promise<readonly TextContent[]> {
  // Not by the ORM: it would read a text such as "12" as the number.
  const { rows } = await session.sql.query<Omit<TextContent, 'createdAt'> & { createdAt: Date }>(
    `SELECT id, kind, author, content, created_at AS "createdAt" FROM text_contents WHERE case_id = $1 ORDER BY created_at, id`,
    [caseId],
  );
  return rows.map((row) => ({ ...row, createdAt: instantOf(row.createdAt) }));
}

/** What the newest request for documents, up to that version of the case, says of each; null: nothing. */
export async function adviceOf(
  { sql }: Session,
  caseId: CaseId,
  version: number,
): Promise<Readonly<Record<string, string>> | null> {
  const { rows } = await sql.query<{ content: Readonly<Record<string, string>> }>(
    `SELECT w.content FROM (
       SELECT body FROM events WHERE case_id = $1 AND type = 'supplement-requested' AND seq <= $2 ORDER BY seq DESC LIMIT 1
     ) e JOIN text_contents w ON w.id = e.body -> 'advice' ->> 'id'`,
    [caseId, version],
  );
  return rows[0]?.content ?? null;
}

/** Who filed a case. */
export interface Party {
  readonly caseId: CaseId;
  readonly province: ProvinceId;
  readonly kind: CaseKind;
  readonly counter: AgencyId;
  readonly applicant: UserId | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
  /** Whom they act for, when they file for another. */
  readonly representing?: string | null;
}

/** As it is kept. */
export interface KeptParty extends Party {
  /** Four digits by which the case is followed where no telephone number was given; null: by the last digits of that. */
  readonly proof: string | null;
}

export const PROOF_DIGITS = 4;

/** `about` as of the form: so that who may know the party finds "name and subject" in one go. Written once for a case. */
export async function saveParty(session: Session, party: Party, about: string): Promise<void> {
  const { name, phone, idNumber, representing } = party;
  const isReached = (phone ?? '').replaceAll(/\D/g, '').length >= PROOF_DIGITS;
  const proof = isReached ? null : String(randomInt(10 ** PROOF_DIGITS)).padStart(PROOF_DIGITS, '0');
  const search = foldVietnamese([name, phone, idNumber, representing, about].filter(Boolean).join(' '));
  await session.orm
    .insert(parties)
    .values({ ...party, proof, search })
    .onConflictDoNothing();
}

/** null: none, or not for this reader to know. */
export async function partyOf(session: Session, caseId: CaseId): Promise<KeptParty | null> {
  const [found] = await session.orm.select().from(parties).where(eq(parties.caseId, caseId));
  if (found === undefined) return null;
  const { search: _, ...party } = found;
  return party;
}

/**
 * What the owner of this telephone number or identity number stated last, in a dossier whose party the reader may know.
 * null: nothing.
 */
export async function earlierParty(
  session: Session,
  { phone, idNumber }: { readonly phone?: string | undefined; readonly idNumber?: string | undefined },
): Promise<Party | null> {
  const { rows } = await session.sql.query<{ id: CaseId }>(
    `SELECT p.case_id AS id FROM parties p JOIN cases c ON c.id = p.case_id
     WHERE p.case_id = ANY (ARRAY(SELECT dossiers_of_person($1, $2))) ORDER BY c.filed_at DESC, c.id DESC LIMIT 1`,
    [phone ?? null, idNumber ?? null],
  );
  return rows[0] === undefined ? null : partyOf(session, rows[0].id);
}

export interface Document extends DocumentRef {
  readonly caseId: CaseId;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly author: UserId;
  readonly createdAt: Instant;
  readonly origin: DocumentOrigin;
  /** Where its file is kept; null: the paper itself stands in an office's archive. */
  readonly object: string | null;
  /** The document of which this is a newer version. */
  readonly replaces: string | null;
  /** true: a scanner found nothing; false: none was set up; null: nobody knows, or there is no file. */
  readonly scanned: boolean | null;
}

/** A document of which it is only said what it is: it stands in an office's archive. */
export async function saveDocument(
  session: Session,
  document: Omit<Document, 'createdAt' | 'origin' | 'object' | 'replaces' | 'scanned'>,
): Promise<void> {
  await session.orm.insert(documents).values(document).onConflictDoNothing();
}

export async function findDocument(session: Session, id: string): Promise<Document | null> {
  const [found] = await session.orm.select().from(documents).where(eq(documents.id, id));
  return found === undefined ? null : { ...found, createdAt: instantOf(found.createdAt) };
}

export async function documentsOf(session: Session, caseId: CaseId): Promise<readonly Document[]> {
  const found = await session.orm
    .select()
    .from(documents)
    .where(eq(documents.caseId, caseId))
    .orderBy(asc(documents.createdAt), asc(documents.id));
  return found.map((document) => ({ ...document, createdAt: instantOf(document.createdAt) }));
}

/** A document whose file is kept here. */
export interface KeptFile {
  readonly id: string;
  readonly caseId: CaseId;
  readonly object: string;
  readonly digest: string;
}

export async function filesKept(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM documents WHERE object IS NOT NULL',
  );
  return rows[0]?.count ?? 0;
}

/** Of all cases, in the order of their ids, from the one after `id` on. */
export async function filesAfter(db: Queryable, id: string, limit: number): Promise<readonly KeptFile[]> {
  const { rows } = await db.query<KeptFile>(
    `SELECT id, case_id AS "caseId", object, digest FROM documents
     WHERE id > $1 AND object IS NOT NULL ORDER BY id LIMIT $2`,
    [id, limit],
  );
  return rows;
}
