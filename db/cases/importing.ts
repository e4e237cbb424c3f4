/** Words, documents and parties of cases that ended elsewhere: kept as they were, with the salt on which their digests rest. */

import { placeSaidIn } from '../../domain/complaints/place.ts';
import type { CaseId, UserId } from '../../domain/ids.ts';
import { asObject } from '../../domain/procedures/language/json.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { TextContentKind } from '../../domain/vocabulary/text-contents.ts';
import { savePlace } from '../complaints/queries.ts';
import type { Database } from '../core/client.ts';
import { RecordConflict } from '../core/errors.ts';
import { documents, textContents } from '../core/schema.ts';
import { type Document, type Party, saveParty } from './submissions.ts';

export interface ImportedDocuments {
  readonly caseId: CaseId;
  readonly textContents: readonly {
    readonly id: string;
    readonly kind: TextContentKind;
    readonly author: UserId;
    readonly content: unknown;
    readonly salt: string;
    readonly digest: string;
    readonly at: Instant;
  }[];
  readonly documents: readonly (Omit<
    Document,
    'createdAt' | 'caseId' | 'origin' | 'object' | 'replaces' | 'scanned'
  > & {
    readonly at: Instant;
  })[];
  readonly party: Party;
  /** By which words the case is found; no names of people. */
  readonly about: string;
}

/**
 * Writes them together or not at all. The same again changes nothing.
 * @throws RecordConflict when an id of theirs belongs to another case, or stands for something else.
 */
export async function saveImportedDocuments(db: Database, imported: ImportedDocuments): Promise<void> {
  const { caseId, about } = imported;
  await db.orm.transaction(async (tx) => {
    for (const { at, ...each } of imported.textContents) {
      const search = searchOf(each, about);
      const row = { ...each, caseId, search, createdAt: new Date(at) };
      await tx.insert(textContents).values(row).onConflictDoNothing();
    }
    for (const { at, ...each } of imported.documents)
      await tx
        .insert(documents)
        .values({ ...each, caseId, createdAt: new Date(at) })
        .onConflictDoNothing();
    const kept = await tx.query.textContents.findMany({
      columns: { id: true, caseId: true, digest: true },
      where: (row, { inArray }) =>
        inArray(
          row.id,
          imported.textContents.map(({ id }) => id),
        ),
    });
    const keptDocuments = await tx.query.documents.findMany({
      columns: { id: true, caseId: true, digest: true },
      where: (row, { inArray }) =>
        inArray(
          row.id,
          imported.documents.map(({ id }) => id),
        ),
    });
    const wanted = new Map(imported.textContents.map(({ id, digest }) => [id, digest]));
    const wantedDocuments = new Map(imported.documents.map(({ id, digest }) => [id, digest]));
    const other =
      kept.find((each) => each.caseId !== caseId || each.digest !== wanted.get(each.id)) ??
      keptDocuments.find((each) => each.caseId !== caseId || each.digest !== wantedDocuments.get(each.id));
    if (other !== undefined) throw new RecordConflict(`${other.id} stands for something else in the record`);
    await saveParty({ orm: tx, sql: db.sql }, imported.party, about);
    const form = imported.textContents.find(({ kind }) => kind === 'form');
    if (imported.party.kind === 'complaint' && form !== undefined) {
      const of = { caseId, province: imported.party.province, filedAt: form.at };
      await savePlace({ orm: tx, sql: db.sql }, of, placeSaidIn(asObject(form.content)));
    }
  });
}

/** By which words it is found: a filing by what it is about, a published result by its own texts. */
function searchOf(
  { kind, content }: Pick<ImportedDocuments['textContents'][number], 'kind' | 'content'>,
  about: string,
): string {
  if (kind === 'form') return foldVietnamese(about);
  if (kind !== 'answer') return '';
  const texts = Object.values(asObject(content)).filter((value) => typeof value === 'string');
  return foldVietnamese(texts.join(' '));
}
