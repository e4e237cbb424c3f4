/** What people keep for themselves around their inbox: cases that they watch, and views under a name. Read and written under row-level security. */
import type { CaseId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';

export async function watch(session: Session, user: UserId, caseId: CaseId, at: Instant): Promise<void> {
  await session.sql.query(
    'INSERT INTO watches (user_id, case_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [user, caseId, timestampOf(at)],
  );
}

export async function unwatch(session: Session, user: UserId, caseId: CaseId): Promise<void> {
  await session.sql.query('DELETE FROM watches WHERE user_id = $1 AND case_id = $2', [user, caseId]);
}

export async function isWatched(session: Session, user: UserId, caseId: CaseId): Promise<boolean> {
  const { rowCount } = await session.sql.query('SELECT FROM watches WHERE user_id = $1 AND case_id = $2', [
    user,
    caseId,
  ]);
  return (rowCount ?? 0) > 0;
}

export interface SavedView {
  readonly name: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** In the order of their names is for whoever shows them: it depends on the language. */
export async function savedViews(session: Session, user: UserId): Promise<readonly SavedView[]> {
  const { rows } = await session.sql.query<SavedView>(
    'SELECT name, filters FROM saved_views WHERE user_id = $1',
    [user],
  );
  return rows;
}

/** Under a name that is taken it replaces what was there. @returns false: there are `most` others already */
export async function saveView(
  session: Session,
  user: UserId,
  { name, filters }: SavedView,
  most: number,
): Promise<boolean> {
  const { rowCount } = await session.sql.query(
    `INSERT INTO saved_views (user_id, name, filters) SELECT $1, $2, $3
     WHERE (SELECT count(*) FROM saved_views WHERE user_id = $1 AND name <> $2) < $4
     ON CONFLICT (user_id, name) DO UPDATE SET filters = excluded.filters`,
    [user, name, JSON.stringify(filters), most],
  );
  return (rowCount ?? 0) > 0;
}

export async function forgetView(session: Session, user: UserId, name: string): Promise<void> {
  await session.sql.query('DELETE FROM saved_views WHERE user_id = $1 AND name = $2', [user, name]);
}
