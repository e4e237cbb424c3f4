/** Words, papers and parties of cases that ended elsewhere: kept as they were, with the salt on which their digests rest. */
import { foldVietnamese } from '../../domain/codes/fold.ts';
import { placeSaidIn } from '../../domain/complaints/place.ts';
import type { CaseId, UserId } from '../../domain/ids.ts';
import { asObject } from '../../domain/procedures/json.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Database } from '../client.ts';
import { RecordConflict } from '../errors.ts';
import type { WordsKind } from '../schema/papers.ts';
import { documents, words } from '../schema.ts';
import { savePlace } from './complaints.ts';
import { type Document, type Party, saveParty } from './papers.ts';

export interface ImportedPapers {
  readonly caseId: CaseId;
  readonly words: readonly {
    readonly id: string;
    readonly kind: WordsKind;
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
export async function saveImportedPapers(db: Database, papers: ImportedPapers): Promise<void> {
  const { caseId, about } = papers;
  await db.orm.transaction(async (tx) => {
    for (const { at, ...each } of papers.words) {
      const search = searchOf(each, about);
      const row = { ...each, caseId, search, createdAt: new Date(at) };
      await tx.insert(words).values(row).onConflictDoNothing();
    }
    for (const { at, ...each } of papers.documents)
      await tx
        .insert(documents)
        .values({ ...each, caseId, createdAt: new Date(at) })
        .onConflictDoNothing();
    const kept = await tx.query.words.findMany({
      columns: { id: true, caseId: true, digest: true },
      where: (row, { inArray }) =>
        inArray(
          row.id,
          papers.words.map(({ id }) => id),
        ),
    });
    const keptPapers = await tx.query.documents.findMany({
      columns: { id: true, caseId: true, digest: true },
      where: (row, { inArray }) =>
        inArray(
          row.id,
          papers.documents.map(({ id }) => id),
        ),
    });
    const wanted = new Map(papers.words.map(({ id, digest }) => [id, digest]));
    const wantedPapers = new Map(papers.documents.map(({ id, digest }) => [id, digest]));
    const other =
      kept.find((each) => each.caseId !== caseId || each.digest !== wanted.get(each.id)) ??
      keptPapers.find((each) => each.caseId !== caseId || each.digest !== wantedPapers.get(each.id));
    if (other !== undefined) throw new RecordConflict(`${other.id} stands for something else in the record`);
    await saveParty({ orm: tx, sql: db.sql }, papers.party, about);
    const form = papers.words.find(({ kind }) => kind === 'form');
    if (papers.party.kind === 'complaint' && form !== undefined) {
      const of = { caseId, province: papers.party.province, filedAt: form.at };
      await savePlace({ orm: tx, sql: db.sql }, of, placeSaidIn(asObject(form.content)));
    }
  });
}

/** By which words it is found: a filing by what it is about, a published result by its own texts. */
function searchOf(
  { kind, content }: Pick<ImportedPapers['words'][number], 'kind' | 'content'>,
  about: string,
): string {
  if (kind === 'form') return foldVietnamese(about);
  if (kind !== 'answer') return '';
  const texts = Object.values(asObject(content)).filter((value) => typeof value === 'string');
  return foldVietnamese(texts.join(' '));
}
