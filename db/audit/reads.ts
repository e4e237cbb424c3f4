/** Who looked at which case. Written by whoever looks, read under row-level security by whoever looks into it. */
import type { CaseCode, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ReadWhat } from '../../domain/vocabulary/reads.ts';
import type { Queryable, Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, timestampOf } from '../core/rows.ts';

export const HOUR_MS = 3_600_000;

export interface Read {
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly user: UserId;
  readonly what: ReadWhat;
  /** The first time in an hour. */
  readonly at: Instant;
}

export interface ReadFilter {
  readonly caseId?: CaseId | undefined;
  readonly by?: UserId | undefined;
  /** From inclusive, until exclusive. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly cursor?: string | null | undefined;
  /** null: no limit, for what is read page by page. */
  readonly limit?: number | null | undefined;
}

/** Once for a user, a case and an hour, however often they look. */
export async function keepRead(
  session: Session,
  read: {
    readonly caseId: CaseId;
    readonly user: UserId;
    readonly province: ProvinceId;
    readonly what: ReadWhat;
    readonly at: Instant;
  },
): Promise<void> {
  const { caseId, user, province, what, at } = read;
  const hour = (at - (at % HOUR_MS)) as Instant;
  await session.sql.query(
    `INSERT INTO case_reads (case_id, user_id, hour, what, province, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [caseId, user, timestampOf(hour), what, province, timestampOf(at)],
  );
}

export type ReadRow = Omit<Read, 'at'> & { at: Date; key: string[] };

/** The newest first. @throws BadCursor */
export async function listReads(session: Session, filter: ReadFilter): Promise<Page<Read>> {
  const { text, values, limit } = readsQuery(filter);
  const { rows } = await session.sql.query<ReadRow>(text, values);
  return pageOf(rows, limit ?? rows.length, readOf);
}

export function readOf({ key: _, at, ...row }: ReadRow): Read {
  return { ...row, at: instantOf(at) };
}

/** Apart, so that tests can ask PostgreSQL how it goes about it. */
export function readsQuery(filter: ReadFilter): { text: string; values: unknown[]; limit: number | null } {
  const limit = filter.limit === null ? null : pageSize(filter.limit ?? 50);
  const conditions = new Conditions()
    .when(filter.caseId, ($) => `r.case_id = ${$}`)
    .when(filter.by, ($) => `r.user_id = ${$}`);
  if (filter.from !== undefined)
    conditions.when(timestampOf(filter.from), ($) => `r.at >= ${$}::timestamptz`);
  if (filter.until !== undefined)
    conditions.when(timestampOf(filter.until), ($) => `r.at < ${$}::timestamptz`);
  const key = keyOf(filter.cursor, 4);
  if (key !== null) {
    const [at, caseId, user, what] = key.map((part) => conditions.value(part));
    conditions.also(
      `(r.at, r.case_id, r.user_id, r.what) < (${at}::timestamptz, ${caseId}, ${user}, ${what})`,
    );
  }
  const text = `SELECT r.case_id AS "caseId", c.code, r.user_id AS "user", r.what, r.at,
      ARRAY[r.at::text, r.case_id, r.user_id, r.what] AS key
    FROM case_reads r JOIN cases c ON c.id = r.case_id
    ${conditions.where} ORDER BY r.at DESC, r.case_id DESC, r.user_id DESC, r.what DESC
    LIMIT ${conditions.value(limit === null ? null : limit + 1)}::bigint`;
  return { text, values: conditions.values, limit };
}

/** Forgets what was noted before, a part at a time. Asked as the worker. */
export async function forgetReads(db: Queryable, before: Instant, most: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM case_reads WHERE ctid IN (SELECT ctid FROM case_reads WHERE hour < $1 LIMIT $2)`,
    [timestampOf(before), most],
  );
  return rowCount ?? 0;
}
