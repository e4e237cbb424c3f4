/** How work goes on: what stands open, month by month, and at which steps it waits. Read under row-level security. */
import type { AgencyId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Work } from '../../domain/vocabulary/reports.ts';
import type { Session } from '../core/client.ts';
import { Conditions } from '../core/page.ts';
import { timestampOf } from '../core/rows.ts';
import { slowly } from '../core/slow.ts';
import { CLOCKS_OF, EARLY, LATE, OWN, ZONE } from './queries.ts';

export interface WorkFilter {
  /** Of cases the one that decides them, of tasks the one that has or had them. */
  readonly agency?: AgencyId | undefined;
  readonly procedure?: string | undefined;
  readonly kind?: CaseKind | undefined;
  /** Only of the reader's own agencies. */
  readonly ownOnly: boolean;
}

export interface OpenWork {
  /** Not decided yet. */
  readonly open: number;
  readonly overdue: number;
  /** Not overdue, and due before the end of the week. */
  readonly dueThisWeek: number;
  /** The clock stands still. */
  readonly paused: number;
}

export async function openWork(
  session: Session,
  filter: WorkFilter & { readonly now: Instant; readonly weekEnd: Instant },
): Promise<OpenWork> {
  const { text, values } = openWorkQuery(filter);
  const { rows } = await slowly<OpenWork>(session, text, values);
  const [counted] = rows;
  if (counted === undefined) throw new Error('a count answers one row');
  return counted;
}

export function openWorkQuery(filter: WorkFilter & { readonly now: Instant; readonly weekEnd: Instant }) {
  const conditions = new Conditions();
  const now = `${conditions.value(timestampOf(filter.now))}::timestamptz`;
  const end = `${conditions.value(timestampOf(filter.weekEnd))}::timestamptz`;
  conditions
    .also(`c.status IN ('filed', 'in-process', 'supplement', 'suspended')`)
    .when(filter.agency, ($) => `c.owner = ${$}`)
    .when(filter.procedure, ($) => `c.procedure = ${$}`)
    .when(filter.kind, ($) => `c.kind = ${$}`);
  if (filter.ownOnly) conditions.also(`c.owner = ${OWN}`);
  const runs = `c.clock_phase = 'running'`;
  const text = `SELECT count(*)::integer AS open,
      (count(*) FILTER (WHERE ${runs} AND c.due_sort < ${now}))::integer AS overdue,
      (count(*) FILTER (WHERE ${runs} AND c.due_sort >= ${now} AND c.due_sort < ${end}))::integer AS "dueThisWeek",
      (count(*) FILTER (WHERE c.clock_phase = 'paused'))::integer AS paused
    FROM cases c ${conditions.where}`;
  return { text, values: conditions.values };
}

export interface MonthOfAll {
  /** `2026-11`, in the province's time. */
  readonly month: string;
  /** Cases filed. */
  readonly received: number;
  readonly onTime: number;
  readonly early: number;
  readonly late: number;
  readonly averageLateMinutes: number | null;
  readonly averageWorkingMinutes: number | null;
}

/** Month by month; months without any are left out. */
export async function trend(
  session: Session,
  filter: WorkFilter & { readonly from: Instant; readonly until: Instant; readonly work: Work },
): Promise<readonly MonthOfAll[]> {
  const { text, values } = trendQuery(filter);
  return (await slowly<MonthOfAll>(session, text, values)).rows;
}

