/** The documents that were handed in, each with the versions that it replaced. */
import type { Case } from './data.ts';

export type Document = Case['documents'][number];

export interface Versions {
  readonly newest: Document;
  /** The latest first. */
  readonly older: readonly Document[];
}

/** What the offices made of the case is no paper of these. */
export function versionsOf(documents: readonly Document[]): readonly Versions[] {
  const given = documents.filter(({ origin }) => origin !== 'form' && origin !== 'result');
  const byId = new Map(given.map((each) => [each.id, each]));
  const replaced = new Set(given.map(({ replaces }) => replaces));
  return given
    .filter(({ id }) => !replaced.has(id))
    .map((newest) => {
      const older: Document[] = [];
      for (let each = byId.get(newest.replaces ?? ''); each; each = byId.get(each.replaces ?? ''))
        older.push(each);
      return { newest, older };
    });
}
