/** How far the record of events is certain: positions are given before the transactions that write them end. */
import type { Queryable } from '../core/client.ts';

/**
 * Marks the last position given, with an id of a transaction that was given after it: whoever could still add an event up to there
 * has a lower one, since a case is written before its events. When all of these have ended, nothing is missing up to the mark. Each
 * statement is a transaction of its own: one that waits to end would be waited for. (The end of a snapshot is no such mark:
 * somebody at work may be beyond it.)
 *
 * @returns whether nothing has been given behind the horizon
 */
export async function moveHorizon(db: Queryable): Promise<boolean> {
  await reachMark(db);
  const { rows } = await db.query<{ last: string }>(
    'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM event_positions',
  );
  const last = rows[0]?.last ?? '0';
  await db.query(
    `UPDATE event_horizon SET next_position = $1, next_xid = pg_current_xact_id()
     WHERE position >= next_position AND position < $1`,
    [last],
  );
  return (await reachMark(db)) >= Number(last);
}

async function reachMark(db: Queryable): Promise<number> {
  await db.query(
    `UPDATE event_horizon SET position = next_position
     WHERE position < next_position AND pg_snapshot_xmin(pg_current_snapshot()) > next_xid`,
  );
  const { rows } = await db.query<{ position: string }>('SELECT position FROM event_horizon');
  return Number(rows[0]?.position ?? 0);
}
