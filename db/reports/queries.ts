/**
 * Reports: counts over many cases, by instants alone. Read under row-level security; whoever sees only some agencies
 * gets the figures of those and of no other, for part of another agency's work would be no report on it.
 */
import type { AgencyId, CaseCode } from '../../domain/ids.ts';
import type { QualityCounts } from '../../domain/reports/service-quality.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CardColour } from '../../domain/vocabulary/escalations.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { IS_CONTENT, RATINGS } from '../../domain/vocabulary/ratings.ts';
import type { Dimension, Work } from '../../domain/vocabulary/reports.ts';
import type { PortalStatus } from '../../domain/vocabulary/statuses.ts';
import type { Session } from '../core/client.ts';
import { Conditions } from '../core/page.ts';
import { timestampOf } from '../core/rows.ts';
import { slowly } from '../core/slow.ts';

/** Vietnam is at UTC+7 all year. */
export const ZONE = `'Asia/Ho_Chi_Minh'`;
export const OWN = `ANY (string_to_array(current_setting('motcua.agencies', true), ','))`;

export const CLOCKS_OF: Readonly<Record<Work, string>> = {
  cases: `(k.id = 'case' OR k.id LIKE 'case.%')`,
  tasks: `k.task_id IS NOT NULL`,
  responses: `(k.id = 'response' OR k.id LIKE 'response.%')`,
};

/** Ratings that count as content, as a list of SQL. */
const CONTENT = RATINGS.filter((each) => IS_CONTENT[each])
  .map((each) => `'${each}'`)
  .join(', ');

const KEY_OF: Readonly<Record<Dimension, string>> = {
  agency: 'k.agency',
  procedure: 'k.procedure',
  step: `k.procedure || '/' || k.step`,
  ward: 'coalesce(place.ward, a.area)',
};

/** Finished in time, with more than a tenth of the budget first given to spare. */
export const EARLY = 'k.stopped_at <= k.due_at AND k.consumed * 10 < k.budget * 9';
export const LATE = 'k.stopped_at > k.due_at';
/** The first deadline was missed, and the one of an extension as well. */
const LATE_TWICE = 'coalesce(k.missed_at IS NOT NULL AND k.stopped_at > k.appointed_at, false)';

export interface PunctualityFilter {
  /** From inclusive, until exclusive. The period before has the same length. */
  readonly from: Instant;
  readonly until: Instant;
  readonly now: Instant;
  readonly by: Dimension;
  readonly work: Work;
  readonly agency?: AgencyId | undefined;
  readonly procedure?: string | undefined;
  readonly kind?: CaseKind | undefined;
  /** Only of the reader's own agencies. */
  readonly ownOnly: boolean;
}

export interface PeriodCounts {
  readonly onTime: number;
  /** Of those on time. */
  readonly early: number;
  readonly late: number;
  /** Of those late: the deadline of an extension was missed, too. */
  readonly lateTwice: number;
  /** Still running at the end of the period (or now), past the due instant. */
  readonly overdue: number;
  /** Minutes by day and night from due to done, over the late ones; null: none were. */
  readonly averageLateMinutes: number | null;
  /** Working minutes used, over all that was finished. */
  readonly averageWorkingMinutes: number | null;
}

export interface Punctuality {
  /** null: clocks of agencies that serve no ward. */
  readonly name: string | null;
  readonly present: PeriodCounts;
  readonly before: PeriodCounts;
  /** The latest of the period. */
  readonly worst: { readonly caseId: string; readonly code: CaseCode; readonly lateMinutes: number } | null;
}

/** One row for each agency, procedure, step or ward that finished work in either period, or has work overdue. */
export async function punctuality(
  session: Session,
  filter: PunctualityFilter,
): Promise<readonly Punctuality[]> {
  const { text, values } = punctualityQuery(filter);
  return (await slowly<Punctuality>(session, text, values)).rows;
}

