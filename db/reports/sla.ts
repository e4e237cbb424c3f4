/** Breaches, by the instants alone: nothing is stored that could say otherwise. Read under row-level security. */
import type { ClockRow } from '../../domain/cases/state/transition.ts';
import type { AgencyId, CaseCode, CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface Breach {
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly procedure: string;
  /** Under which the case runs, and by which its steps are named. */
  readonly procedureVersion: number;
  readonly clock: string;
  /** The task's step; null: the case's own clock. */
  readonly step: string | null;
  readonly agency: AgencyId;
  readonly dueAt: Instant;
  /** That of an extension, where it was missed as well; null: there is none, or it was met. */
  readonly dueAgainAt: Instant | null;
  /** null: still running. */
  readonly stoppedAt: Instant | null;
  /** Working minutes, without extensions. */
  readonly budget: number;
  /** Working minutes used when the case was last moved. */
  readonly consumed: number;
}

export interface BreachFilter {
  /** Deadlines that fell in this period: from inclusive, until exclusive. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly agency?: AgencyId | undefined;
  readonly procedure?: string | undefined;
  readonly step?: string | undefined;
  readonly kind?: CaseKind | undefined;
  /** Of work that is not done yet. */
  readonly running?: boolean | undefined;
  /** Of work that was finished in this period: from inclusive, until exclusive. */
  readonly finishedFrom?: Instant | undefined;
  readonly finishedUntil?: Instant | undefined;
  /** Of this case alone. */
  readonly caseId?: CaseId | undefined;
  /** Only of the reader's own agencies. */
  readonly ownOnly?: boolean | undefined;
  readonly now: Instant;
  readonly cursor?: string | null | undefined;
  /** null: no limit, for what is read page by page. */
  readonly limit?: number | null | undefined;
}

export type BreachRow = Omit<Breach, 'dueAt' | 'dueAgainAt' | 'stoppedAt'> & {
  dueAt: Date;
  dueAgainAt: Date | null;
  stoppedAt: Date | null;
  key: string[];
};

/** The oldest deadline first. The citizen's own term for documents is no one's breach. @throws BadCursor */
export async function listBreaches(session: Session, filter: BreachFilter): Promise<Page<Breach>> {
  const { text, values, limit } = breachesQuery(filter);
  const { rows } = await session.sql.query<BreachRow>(text, values);
  return pageOf(rows, limit ?? rows.length, breachOf);
}

export function breachOf({ key: _, ...row }: BreachRow): Breach {
  return {
    ...row,
    dueAt: instantOf(row.dueAt),
    dueAgainAt: instantOrNull(row.dueAgainAt),
    stoppedAt: instantOrNull(row.stoppedAt),
  };
}

export function breachesQuery(filter: BreachFilter): {
  text: string;
  values: unknown[];
  limit: number | null;
} {
  const limit = filter.limit === null ? null : pageSize(filter.limit ?? 50);
  const conditions = new Conditions();
  const now = `${conditions.value(timestampOf(filter.now))}::timestamptz`;
  conditions
    .also(`k.due_at < ${now} AND (k.stopped_at IS NULL OR k.stopped_at > k.due_at) AND k.id <> 'supplement'`)
    .when(filter.agency, ($) => `k.agency = ${$}`)
    .when(filter.procedure, ($) => `k.procedure = ${$}`)
    .when(filter.step, ($) => `k.step = ${$}`)
    .when(filter.kind, ($) => `k.kind = ${$}`)
    .when(filter.caseId, ($) => `k.case_id = ${$}`);
  if (filter.ownOnly === true)
    conditions.also(`k.agency = ANY (string_to_array(current_setting('motcua.agencies', true), ','))`);
  if (filter.from !== undefined)
    conditions.when(timestampOf(filter.from), ($) => `k.due_at >= ${$}::timestamptz`);
  if (filter.until !== undefined)
    conditions.when(timestampOf(filter.until), ($) => `k.due_at < ${$}::timestamptz`);
  if (filter.running === true) conditions.also('k.stopped_at IS NULL');
  if (filter.finishedFrom !== undefined)
    conditions.when(
      timestampOf(filter.finishedFrom),
      ($) => `k.finished AND k.stopped_at >= ${$}::timestamptz`,
    );
  if (filter.finishedUntil !== undefined)
    conditions.when(
      timestampOf(filter.finishedUntil),
      ($) => `k.finished AND k.stopped_at < ${$}::timestamptz`,
    );
  const key = keyOf(filter.cursor, 3);
  if (key !== null) {
    const [due, caseId, id] = key.map((part) => conditions.value(part));
    conditions.also(`(k.due_at, k.case_id, k.id) > (${due}::timestamptz, ${caseId}, ${id})`);
  }
  const text = `SELECT k.case_id AS "caseId", (SELECT c.code FROM cases c WHERE c.id = k.case_id) AS code,
      (SELECT c.procedure_version FROM cases c WHERE c.id = k.case_id) AS "procedureVersion", k.kind, k.procedure, k.id AS clock, k.step, k.agency, k.budget, k.consumed,
      k.due_at AS "dueAt", CASE WHEN k.missed_at IS NOT NULL AND k.appointed_at < coalesce(k.stopped_at, ${now}) THEN k.appointed_at END AS "dueAgainAt",
      k.stopped_at AS "stoppedAt", ARRAY[k.due_at::text, k.case_id, k.id] AS key
    FROM clocks k ${conditions.where} ORDER BY k.due_at, k.case_id, k.id
    LIMIT ${conditions.value(limit === null ? null : limit + 1)}::bigint`;
  return { text, values: conditions.values, limit };
}

/** Every clock of a case, as it stood when the case was last moved. */
export async function clocksOf(session: Session, id: CaseId): Promise<readonly ClockRow[]> {
  const { rows } = await session.sql.query<
    Omit<ClockRow, 'startedAt' | 'dueAt' | 'stoppedAt' | 'missedAt'> & {
      startedAt: Date;
      dueAt: Date | null;
      stoppedAt: Date | null;
      missedAt: Date | null;
    }
  >(
    `SELECT id, task_id AS "taskId", agency, calendar, phase, paused_for AS "pausedFor", budget, consumed,
       started_at AS "startedAt", appointed_at AS "dueAt", stopped_at AS "stoppedAt", missed_at AS "missedAt"
     FROM clocks WHERE case_id = $1 ORDER BY started_at, id`,
    [id],
  );
  return rows.map((row) => ({
    ...row,
    startedAt: instantOf(row.startedAt),
    dueAt: instantOrNull(row.dueAt),
    stoppedAt: instantOrNull(row.stoppedAt),
    missedAt: instantOrNull(row.missedAt),
  }));
}