export function trendQuery(
  filter: WorkFilter & { readonly from: Instant; readonly until: Instant; readonly work: Work },
) {
  const conditions = new Conditions();
  const from = `${conditions.value(timestampOf(filter.from))}::timestamptz`;
  const until = `${conditions.value(timestampOf(filter.until))}::timestamptz`;
  const which = (agency: string, row: string) =>
    [
      filter.agency === undefined ? 'true' : `${agency} = ${conditions.value(filter.agency)}`,
      filter.procedure === undefined ? 'true' : `${row}.procedure = ${conditions.value(filter.procedure)}`,
      filter.kind === undefined ? 'true' : `${row}.kind = ${conditions.value(filter.kind)}`,
      filter.ownOnly ? `${agency} = ${OWN}` : 'true',
    ].join(' AND ');
  const month = (instant: string) => `to_char(${instant} AT TIME ZONE ${ZONE}, 'YYYY-MM')`;
  const text = `WITH finished AS (
      SELECT ${month('k.stopped_at')} AS month, (count(*) FILTER (WHERE NOT (${LATE})))::integer AS on_time,
        (count(*) FILTER (WHERE ${EARLY}))::integer AS early, (count(*) FILTER (WHERE ${LATE}))::integer AS late,
        floor(avg(extract(epoch FROM k.stopped_at - k.due_at) / 60) FILTER (WHERE ${LATE}))::integer AS late_minutes,
        floor(avg(k.consumed))::integer AS worked
      FROM clocks k WHERE ${CLOCKS_OF[filter.work]} AND ${which('k.agency', 'k')}
        AND k.finished AND k.due_at IS NOT NULL AND k.stopped_at >= ${from} AND k.stopped_at < ${until}
      GROUP BY 1
    ), filed AS (
      SELECT ${month('c.filed_at')} AS month, count(*)::integer AS n
      FROM cases c WHERE ${which('c.owner', 'c')} AND c.filed_at >= ${from} AND c.filed_at < ${until} GROUP BY 1
    )
    SELECT coalesce(f.month, r.month) AS month, coalesce(r.n, 0) AS received, coalesce(f.on_time, 0) AS "onTime",
      coalesce(f.early, 0) AS early, coalesce(f.late, 0) AS late, f.late_minutes AS "averageLateMinutes", f.worked AS "averageWorkingMinutes"
    FROM finished f FULL JOIN filed r ON r.month = f.month ORDER BY 1`;
  return { text, values: conditions.values };
}

export interface StepOfWork {
  readonly procedure: string;
  readonly step: string;
  readonly finished: number;
  readonly late: number;
  /** Working minutes used, over what was finished; null: nothing was. */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  /** The middle of what was given, in working minutes. */
  readonly budgetMinutes: number | null;
  /** Tasks that stand open now, and those of them past their deadline. */
  readonly open: number;
  readonly overdue: number;
}

/** Where work takes longest: the slowest tenth first. */
export async function stepsOfWork(
  session: Session,
  filter: WorkFilter & { readonly from: Instant; readonly until: Instant; readonly now: Instant },
): Promise<readonly StepOfWork[]> {
  const { text, values } = stepsQuery(filter);
  return (await slowly<StepOfWork>(session, text, values)).rows;
}

export function stepsQuery(
  filter: WorkFilter & { readonly from: Instant; readonly until: Instant; readonly now: Instant },
) {
  const conditions = new Conditions();
  const at = (instant: Instant) => `${conditions.value(timestampOf(instant))}::timestamptz`;
  const [from, until, now] = [at(filter.from), at(filter.until), at(filter.now)];
  conditions
    .also(`${CLOCKS_OF.tasks} AND k.step IS NOT NULL`)
    .when(filter.agency, ($) => `k.agency = ${$}`)
    .when(filter.procedure, ($) => `k.procedure = ${$}`)
    .when(filter.kind, ($) => `k.kind = ${$}`);
  if (filter.ownOnly) conditions.also(`k.agency = ${OWN}`);
  const share = (of: number, what: string) =>
    `(percentile_disc(${of}) WITHIN GROUP (ORDER BY ${what}))::integer`;
  const text = `WITH finished AS (
      SELECT k.procedure, k.step, count(*)::integer AS n, (count(*) FILTER (WHERE ${LATE}))::integer AS late,
        ${share(0.5, 'k.consumed')} AS median, ${share(0.9, 'k.consumed')} AS p90, ${share(0.5, 'k.budget')} AS budget
      FROM clocks k ${conditions.where} AND k.finished AND k.due_at IS NOT NULL AND k.stopped_at >= ${from} AND k.stopped_at < ${until}
      GROUP BY 1, 2
    ), running AS (
      SELECT k.procedure, k.step, count(*)::integer AS n, (count(*) FILTER (WHERE k.due_at < ${now}))::integer AS overdue
      FROM clocks k ${conditions.where} AND k.stopped_at IS NULL GROUP BY 1, 2
    )
    SELECT coalesce(f.procedure, r.procedure) AS procedure, coalesce(f.step, r.step) AS step, coalesce(f.n, 0) AS finished,
      coalesce(f.late, 0) AS late, f.median AS "medianMinutes", f.p90 AS "p90Minutes", f.budget AS "budgetMinutes",
      coalesce(r.n, 0) AS open, coalesce(r.overdue, 0) AS overdue
    FROM finished f FULL JOIN running r ON r.procedure = f.procedure AND r.step = f.step
    ORDER BY f.p90 DESC NULLS LAST, 1, 2`;
  return { text, values: conditions.values };
}
