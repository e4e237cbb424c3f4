/** Breaches and punctuality, by the instants alone: nothing is stored that could say otherwise. Read under row-level security. */
import type { ClockRow } from '../../domain/cases/transition.ts';
import type { AgencyId, CaseCode, CaseId } from '../../domain/ids.ts';
import type { CaseKind } from '../../domain/procedures/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from './page.ts';
import { instantOf, instantOrNull, timestampOf } from './rows.ts';

export interface Breach {
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly procedure: string;
  readonly clock: string;
  /** The task's step; null: the case's own clock. */
  readonly step: string | null;
  readonly agency: AgencyId;
  readonly dueAt: Instant;
  /** null: still running. */
  readonly stoppedAt: Instant | null;
}

export interface BreachFilter {
  /** Deadlines that fell in this period: from inclusive, until exclusive. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly agency?: AgencyId | undefined;
  readonly procedure?: string | undefined;
  readonly now: Instant;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
}

type BreachRow = Omit<Breach, 'dueAt' | 'stoppedAt'> & { dueAt: Date; stoppedAt: Date | null; key: string[] };

/** The oldest deadline first. The citizen's own term for papers is no one's breach. @throws BadCursor */
export async function listBreaches(session: Session, filter: BreachFilter): Promise<Page<Breach>> {
  const { text, values, limit } = breachesQuery(filter);
  const { rows } = await session.sql.query<BreachRow>(text, values);
  return pageOf(rows, limit, ({ key: _, ...row }) => ({
    ...row,
    dueAt: instantOf(row.dueAt),
    stoppedAt: instantOrNull(row.stoppedAt),
  }));
}

export function breachesQuery(filter: BreachFilter): { text: string; values: unknown[]; limit: number } {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = new Conditions();
  const now = `${conditions.value(timestampOf(filter.now))}::timestamptz`;
  conditions
    .also(`k.due_at < ${now} AND k.due_at < coalesce(k.stopped_at, ${now}) AND k.id <> 'supplement'`)
    .when(filter.agency, ($) => `k.agency = ${$}`)
    .when(filter.procedure, ($) => `c.procedure = ${$}`);
  if (filter.from !== undefined)
    conditions.when(timestampOf(filter.from), ($) => `k.due_at >= ${$}::timestamptz`);
  if (filter.until !== undefined)
    conditions.when(timestampOf(filter.until), ($) => `k.due_at < ${$}::timestamptz`);
  const key = keyOf(filter.cursor, 3);
  if (key !== null) {
    const [due, caseId, id] = key.map((part) => conditions.value(part));
    conditions.also(`(k.due_at, k.case_id, k.id) > (${due}::timestamptz, ${caseId}, ${id})`);
  }
  const text = `SELECT k.case_id AS "caseId", c.code, c.kind, c.procedure, k.id AS clock, t.step, k.agency,
      k.due_at AS "dueAt", k.stopped_at AS "stoppedAt", ARRAY[k.due_at::text, k.case_id, k.id] AS key
    FROM clocks k JOIN cases c ON c.id = k.case_id LEFT JOIN tasks t ON t.case_id = k.case_id AND t.id = k.task_id
    ${conditions.where} ORDER BY k.due_at, k.case_id, k.id LIMIT ${conditions.value(limit + 1)}`;
  return { text, values: conditions.values, limit };
}

export interface Punctuality {
  readonly agency: AgencyId;
  readonly procedure: string;
  /** null: the whole case. */
  readonly step: string | null;
  readonly onTime: number;
  readonly late: number;
}

/** Work that was finished in the period, and whether in time. Cancelled work counts for nobody. */
export async function slaReport(
  session: Session,
  period: { readonly from: Instant; readonly until: Instant; readonly agency?: AgencyId | undefined },
): Promise<readonly Punctuality[]> {
  const conditions = new Conditions()
    .when(timestampOf(period.from), ($) => `k.stopped_at >= ${$}::timestamptz`)
    .when(timestampOf(period.until), ($) => `k.stopped_at < ${$}::timestamptz`)
    .when(period.agency, ($) => `k.agency = ${$}`)
    .also(`k.id <> 'supplement'`)
    .also(`(t.outcome IS NOT NULL OR (k.task_id IS NULL AND c.decided_at IS NOT NULL))`);
  const { rows } = await session.sql.query<Punctuality>(
    `SELECT k.agency, c.procedure, t.step,
       (count(*) FILTER (WHERE k.due_at IS NULL OR k.stopped_at <= k.due_at))::integer AS "onTime",
       (count(*) FILTER (WHERE k.stopped_at > k.due_at))::integer AS late
     FROM clocks k JOIN cases c ON c.id = k.case_id LEFT JOIN tasks t ON t.case_id = k.case_id AND t.id = k.task_id
     ${conditions.where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 NULLS FIRST`,
    conditions.values,
  );
  return rows;
}

/** Every clock of a case, as it stood when the case was last moved. */
export async function clocksOf(session: Session, id: CaseId): Promise<readonly ClockRow[]> {
  const { rows } = await session.sql.query<
    Omit<ClockRow, 'startedAt' | 'dueAt' | 'stoppedAt'> & {
      startedAt: Date;
      dueAt: Date | null;
      stoppedAt: Date | null;
    }
  >(
    `SELECT id, task_id AS "taskId", calendar, phase, paused_for AS "pausedFor", budget, consumed,
       started_at AS "startedAt", due_at AS "dueAt", stopped_at AS "stoppedAt"
     FROM clocks WHERE case_id = $1 ORDER BY started_at, id`,
    [id],
  );
  return rows.map((row) => ({
    ...row,
    startedAt: instantOf(row.startedAt),
    dueAt: instantOrNull(row.dueAt),
    stoppedAt: instantOrNull(row.stoppedAt),
  }));
}
