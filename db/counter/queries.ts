/** The queue in front of a counter. Read and written under row-level security: it is the counter's own. */
import type { AgencyId, Localised, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Queryable, Session } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';

/** The day by the clock on the counter's wall. */
const DAY_OF = (at: string) => `(${at}::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

export interface Ticket {
  readonly number: number;
  /** How many come first. */
  readonly ahead: number;
}

/** The next number of the day; two who ask at once get two. */
export async function takeTicket(session: Session, agency: AgencyId, at: Instant): Promise<Ticket> {
  await session.sql.query(`SELECT pg_advisory_xact_lock(hashtext('queue ' || $1))`, [agency]);
  const { rows } = await session.sql.query<Ticket>(
    `INSERT INTO queue_tickets (agency, day, number, taken_at)
     SELECT $1, d.day, 1 + coalesce(max(t.number), 0), $2 FROM (SELECT ${DAY_OF('$2')} AS day) AS d
       LEFT JOIN queue_tickets t ON t.agency = $1 AND t.day = d.day GROUP BY d.day
     RETURNING number, (SELECT count(*)::integer FROM queue_tickets o
       WHERE o.agency = $1 AND o.day = queue_tickets.day AND o.called_at IS NULL) AS ahead`,
    [agency, timestampOf(at)],
  );
  const [ticket] = rows;
  if (ticket === undefined) throw new Error('no number was given');
  return ticket;
}

/** Calls who waits the longest; null: nobody waits. Two who call at once get two numbers. */
export async function callNext(
  session: Session,
  agency: AgencyId,
  by: UserId,
  at: Instant,
): Promise<number | null> {
  const { rows } = await session.sql.query<{ number: number }>(
    `UPDATE queue_tickets SET called_at = $2, called_by = $3
     WHERE (agency, day, number) = (
       SELECT agency, day, number FROM queue_tickets
       WHERE agency = $1 AND day = ${DAY_OF('$2')} AND called_at IS NULL ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING number`,
    [agency, timestampOf(at), by],
  );
  return rows[0]?.number ?? null;
}

/** Says the number anew that `by` has called; false: it is not theirs. */
export async function callAgain(
  session: Session,
  { agency, number }: Called,
  by: UserId,
  at: Instant,
): Promise<boolean> {
  return change(session, `called_at = $2`, [agency, timestampOf(at), by, number]);
}

/** Nobody came; false: it is not theirs. */
export async function noteAbsent(
  session: Session,
  { agency, number }: Called,
  by: UserId,
  at: Instant,
): Promise<boolean> {
  return change(session, `absent_at = $2`, [agency, timestampOf(at), by, number]);
}

export interface Called {
  readonly agency: AgencyId;
  readonly number: number;
}

async function change(session: Session, what: string, values: unknown[]): Promise<boolean> {
  const { rowCount } = await session.sql.query(
    `UPDATE queue_tickets SET ${what} WHERE agency = $1 AND day = ${DAY_OF('$2')} AND called_by = $3 AND number = $4
       AND absent_at IS NULL`,
    values,
  );
  return rowCount === 1;
}

/** Whom `by` called last and has before them; null: nobody. */
export async function servedBy(
  session: Session,
  agency: AgencyId,
  by: UserId,
  at: Instant,
): Promise<number | null> {
  const { rows } = await session.sql.query<{ number: number; absent: boolean }>(
    `SELECT number, absent_at IS NOT NULL AS absent FROM queue_tickets
     WHERE agency = $1 AND day = ${DAY_OF('$2')} AND called_by = $3 ORDER BY called_at DESC, number DESC LIMIT 1`,
    [agency, timestampOf(at), by],
  );
  return rows[0] === undefined || rows[0].absent ? null : rows[0].number;
}

export interface TicketShown {
  /** Of the counter. */
  readonly name: Localised;
  readonly ahead: number;
  readonly called: boolean;
  readonly absent: boolean;
  readonly takenAt: Date;
}

/** What whoever holds a number of today may know of it; null: nobody holds it. */
export async function ticketShown(
  db: Queryable,
  agency: AgencyId,
  number: number,
  at: Instant,
): Promise<TicketShown | null> {
  const { rows } = await db.query<TicketShown>(
    `SELECT name, ahead, called, absent, taken_at AS "takenAt" FROM queue_ticket($1, ${DAY_OF('$2')}, $3)`,
    [agency, timestampOf(at), number],
  );
  return rows[0] ?? null;
}

export interface QueueShown {
  /** Of the counter. */
  readonly name: Localised;
  readonly waiting: number;
  /** The newest first. */
  readonly called: readonly number[];
}

/** What the screen in the waiting room shows; null: there is no such counter. */
export async function queueShown(db: Queryable, agency: AgencyId, at: Instant): Promise<QueueShown | null> {
  const { rows } = await db.query<QueueShown>(`SELECT * FROM queue_shown($1, ${DAY_OF('$2')})`, [
    agency,
    timestampOf(at),
  ]);
  return rows[0] ?? null;
}
