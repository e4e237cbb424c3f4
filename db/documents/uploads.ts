/** Files that were handed over and belong to no case yet. Under row-level security: each sees their own. */
import type { PicturePosition, TakenFile } from '../../contracts/documents/files.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { Queryable } from '../core/client.ts';

export interface Upload {
  readonly id: string;
  readonly province: ProvinceId;
  readonly author: UserId;
  /** As the device called it. */
  readonly name: string;
  /** Bytes: those announced, and those that are here. */
  readonly length: number;
  readonly received: number;
  readonly pieces: readonly string[];
  /** null: not whole yet. */
  readonly file: TakenFile | null;
}

type Row = Omit<Upload, 'length' | 'received' | 'file'> & {
  readonly length: string;
  readonly received: string;
  readonly object: string | null;
  readonly mediaType: TakenFile['mediaType'];
  readonly digest: string;
  readonly scanned: boolean;
  readonly lat: number | null;
  readonly lon: number | null;
};

const COLUMNS = `id, province, author, name, length::text, received::text, pieces, object, media_type AS "mediaType", digest,
  scanned, lat, lon`;

function uploadOf({ length, received, object, mediaType, digest, scanned, lat, lon, ...row }: Row): Upload {
  const position: PicturePosition | null = lat === null || lon === null ? null : { lat, lon };
  const size = Number(length);
  return {
    ...row,
    length: size,
    received: Number(received),
    file: object === null ? null : { object, mediaType, size, digest, scanned, position },
  };
}

export async function beginUpload(
  db: Queryable,
  { id, province, author, name, length }: Omit<Upload, 'received' | 'pieces' | 'file'>,
): Promise<void> {
  await db.query('INSERT INTO uploads (id, province, author, name, length) VALUES ($1, $2, $3, $4, $5)', [
    id,
    province,
    author,
    name,
    length,
  ]);
}

/** What came in one piece, once it is in the store. */
export async function saveUpload(
  db: Queryable,
  { id, province, author, name }: Pick<Upload, 'id' | 'province' | 'author' | 'name'>,
  { object, mediaType, size, digest, scanned, position }: TakenFile,
): Promise<void> {
  await db.query(
    `INSERT INTO uploads (id, province, author, name, length, received, object, media_type, digest, scanned, lat, lon)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11)`,
    [id, province, author, name, size, object, mediaType, digest, scanned, position?.lat, position?.lon],
  );
}

/** null: there is none, or it is somebody else's. */
export async function findUpload(db: Queryable, id: string): Promise<Upload | null> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM uploads WHERE id = $1`, [id]);
  return rows[0] === undefined ? null : uploadOf(rows[0]);
}

/** Until this transaction ends, nobody else adds to what this person has handed over. */
export async function oneAtATime(
  db: Queryable,
  { province, user }: { readonly province: ProvinceId; readonly user: UserId },
): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended('uploads ' || $1 || ' ' || $2, 0))`, [
    province,
    user,
  ]);
}

/** How much the reader has handed over that no case has taken in. */
export async function pendingUploads(
  db: Queryable,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const { rows } = await db.query<{ files: number; bytes: string }>(
    'SELECT count(*)::integer AS files, coalesce(sum(length), 0)::text AS bytes FROM uploads',
  );
  const { files = 0, bytes = '0' } = rows[0] ?? {};
  return { files, bytes: Number(bytes) };
}

/** Adds a piece where the sender thought to be; false: somebody else has been there, or it is gone. */
export async function addPiece(
  db: Queryable,
  id: string,
  { at, pieces, size }: { readonly at: number; readonly pieces: readonly string[]; readonly size: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE uploads SET received = received + $3, pieces = pieces || $4::text[], touched_at = now()
     WHERE id = $1 AND received = $2 AND object IS NULL`,
    [id, at, size, pieces],
  );
  return rowCount === 1;
}

/** The pieces became one file. false: that had happened before, or it is gone. */
export async function finishUpload(
  db: Queryable,
  id: string,
  { object, mediaType, digest, scanned, position }: TakenFile,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE uploads SET object = $2, media_type = $3, digest = $4, scanned = $5, lat = $6, lon = $7, pieces = '{}', touched_at = now()
     WHERE id = $1 AND object IS NULL`,
    [id, object, mediaType, digest, scanned, position?.lat, position?.lon],
  );
  return rowCount === 1;
}

/** Gives the keys of the objects that it held; null: there was none. */
export async function removeUpload(db: Queryable, id: string): Promise<readonly string[] | null> {
  const { rows } = await db.query<{ pieces: string[]; object: string | null }>(
    'DELETE FROM uploads WHERE id = $1 RETURNING pieces, object',
    [id],
  );
  const gone = rows[0];
  return gone === undefined ? null : [...gone.pieces, ...(gone.object === null ? [] : [gone.object])];
}

/** Takes a whole file out of the uploads, for a case. null: there is none. */
export async function takeUpload(db: Queryable, id: string): Promise<Upload | null> {
  const { rows } = await db.query<Row>(
    `DELETE FROM uploads WHERE id = $1 AND object IS NOT NULL RETURNING ${COLUMNS}`,
    [id],
  );
  return rows[0] === undefined ? null : uploadOf(rows[0]);
}
