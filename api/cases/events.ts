/** What happens, as it happens: PostgreSQL says which case was moved, and each follower reads what they may see. */
import type { Response } from 'express';
import type { Database, Session } from '../../db/core/client.ts';
import { type Listener, listenTo } from '../../db/core/listening.ts';
import { asActor, type CaseAccess, mayConcern } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';

const CHANNEL = 'motcua_events';
const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 1_000;
/** Positions are given before a transaction ends, so a lower one may show later: who comes back sees the last ones again. */
const OVERLAP = 50;
const MOST_CAUGHT_UP = 500;
/** Events carry the instant of their decision: a little earlier than their record, and by another host's clock. */
const SKEW_MS = 10_000;
/** A follower who does not read is let go: what waits for them must not fill the memory. */
const MOST_BUFFERED = 1_000_000;

interface Moved {
  readonly case: CaseId;
  readonly version: number;
  readonly province: ProvinceId;
}

interface EventLine {
  readonly position: string;
  readonly id: CaseId;
  readonly code: string;
  readonly kind: string;
  readonly status: string;
  readonly version: number;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
}

interface Follower {
  readonly res: Response;
  /** Asked anew each time, so that somebody whose role was taken sees no more. */
  readonly actor: () => Promise<Actor>;
  /** What happened before somebody came to follow is history, and not news. */
  readonly since: Date;
  /** The highest sequence number told, by case; bounded by what is told. */
  readonly sent: Map<CaseId, number>;
  busy: Promise<void>;
}

/** Looks over a province only to know who might be concerned; what it reads leaves this file never. */
const FEED: Omit<Actor, 'province'> = {
  user: '' as UserId,
  roles: [{ role: 'province-office', agency: null }],
};

const COLUMNS = `e.position::text AS position, c.id, c.code, c.kind, c.status, c.version, e.seq, e.type, e.at`;
const FROM = 'FROM events e JOIN cases c ON c.id = e.case_id';

export class EventFeed {
  readonly #db: Database;
  readonly #followers = new Set<Follower>();
  #listening: Promise<Listener> | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(db: Database) {
    this.#db = db;
  }

  get followers(): number {
    return this.#followers.size;
  }

  /** Follows until the client goes away. @throws when PostgreSQL is away: nothing has been written yet. */
  async follow(res: Response, actor: () => Promise<Actor>, lastEventId: number | null): Promise<void> {
    await this.#listen();
    const since = new Date(Date.now() - SKEW_MS);
    const follower: Follower = { res, actor, since, sent: new Map(), busy: Promise.resolve() };
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    res.write(`retry: ${RECONNECT_MS * 3}\n\n`);
    this.#followers.add(follower);
    res.once('close', () => this.#followers.delete(follower));
    if (lastEventId !== null)
      this.#notify(follower, (session) =>
        session.sql.query<EventLine>(
          `SELECT ${COLUMNS} ${FROM} WHERE e.position > $1 ORDER BY e.position LIMIT ${MOST_CAUGHT_UP}`,
          [Math.max(lastEventId - OVERLAP, 0)],
        ),
      );
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    for (const { res } of this.#followers) res.end();
    const listening = this.#listening;
    this.#listening = null;
    if (listening !== null) await listening.then((listener) => listener.end()).catch(() => undefined);
  }

  #listen(): Promise<Listener> {
    this.#listening ??= this.#open().catch((error: unknown) => {
      this.#listening = null;
      throw error;
    });
    return this.#listening;
  }

  async #open(): Promise<Listener> {
    const listener = await listenTo(this.#db, {
      channels: [CHANNEL],
      heard: (payload) => this.#moved(payload),
      lost: () => {
        this.#listening = null;
        this.#again();
      },
    });
    this.#heartbeat ??= setInterval(() => {
      for (const { res } of this.#followers) res.write('event: here\ndata: {}\n\n');
    }, HEARTBEAT_MS).unref();
    return listener;
  }

  /** The connection broke: followers come back by themselves with the last event that they saw. */
  #again(): void {
    if (this.#closed) return;
    for (const { res } of this.#followers) res.end();
  }

  /** Whose it is is asked once for all; then each who may be concerned reads it under their own rights. */
  #moved(payload: string): void {
    if (this.#followers.size === 0) return;
    const moved = JSON.parse(payload) as Moved;
    const seen = this.#seen(moved);
    // Whoever waits for it hears of its failure.
    seen.catch(() => undefined);
    for (const follower of this.#followers)
      this.#notify(
        follower,
        (session) =>
          session.sql.query<EventLine>(
            `SELECT ${COLUMNS} ${FROM} WHERE e.case_id = $1 AND e.seq > $2 AND e.seq <= $3 AND e.at >= $4 ORDER BY e.seq`,
            [moved.case, follower.sent.get(moved.case) ?? 0, moved.version, follower.since],
          ),
        seen,
      );
  }

  /** null: it is gone. */
  async #seen({ case: id, province }: Moved): Promise<CaseAccess | null> {
    const { rows } = await asActor(this.#db, { ...FEED, province }, (session) =>
      session.sql.query<CaseAccess>('SELECT province, agencies, applicant FROM cases WHERE id = $1', [id]),
    );
    return rows[0] ?? null;
  }

  #notify(
    follower: Follower,
    ask: (session: Session) => Promise<{ rows: EventLine[] }>,
    about?: Promise<CaseAccess | null>,
  ): void {
    follower.busy = follower.busy
      .then(async () => {
        const { res, sent } = follower;
        if (res.writableEnded || res.destroyed) return;
        const actor = await follower.actor();
        if (about !== undefined) {
          const seen = await about;
          if (seen === null || !mayConcern(actor, seen)) return;
        }
        const { rows } = await asActor(this.#db, actor, ask);
        for (const { position, id, seq, at, ...row } of rows) {
          if (seq <= (sent.get(id) ?? 0)) continue;
          sent.delete(id);
          sent.set(id, seq);
          const data = { case: id, ...row, seq, at: at.toISOString() };
          res.write(`id: ${position}\nevent: ${row.type}\ndata: ${JSON.stringify(data)}\n\n`);
        }
        for (const oldest of sent.keys()) {
          if (sent.size <= MOST_CAUGHT_UP) break;
          sent.delete(oldest);
        }
        if (res.writableLength > MOST_BUFFERED) res.end();
      })
      // Not allowed any more, or PostgreSQL is away: the follower comes back, or is told why not.
      .catch(() => void follower.res.end());
  }
}
