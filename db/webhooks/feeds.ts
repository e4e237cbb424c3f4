/** What addresses have been told of the events of cases, and what they have not. */
import type { FeedCall } from '../../contracts/temporal/webhooks.ts';
import type { FactName } from '../../domain/cases/state/events.ts';
import type { AgencyId, CaseId, ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { moveHorizon } from '../cases/event-horizon.ts';
import type { Database, Queryable, Session } from '../core/client.ts';
import { instantOf, timestampOf } from '../core/rows.ts';
import type { CloudEvent } from './queries.ts';

/** null: of every one. */
export interface Subscription {
  readonly events: readonly FactName[];
  readonly kinds: readonly CaseKind[] | null;
  readonly procedures: readonly string[] | null;
  /** Cases that one of them has ever had to do with. */
  readonly agencies: readonly AgencyId[] | null;
}

export interface FeedView extends Subscription {
  readonly name: string;
  readonly position: number;
}

/** An event as others may see it: where it stands, and nothing that was said. */
export interface FedEvent {
  readonly position: number;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly type: FactName;
  readonly at: Instant;
  readonly code: string;
  readonly kind: CaseKind;
  readonly procedure: string;
  readonly owner: AgencyId;
}

/** Looked through at a time: one turn must not read a year. */
const WINDOW = 10_000;
/** Tells the worker's poller to look. */
const NOTIFY_FEEDS = `SELECT pg_notify('motcua_feeds', '')`;

const FEED = 'name, events, kinds, procedures, agencies, position::float8 AS position';

export async function listFeeds(session: Session, province: ProvinceId): Promise<readonly FeedView[]> {
  const { rows } = await session.sql.query<FeedView>(
    `SELECT ${FEED} FROM webhook_feeds WHERE province = $1`,
    [province],
  );
  return rows;
}

export async function findFeed(
  session: Session,
  province: ProvinceId,
  name: string,
): Promise<FeedView | null> {
  const { rows } = await session.sql.query<FeedView>(
    `SELECT ${FEED} FROM webhook_feeds WHERE province = $1 AND name = $2`,
    [province, name],
  );
  return rows[0] ?? null;
}

/** From now on; an address that is notified of events already goes on from where it is. */
export async function subscribe(
  session: Session,
  province: ProvinceId,
  name: string,
  { events, kinds, procedures, agencies }: Subscription,
): Promise<FeedView> {
  const { rows } = await session.sql.query<FeedView>(
    `INSERT INTO webhook_feeds (province, name, events, kinds, procedures, agencies, position)
     SELECT $1, $2, $3, $4, $5, $6, h.position FROM event_horizon h
     ON CONFLICT (province, name) DO UPDATE SET events = excluded.events, kinds = excluded.kinds,
       procedures = excluded.procedures, agencies = excluded.agencies RETURNING ${FEED}`,
    [province, name, events, kinds, procedures, agencies],
  );
  await session.sql.query(NOTIFY_FEEDS);
  const [row] = rows;
  if (row === undefined) throw new Error('the row was inserted or updated');
  return row;
}

/** null: it was notified of none. */
export async function unsubscribe(
  session: Session,
  province: ProvinceId,
  name: string,
): Promise<FeedView | null> {
  const { rows } = await session.sql.query<FeedView>(
    `DELETE FROM webhook_feeds WHERE province = $1 AND name = $2 RETURNING ${FEED}`,
    [province, name],
  );
  return rows[0] ?? null;
}

/**
 * Goes back, or on, so that the next event handed over is the first behind `position`, or the first of `since` or later. null: it is
 * told of no events.
 */
export async function replayFrom(
  session: Session,
  province: ProvinceId,
  name: string,
  from: { readonly position: number } | { readonly since: Instant },
): Promise<FeedView | null> {
  const after = 'position' in from ? from.position : await positionBefore(session, from.since);
  const { rows } = await session.sql.query<FeedView>(
    `UPDATE webhook_feeds SET position = least($3, (SELECT position FROM event_horizon))
     WHERE province = $1 AND name = $2 RETURNING ${FEED}`,
    [province, name, after],
  );
  await session.sql.query(NOTIFY_FEEDS);
  return rows[0] ?? null;
}

/** Wakes what an administrator has switched on again. */
export async function callPoller(session: Session): Promise<void> {
  await session.sql.query(NOTIFY_FEEDS);
}

/** Positions rise with time, but for imported cases, which were recorded later than they happened. */
async function positionBefore(session: Session, since: Instant): Promise<number> {
  const { rows } = await session.sql.query<{ position: number }>(
    `SELECT coalesce((SELECT position - 1 FROM events WHERE at >= $1 ORDER BY position LIMIT 1),
       (SELECT position FROM event_horizon))::float8 AS position`,
    [timestampOf(since)],
  );
  return rows[0]?.position ?? 0;
}

/**
 * What an address has not seen yet, in order. `upTo`: everything up to there has been looked at; `isAll`: and that is as far as the
 * record is certain. null: it is notified of no events.
 */
export async function nextEvents(
  db: Queryable,
  { province, name }: FeedCall,
  limit: number,
): Promise<{ from: number; upTo: number; isAll: boolean; events: readonly FedEvent[] } | null> {
  const { rows: feeds } = await db.query<{ position: number; horizon: number }>(
    `SELECT f.position::float8 AS position, h.position::float8 AS horizon FROM webhook_feeds f, event_horizon h
     WHERE f.province = $1 AND f.name = $2`,
    [province, name],
  );
  const [feed] = feeds;
  if (feed === undefined) return null;
  const end = Math.min(feed.horizon, feed.position + WINDOW);
  const { rows } = await db.query<Omit<FedEvent, 'at'> & { at: Date }>(
    `SELECT e.position::float8 AS position, e.case_id AS "caseId", e.seq, e.type, e.at, c.code, c.kind, c.procedure, c.owner
     FROM webhook_feeds f JOIN events e ON e.position > $3 AND e.position <= $4 AND e.type = ANY (f.events)
       JOIN cases c ON c.id = e.case_id AND c.province = f.province
     WHERE f.province = $1 AND f.name = $2 AND (f.kinds IS NULL OR c.kind = ANY (f.kinds))
       AND (f.procedures IS NULL OR c.procedure = ANY (f.procedures)) AND (f.agencies IS NULL OR c.agencies && f.agencies)
     ORDER BY e.position LIMIT $5`,
    [province, name, feed.position, end, limit],
  );
  const last = rows.at(-1);
  const isCut = last !== undefined && rows.length === limit;
  const upTo = isCut ? last.position : Math.max(end, feed.position);
  return {
    from: feed.position,
    upTo,
    isAll: !isCut && end >= feed.horizon,
    events: rows.map((row) => ({ ...row, at: instantOf(row.at) })),
  };
}

/** false: somebody has sent it elsewhere meanwhile. */
export async function passTo(
  db: Queryable,
  { province, name }: FeedCall,
  from: number,
  to: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE webhook_feeds SET position = $4 WHERE province = $1 AND name = $2 AND position = $3',
    [province, name, from, to],
  );
  return rowCount === 1;
}