/** The statement, apart so that tests can ask PostgreSQL how it goes about it. */
export function punctualityQuery(filter: PunctualityFilter): { text: string; values: unknown[] } {
  const { from, until, now, by, work, ownOnly } = filter;
  const conditions = new Conditions();
  const at = (instant: number) => `${conditions.value(timestampOf(instant as Instant))}::timestamptz`;
  const start = at(from);
  const end = at(until);
  const before = at(from - (until - from));
  const reached = at(Math.min(until, now));
  conditions
    .also(CLOCKS_OF[work])
    .when(filter.agency, ($) => `k.agency = ${$}`)
    .when(filter.procedure, ($) => `k.procedure = ${$}`)
    .when(filter.kind, ($) => `k.kind = ${$}`);
  if (ownOnly) conditions.also(`k.agency = ${OWN}`);
  // Of a complaint the ward is where it is; of a dossier, whom the agency serves.
  const area =
    by === 'ward'
      ? 'LEFT JOIN agencies a ON a.id = k.agency LEFT JOIN complaint_places place ON place.case_id = k.case_id'
      : '';
  const counts = (period: string) => `jsonb_build_object(
      'onTime', coalesce(sum(n) FILTER (WHERE ${period} AND NOT late), 0), 'early', coalesce(sum(n) FILTER (WHERE ${period} AND early), 0),
      'late', coalesce(sum(n) FILTER (WHERE ${period} AND late), 0), 'lateTwice', coalesce(sum(n) FILTER (WHERE ${period} AND twice), 0),
      'averageLateMinutes', floor(sum(late_minutes) FILTER (WHERE ${period} AND late) / nullif(sum(n) FILTER (WHERE ${period} AND late), 0)),
      'averageWorkingMinutes', floor(sum(worked) FILTER (WHERE ${period}) / nullif(sum(n) FILTER (WHERE ${period}), 0)))`;
  const overdueAt = (
    instant: string,
  ) => `SELECT coalesce(${KEY_OF[by]}, '') AS name, count(*) AS n FROM clocks k ${area} ${conditions.where}
      AND (k.stopped_at IS NULL OR k.stopped_at > k.due_at) AND k.due_at < ${instant} AND k.started_at < ${instant}
      AND (k.stopped_at IS NULL OR k.stopped_at >= ${instant}) GROUP BY 1`;
  const text = `WITH finished AS MATERIALIZED (
      SELECT coalesce(${KEY_OF[by]}, '') AS name, k.stopped_at >= ${start} AS present, ${LATE} AS late, ${EARLY} AS early, ${LATE_TWICE} AS twice, count(*) AS n,
        sum(extract(epoch FROM k.stopped_at - k.due_at) / 60) AS late_minutes, sum(k.consumed) AS worked,
        max(CASE WHEN ${LATE} AND k.stopped_at >= ${start} THEN k.stopped_at - k.due_at END) AS latest
      FROM clocks k ${area} ${conditions.where}
        AND k.finished AND k.due_at IS NOT NULL AND k.stopped_at >= ${before} AND k.stopped_at < ${end}
      GROUP BY 1, 2, 3, 4, 5
    ), counted AS (
      SELECT name, ${counts('present')} AS present, ${counts('NOT present')} AS before, max(latest) AS latest FROM finished GROUP BY 1
    ), overdue AS (${overdueAt(reached)}), overdue_before AS (${overdueAt(start)}),
    worst AS (
      SELECT DISTINCT ON (w.name) w.name, w.case_id FROM (
        SELECT coalesce(${KEY_OF[by]}, '') AS name, k.case_id, k.stopped_at - k.due_at AS lateness FROM clocks k ${area} ${conditions.where}
          AND k.finished AND ${LATE} AND k.stopped_at >= ${start} AND k.stopped_at < ${end}
      ) w ORDER BY w.name, w.lateness DESC, w.case_id
    )
    SELECT nullif(coalesce(c.name, o.name, b.name), '') AS name,
      coalesce(c.present, ${NOTHING}) || jsonb_build_object('overdue', coalesce(o.n, 0)) AS present,
      coalesce(c.before, ${NOTHING}) || jsonb_build_object('overdue', coalesce(b.n, 0)) AS before,
      CASE WHEN w.case_id IS NOT NULL THEN jsonb_build_object('caseId', w.case_id, 'code', (SELECT code FROM cases WHERE id = w.case_id),
        'lateMinutes', floor(extract(epoch FROM c.latest) / 60)) END AS worst
    FROM counted c FULL JOIN overdue o ON o.name = c.name
      FULL JOIN overdue_before b ON b.name = coalesce(c.name, o.name)
      LEFT JOIN worst w ON w.name = c.name
    ORDER BY 1 NULLS LAST`;
  return { text, values: conditions.values };
}

