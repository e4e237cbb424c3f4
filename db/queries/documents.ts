/** Papers whose files are kept. */
import type { Queryable } from '../client.ts';
import type { Document } from './papers.ts';

/** Keeps a paper that was made or handed in, once its file is in the store. The same id again changes nothing. */
export async function addPaper(
  db: Queryable,
  paper: Omit<Document, 'createdAt' | 'replaces'> & { readonly object: string; readonly replaces?: string },
): Promise<void> {
  const { id, caseId, rule, name, mediaType, size, digest, author, origin, object, replaces = null } = paper;
  await db.query(
    `INSERT INTO documents (id, case_id, rule, name, media_type, size, digest, author, origin, object, replaces)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
    [id, caseId, rule, name, mediaType, size, digest, author, origin, object, replaces],
  );
}