/** An attempt at an event; again also at one that got through before, since somebody wants it anew. Gives what was sent the first time. */
export async function beginHandOver(
  db: Queryable,
  { province, name }: FeedCall,
  id: string,
  { caseId, at }: FedEvent,
  event: CloudEvent,
): Promise<CloudEvent> {
  const { rows } = await db.query<{ event: CloudEvent }>(
    `INSERT INTO webhook_deliveries AS d (id, province, name, case_id, status, attempts, event, created_at)
     VALUES ($1, $2, $3, $4, 'pending', 1, $5, $6)
     ON CONFLICT (id) DO UPDATE SET attempts = d.attempts + 1, status = 'pending' RETURNING event`,
    [id, province, name, caseId, JSON.stringify(event), timestampOf(at)],
  );
  return rows[0]?.event ?? event;
}

/** It got through, and with it everything before it. false: somebody has sent the address elsewhere meanwhile. */
export async function endHandOver(
  db: Queryable,
  { province, name }: FeedCall,
  id: string,
  from: number,
  to: number,
): Promise<boolean> {
  const { rows } = await db.query<{ passed: boolean }>(
    `WITH done AS (UPDATE webhook_deliveries SET status = 'delivered', delivered_at = now(), last_error = NULL WHERE id = $3),
       passed_by AS (UPDATE webhook_feeds SET position = $5 WHERE province = $1 AND name = $2 AND position = $4 RETURNING 1)
     SELECT count(*) = 1 AS passed FROM passed_by`,
    [province, name, id, from, to],
  );
  return rows[0]?.passed ?? false;
}

/** A dead letter, and nothing further: all or nothing, and only once, since an address that is off is left as it is. */
export async function leaveBehind(
  db: Queryable,
  { province, name }: FeedCall,
  id: string,
  from: number,
  to: number,
): Promise<void> {
  await db.query(
    `WITH off AS (UPDATE webhooks SET active = false, off_why = coalesce(
         (SELECT 'took no event for too long: ' || last_error FROM webhook_deliveries WHERE id = $3), 'took no event for too long')
         WHERE province = $1 AND name = $2 AND active RETURNING 1),
       dead AS (UPDATE webhook_deliveries SET status = 'dead' WHERE id = $3 AND EXISTS (SELECT FROM off))
     UPDATE webhook_feeds SET position = $5 WHERE province = $1 AND name = $2 AND position = $4 AND EXISTS (SELECT FROM off)`,
    [province, name, id, from, to],
  );
}

/** Leaves it to the poller to begin anew, which looks at once: something may have come in between. */
export async function letWait(db: Queryable, { province, name }: FeedCall): Promise<void> {
  await db.query(
    `WITH w AS (UPDATE webhook_feeds SET waits = true WHERE province = $1 AND name = $2) ${NOTIFY_FEEDS}`,
    [province, name],
  );
}

/**
 * Moves the horizon on, and has those begun for whom there is more. Workers beside each other take different ones. `isCertain`: the
 * record has nothing behind the horizon.
 */
export async function wakeFeeds(
  db: Database,
  begin: (feed: FeedCall) => Promise<void>,
): Promise<{ readonly isCertain: boolean }> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    const waiting = await client.query(`SELECT FROM webhook_feeds WHERE waits LIMIT 1`);
    if (waiting.rowCount === 0) return { isCertain: true };
    const isCertain = await moveHorizon(client);
    await client.query('BEGIN');
    const { rows } = await client.query<FeedCall>(
      `SELECT f.province, f.name FROM webhook_feeds f JOIN webhooks w USING (province, name)
       WHERE f.waits AND w.active ORDER BY f.province, f.name FOR UPDATE OF f SKIP LOCKED`,
    );
    for (const feed of rows) {
      const next = await nextEvents(client, feed, 1);
      if (next === null) continue;
      if (next.events.length > 0 || !next.isAll) {
        await begin(feed);
        await client.query('UPDATE webhook_feeds SET waits = false WHERE province = $1 AND name = $2', [
          feed.province,
          feed.name,
        ]);
      } else if (next.upTo > next.from) await passTo(client, feed, next.from, next.upTo);
    }
    await client.query('COMMIT');
    return { isCertain };
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}
