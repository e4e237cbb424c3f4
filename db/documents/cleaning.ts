/** Which files nothing refers to. Asked as the worker, who sees all. */
import type { Instant } from '../../domain/time/instant.ts';
import type { Queryable } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';

/** Said twice below: who goes on with a file, or takes it into a case, at the same moment keeps it. */
const STALE = '(touched_at < $2 OR (touched_at < $1 AND object IS NULL))';

/**
 * Forgets files on their way in that nobody has gone on with since `unfinished`, and whole ones that no case has taken in since
 * `unnamed`. Gives the keys of the objects of each.
 */
export async function forgetUploads(
  db: Queryable,
  {
    unfinished,
    unnamed,
    most,
  }: { readonly unfinished: Instant; readonly unnamed: Instant; readonly most: number },
): Promise<readonly (readonly string[])[]> {
  const { rows } = await db.query<{ keys: string[] }>(
    `DELETE FROM uploads WHERE ${STALE} AND id IN (SELECT id FROM uploads WHERE ${STALE} ORDER BY touched_at LIMIT $3)
     RETURNING CASE WHEN object IS NULL THEN pieces ELSE pieces || object END AS keys`,
    [new Date(unfinished), new Date(unnamed), most],
  );
  return rows.map(({ keys }) => keys);
}

/** Forgets so many calls of other systems that began before and are over, whether they got through or not. Gives how many it forgot. */
export async function forgetDeliveries(db: Queryable, before: Instant, most: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM webhook_deliveries WHERE id IN (
       SELECT id FROM webhook_deliveries WHERE status <> 'pending' AND created_at < $1 ORDER BY created_at LIMIT $2)
       AND status <> 'pending'`,
    [timestampOf(before), most],
  );
  return rowCount ?? 0;
}

/** Forgets documents that somebody asked for before then. Gives the key of each one's object; null: it was never made. */
export async function forgetRequestedDocuments(
  db: Queryable,
  before: Instant,
  most: number,
): Promise<readonly (string | null)[]> {
  const { rows } = await db.query<{ object: string | null }>(
    `DELETE FROM generated_documents WHERE id IN (
       SELECT id FROM generated_documents WHERE request IS NOT NULL AND requested_at < $1 ORDER BY requested_at LIMIT $2) RETURNING object`,
    [new Date(before), most],
  );
  return rows.map(({ object }) => object);
}

/** Those of these objects that nothing refers to. */
export async function unreferred(db: Queryable, keys: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ key: string }>(UNREFERRED, [keys]);
  return rows.map(({ key }) => key);
}

/** Apart, so that tests can ask PostgreSQL how it goes about it. Pieces are named after their upload. */
export const UNREFERRED = `SELECT key FROM unnest($1::text[]) AS key
  WHERE NOT EXISTS (SELECT FROM documents d WHERE d.object = key)
    AND NOT EXISTS (SELECT FROM generated_documents p WHERE p.object = key)
    AND NOT EXISTS (SELECT FROM uploads u WHERE u.object = key)
    AND NOT EXISTS (SELECT FROM uploads u WHERE key LIKE 'unfinished/%' AND u.id = split_part(key, '/', 2) AND key = ANY (u.pieces))`;
