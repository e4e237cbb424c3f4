/** Documents whose files are kept. */
import type { PicturePosition } from '../../contracts/documents/files.ts';
import type { Document } from '../cases/submissions.ts';
import type { Queryable } from '../core/client.ts';

/** Keeps a document that was made or handed in, once its file is in the store. The same id again changes nothing. */
export async function addDocument(
  db: Queryable,
  document: Omit<Document, 'createdAt' | 'replaces' | 'scanned'> & {
    readonly object: string;
    readonly replaces?: string | null;
    readonly scanned?: boolean;
  },
): Promise<void> {
  const { id, caseId, rule, name, mediaType, size, digest, author, origin, object } = document;
  const { replaces = null, scanned = null } = document;
  await db.query(
    // Of several in one transaction the order in which they were named.
    `INSERT INTO documents (id, case_id, rule, name, media_type, size, digest, author, origin, object, replaces, scanned, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp()) ON CONFLICT DO NOTHING`,
    [id, caseId, rule, name, mediaType, size, digest, author, origin, object, replaces, scanned],
  );
}

export async function savePosition(db: Queryable, id: string, { lat, lon }: PicturePosition): Promise<void> {
  await db.query('INSERT INTO document_positions (document_id, lat, lon) VALUES ($1, $2, $3)', [
    id,
    lat,
    lon,
  ]);
}

/** null: it has none, or this reader may not know. */
export async function positionOf(db: Queryable, id: string): Promise<PicturePosition | null> {
  const { rows } = await db.query<PicturePosition>(
    'SELECT lat, lon FROM document_positions WHERE document_id = $1',
    [id],
  );
  return rows[0] ?? null;
}

/** The version that came after this one; null: it is the newest. */
export async function replacedBy(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM documents WHERE replaces = $1 ORDER BY created_at DESC, id LIMIT 1',
    [id],
  );
  return rows[0]?.id ?? null;
}

/** Where a picture that everybody may see is kept; null: there is none. */
export async function publishedPicture(db: Queryable, code: string, id: string): Promise<string | null> {
  const { rows } = await db.query<{ object: string | null }>('SELECT published_picture($1, $2) AS object', [
    code,
    id,
  ]);
  return rows[0]?.object ?? null;
}