const NOTHING = `'{"onTime": 0, "early": 0, "late": 0, "lateTwice": 0, "averageLateMinutes": null, "averageWorkingMinutes": null}'::jsonb`;

/** Whether the reader may be told of a whole agency: their own, one below that they head, or any of their province. */
export async function mayReportOn(session: Session, agency: AgencyId, wide: boolean): Promise<boolean> {
  const { rows } = await session.sql.query<{ may: boolean }>(
    `SELECT $1 = ${OWN} OR ($2 AND EXISTS (SELECT FROM agencies WHERE id = $1 AND province = current_setting('motcua.province', true))) AS may`,
    [agency, wide],
  );
  return rows[0]?.may === true;
}

export interface MonthOfWork {
  /** `2026-11` */
  readonly month: string;
  readonly work: Work;
  readonly onTime: number;
  readonly early: number;
  readonly late: number;
  readonly averageLateMinutes: number | null;
  readonly averageWorkingMinutes: number | null;
}

/** What an agency finished, month by month in the province's time; months without any are left out. */
export async function workByMonth(
  session: Session,
  agency: AgencyId,
  from: Instant,
  until: Instant,
): Promise<readonly MonthOfWork[]> {
  const { rows } = await slowly<MonthOfWork>(
    session,
    `SELECT to_char(k.stopped_at AT TIME ZONE ${ZONE}, 'YYYY-MM') AS month,
       CASE WHEN k.task_id IS NOT NULL THEN 'tasks' WHEN ${CLOCKS_OF.responses} THEN 'responses' ELSE 'cases' END AS work,
       (count(*) FILTER (WHERE NOT (${LATE})))::integer AS "onTime", (count(*) FILTER (WHERE ${EARLY}))::integer AS early,
       (count(*) FILTER (WHERE ${LATE}))::integer AS late,
       floor(avg(extract(epoch FROM k.stopped_at - k.due_at) / 60) FILTER (WHERE ${LATE}))::integer AS "averageLateMinutes",
       floor(avg(k.consumed))::integer AS "averageWorkingMinutes"
     FROM clocks k WHERE k.agency = $1 AND k.finished AND k.due_at IS NOT NULL
       AND k.stopped_at >= $2::timestamptz AND k.stopped_at < $3::timestamptz
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [agency, timestampOf(from), timestampOf(until)],
  );
  return rows;
}

export interface LateWork {
  readonly caseId: string;
  readonly code: CaseCode;
  readonly clock: string;
  readonly step: string | null;
  readonly lateMinutes: number;
}

/** The latest that an agency finished in a period; null: nothing was late. */
export async function worstOf(
  session: Session,
  agency: AgencyId,
  from: Instant,
  until: Instant,
): Promise<LateWork | null> {
  const { rows } = await slowly<LateWork>(
    session,
    `SELECT k.case_id AS "caseId", c.code, k.id AS clock, k.step,
       floor(extract(epoch FROM k.stopped_at - k.due_at) / 60)::integer AS "lateMinutes"
     FROM clocks k JOIN cases c ON c.id = k.case_id
     WHERE k.agency = $1 AND k.finished AND ${LATE} AND k.stopped_at >= $2::timestamptz AND k.stopped_at < $3::timestamptz
     ORDER BY k.stopped_at - k.due_at DESC, k.case_id, k.id LIMIT 1`,
    [agency, timestampOf(from), timestampOf(until)],
  );
  return rows[0] ?? null;
}

/** Clocks of an agency that run past their due instant. */
export async function overdueOf(session: Session, agency: AgencyId, now: Instant): Promise<number> {
  const { rows } = await slowly<{ n: number }>(
    session,
    `SELECT count(*)::integer AS n FROM clocks k
     WHERE k.agency = $1 AND k.stopped_at IS NULL AND k.due_at < $2::timestamptz AND k.id <> 'supplement'`,
    [agency, timestampOf(now)],
  );
  return rows[0]?.n ?? 0;
}

export interface CardsOfMonth {
  readonly month: string;
  readonly yellow: number;
  readonly red: number;
}

export async function cardsByMonth(
  session: Session,
  agency: AgencyId,
  from: Instant,
  until: Instant,
): Promise<readonly CardsOfMonth[]> {
  const { rows } = await slowly<CardsOfMonth>(
    session,
    `SELECT to_char(given_at AT TIME ZONE ${ZONE}, 'YYYY-MM') AS month,
       (count(*) FILTER (WHERE colour = 'yellow'))::integer AS yellow, (count(*) FILTER (WHERE colour = 'red'))::integer AS red
     FROM cards WHERE agency = $1 AND given_at >= $2::timestamptz AND given_at < $3::timestamptz GROUP BY 1 ORDER BY 1`,
    [agency, timestampOf(from), timestampOf(until)],
  );
  return rows;
}

export interface Card {
  readonly caseId: string;
  readonly code: CaseCode;
  readonly clock: string;
  readonly colour: CardColour;
  readonly at: Date;
}

/** The newest first. */
export async function cardsOf(
  session: Session,
  agency: AgencyId,
  from: Instant,
  until: Instant,
  limit: number,
): Promise<readonly Card[]> {
  const { rows } = await slowly<Card>(
    session,
    `SELECT d.case_id AS "caseId", c.code, d.clock, d.colour, d.given_at AS at FROM cards d JOIN cases c ON c.id = d.case_id
     WHERE d.agency = $1 AND d.given_at >= $2::timestamptz AND d.given_at < $3::timestamptz
     ORDER BY d.given_at DESC, d.case_id, d.seq LIMIT $4`,
    [agency, timestampOf(from), timestampOf(until), limit],
  );
  return rows;
}

export interface QualityFilter {
  /** Dossiers that were accepted in this period: from inclusive, until exclusive. */
  readonly from: Instant;
  readonly until: Instant;
  /** As they stood then. */
  readonly at: Instant;
  /** Who decides, or took them in. */
  readonly agency?: AgencyId | undefined;
  readonly ownOnly: boolean;
}

export interface Quality extends QualityCounts {
  readonly late: number;
  readonly inTerm: number;
  readonly overdue: number;
  /** Withdrawn, stopped, or standing still: no term runs out. */
  readonly noTerm: number;
}

/** Of each dossier the term promised on the receipt counts, not that of a reopening. */
export async function serviceQuality(session: Session, filter: QualityFilter): Promise<Quality> {
  const { received, rated } = qualityQueries(filter);
  const dossiers = await slowly<Omit<Quality, 'rated' | 'content'>>(session, received.text, received.values);
  const ratings = await slowly<Pick<Quality, 'rated' | 'content'>>(session, rated.text, rated.values);
  const [counts, said] = [dossiers.rows[0], ratings.rows[0]];
  if (counts === undefined || said === undefined) throw new Error('a count answers one row');
  return { ...counts, ...said };
}

export function qualityQueries(filter: QualityFilter) {
  const { from, until, at } = filter;
  const whose = new Conditions()
    .when(timestampOf(from), ($) => `${$}::timestamptz IS NOT NULL`)
    .when(timestampOf(until), ($) => `${$}::timestamptz IS NOT NULL`)
    .when(timestampOf(at), ($) => `${$}::timestamptz IS NOT NULL`)
    .also(`c.kind = 'dossier'`)
    .when(filter.agency, ($) => `(c.owner = ${$} OR c.counter = ${$})`);
  if (filter.ownOnly) whose.also(`(c.owner = ${OWN} OR c.counter = ${OWN})`);
  const done = `(k.finished AND k.stopped_at < $3::timestamptz)`;
  const ended = `(k.stopped_at IS NOT NULL AND k.stopped_at < $3::timestamptz AND NOT k.finished OR k.due_at IS NULL)`;
  const received = `SELECT count(*)::integer AS received,
      (count(*) FILTER (WHERE ${done} AND k.stopped_at <= k.due_at))::integer AS "onTime",
      (count(*) FILTER (WHERE ${done} AND ${LATE}))::integer AS late,
      (count(*) FILTER (WHERE ${ended}))::integer AS "noTerm",
      (count(*) FILTER (WHERE NOT ${done} AND NOT ${ended} AND k.due_at >= $3::timestamptz))::integer AS "inTerm",
      (count(*) FILTER (WHERE NOT ${done} AND NOT ${ended} AND k.due_at < $3::timestamptz))::integer AS overdue,
      (count(*) FILTER (WHERE c.channel = 'online'))::integer AS online,
      (count(*) FILTER (WHERE c.documents > 0))::integer AS digitised
    FROM cases c JOIN clocks k ON k.case_id = c.id AND k.id = 'case'
    ${whose.where} AND c.accepted_at >= $1::timestamptz AND c.accepted_at < least($2::timestamptz, $3::timestamptz)`;
  const rated = `SELECT count(*)::integer AS rated,
      (count(*) FILTER (WHERE c.rating IN (${CONTENT})))::integer AS content
    FROM cases c ${whose.where} AND c.rating IS NOT NULL
      AND c.delivered_at >= $1::timestamptz AND c.delivered_at < least($2::timestamptz, $3::timestamptz)`;
  return {
    received: { text: received, values: whose.values },
    rated: { text: rated, values: whose.values },
  };
}

export interface PortalFilter {
  /** null: as they stand now. */
  readonly at: Instant | null;
  readonly agency?: AgencyId | undefined;
  readonly kind?: CaseKind | undefined;
  readonly ownOnly: boolean;
}

/** How many cases bear which code of the national portal, or bore it at an instant. */
export async function portalCounts(
  session: Session,
  filter: PortalFilter,
): Promise<ReadonlyMap<PortalStatus, number>> {
  const { text, values } = portalQuery(filter);
  const { rows } = await slowly<{ code: PortalStatus; n: number }>(session, text, values);
  return new Map(rows.map(({ code, n }) => [code, n]));
}

export function portalQuery({ at, agency, kind, ownOnly }: PortalFilter): {
  text: string;
  values: unknown[];
} {
  const whose = new Conditions()
    .when(agency, ($) => `(c.owner = ${$} OR c.counter = ${$})`)
    .when(kind, ($) => `c.kind = ${$}`);
  if (ownOnly) whose.also(`(c.owner = ${OWN} OR c.counter = ${OWN})`);
  if (at === null)
    return {
      text: `SELECT c.portal_status AS code, count(*)::integer AS n FROM cases c ${whose.where} GROUP BY 1`,
      values: whose.values,
    };
  const then = `${whose.value(timestampOf(at))}::timestamptz`;
  const and = whose.where === '' ? 'WHERE' : `${whose.where} AND`;
  // What was closed by then bears its code for ever; of the rest it is looked up.
  const text = `SELECT code, sum(n)::integer AS n FROM (
      SELECT c.portal_status AS code, count(*) AS n FROM cases c ${and} c.closed_at <= ${then} GROUP BY 1
      UNION ALL
      SELECT p.code, count(*) FROM cases c CROSS JOIN LATERAL (
        SELECT s.code FROM portal_statuses s WHERE s.case_id = c.id AND s.since <= ${then} ORDER BY s.since DESC LIMIT 1
      ) p ${and} c.filed_at <= ${then} AND (c.closed_at IS NULL OR c.closed_at > ${then}) GROUP BY 1
    ) counted GROUP BY 1`;
  return { text, values: whose.values };
}
