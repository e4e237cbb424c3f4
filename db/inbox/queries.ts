/** Inboxes: the tasks of a person or an agency. Read under row-level security. */
import type { TaskRow } from '../../domain/cases/state/transition.ts';
import type { AgencyId, CaseCode, CaseId, Localised, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ClockPhase } from '../../domain/vocabulary/clocks.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import type { CaseStatus } from '../../domain/vocabulary/statuses.ts';
import type { Urgency } from '../../domain/vocabulary/urgencies.ts';
import { addText } from '../cases/queries.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface TaskSummary extends TaskRow {
  readonly caseId: CaseId;
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly status: CaseStatus;
  readonly urgency: Urgency;
  /** Of the task's own clock; null: it has none. */
  readonly phase: ClockPhase | null;
  readonly procedure: string;
  readonly procedureVersion: number;
  readonly procedureName: Localised | null;
  readonly procedureHash: string;
  readonly caseVersion: number;
}

export interface TaskFilter {
  readonly assignee?: UserId | undefined;
  /** Tasks of those for whom the assignee stands in, in these roles and agencies, count as theirs. */
  readonly standsInFor?: readonly { readonly of: UserId; readonly role: Role; readonly agency: AgencyId }[];
  readonly agency?: AgencyId | undefined;
  readonly role?: Role | undefined;
  /** What waits for any of these roles, each in its agency; an empty list is nothing. */
  readonly places?: readonly { readonly role: Role; readonly agency: AgencyId }[] | undefined;
  /** Beside `places`: whatever waits in these agencies, for whichever role. */
  readonly headed?: readonly AgencyId[] | undefined;
  readonly kind?: CaseKind | undefined;
  /** Open ones that nobody has claimed. */
  readonly unclaimed?: boolean | undefined;
  /** The deadline lies before this instant. */
  readonly overdueAt?: Instant | undefined;
  readonly dueBefore?: Instant | undefined;
  /** Of the case. */
  readonly status?: CaseStatus | undefined;
  readonly procedure?: string | undefined;
  /** Of cases that they watch. */
  readonly watchedBy?: UserId | undefined;
  /** The case's code or words of it, without marks. */
  readonly text?: string | undefined;
  readonly cursor?: string | null | undefined;
  readonly limit?: number | undefined;
}

const COLUMNS = `t.case_id AS "caseId", t.id, t.step, t.branch, t.agency, t.role, t.assignee, t.opened_at AS "openedAt",
  t.due_at AS "dueAt", (SELECT k.phase FROM clocks k WHERE k.case_id = t.case_id AND k.task_id = t.id
    ORDER BY k.stopped_at DESC NULLS FIRST LIMIT 1) AS phase, t.closed_at AS "closedAt", t.closed_by AS "closedBy", t.outcome, c.code, c.kind, c.status,
  c.urgency, c.procedure, c.procedure_version AS "procedureVersion", p.name AS "procedureName",
  c.procedure_hash AS "procedureHash", c.version AS "caseVersion"`;
const CASES = 'JOIN cases c ON c.id = t.case_id';
const PROCEDURES = `LEFT JOIN procedures p ON p.province = c.province AND p.code = c.procedure AND p.version = c.procedure_version`;

type Dated = 'openedAt' | 'dueAt' | 'closedAt';
type Row = Omit<TaskSummary, Dated> & { openedAt: Date; dueAt: Date | null; closedAt: Date | null };

/** Open tasks, the most urgent first. @throws BadCursor */
export async function listTasks(session: Session, filter: TaskFilter): Promise<Page<TaskSummary>> {
  const { text, values, limit } = tasksQuery(filter);
  const { rows } = await session.sql.query<Row & { key: string[] }>(text, values);
  return pageOf(rows, limit, ({ key: _, ...row }) => taskOf(row));
}

export function tasksQuery(filter: TaskFilter): { text: string; values: unknown[]; limit: number } {
  const limit = pageSize(filter.limit ?? 50);
  const conditions = conditionsOf(filter);
  const key = keyOf(filter.cursor, 3);
  if (key !== null) {
    const [due, caseId, id] = key.map((part) => conditions.value(part));
    conditions.also(`(t.due_sort, t.case_id, t.id) > (${due}::timestamptz, ${caseId}, ${id})`);
  }
  // Each place is read in the order of its index, and no further than the page goes, before anything is joined: how many cases
  // row-level security lets through PostgreSQL cannot know; it would take them for few, and sort all.
  const page = `ORDER BY t.due_sort, t.case_id, t.id LIMIT ${conditions.value(limit + 1)}`;
  const tasks = placesOf(conditions, filter).map(
    (place) =>
      `(SELECT t.* FROM tasks t ${asksOfCases(filter) ? CASES : ''} ${conditions.where} AND ${place} ${page})`,
  );
  const text = `SELECT ${COLUMNS}, ARRAY[t.due_sort::text, t.case_id, t.id] AS key
    FROM (${tasks.join(' UNION ALL ')}) t ${CASES} ${PROCEDURES} ${page}`;
  return { text, values: conditions.values, limit };
}

function asksOfCases({ kind, status, procedure, text }: TaskFilter): boolean {
  return [kind, status, procedure, text].some((each) => each !== undefined);
}

function conditionsOf(filter: TaskFilter): Conditions {
  const conditions = new Conditions()
    .also('t.closed_at IS NULL')
    .when(filter.agency, ($) => `t.agency = ${$}`)
    .when(filter.role, ($) => `t.role = ${$}`)
    .when(filter.watchedBy, ($) => `t.case_id IN (SELECT w.case_id FROM watches w WHERE w.user_id = ${$})`)
    .when(filter.kind, ($) => `c.kind = ${$}`)
    .when(filter.status, ($) => `c.status = ${$}`)
    .when(filter.procedure, ($) => `c.procedure = ${$}`);
  const { assignee, standsInFor = [] } = filter;
  if (standsInFor.length === 0) conditions.when(assignee, ($) => `t.assignee = ${$}`);
  else {
    const others = conditions.value([...new Set(standsInFor.map(({ of }) => of))]);
    const places = conditions.value(standsInFor.map(({ of, role, agency }) => `${of} ${role}@${agency}`));
    const mine = conditions.value(assignee ?? null);
    conditions.also(`(t.assignee = ${mine} OR t.assignee = ANY (${others}::text[])
      AND t.assignee || ' ' || t.role || '@' || t.agency = ANY (${places}::text[]))`);
  }
  if (filter.text !== undefined) addText(conditions, filter.text);
  if (filter.unclaimed === true) conditions.also('t.assignee IS NULL');
  for (const before of [filter.overdueAt, filter.dueBefore])
    if (before !== undefined) conditions.when(timestampOf(before), ($) => `t.due_sort < ${$}::timestamptz`);
  return conditions;
}

/** What waits in each agency that is asked about, apart; a single condition that always holds where none is. */
function placesOf(
  conditions: Conditions,
  { places, headed = [] }: Pick<TaskFilter, 'places' | 'headed'>,
): readonly string[] {
  if (places === undefined) return ['true'];
  const agencies = new Set([...places.map(({ agency }) => agency), ...headed]);
  if (agencies.size === 0) return ['false'];
  return [...agencies].map((agency) => {
    const here = `t.agency = ${conditions.value(agency)}`;
    if (headed.includes(agency)) return here;
    const roles = places.filter((place) => place.agency === agency).map(({ role }) => role);
    return `(${here} AND t.role = ANY (${conditions.value(roles)}::text[]))`;
  });
}

export interface TaskCounts {
  readonly open: number;
  readonly unclaimed: number;
  readonly overdue: number;
  /** Due within a day of 24 hours. */
  readonly dueSoon: number;
}

/** How much lies in an inbox at `now`. */
export async function countTasks(
  session: Session,
  filter: Pick<
    TaskFilter,
    'assignee' | 'standsInFor' | 'agency' | 'role' | 'places' | 'headed' | 'unclaimed' | 'watchedBy'
  >,
  now: Instant,
): Promise<TaskCounts> {
  const conditions = conditionsOf(filter);
  const places = placesOf(conditions, filter);
  const at = `${conditions.value(timestampOf(now))}::timestamptz`;
  const { rows } = await session.sql.query<TaskCounts>(
    `SELECT count(*)::integer AS open, (count(*) FILTER (WHERE t.assignee IS NULL))::integer AS unclaimed,
       (count(*) FILTER (WHERE t.due_at < ${at}))::integer AS overdue,
       (count(*) FILTER (WHERE t.due_at >= ${at} AND t.due_at < ${at} + interval '24 hours'))::integer AS "dueSoon"
     FROM tasks t ${conditions.where} AND (${places.join(' OR ')})`,
    conditions.values,
  );
  return rows[0] ?? { open: 0, unclaimed: 0, overdue: 0, dueSoon: 0 };
}

/** Every task of a case, ended ones too, in the order in which they were opened. */
export async function tasksOf(session: Session, id: CaseId): Promise<readonly TaskSummary[]> {
  const { rows } = await session.sql.query<Row>(
    `SELECT ${COLUMNS} FROM tasks t ${CASES} ${PROCEDURES} WHERE t.case_id = $1 ORDER BY t.opened_at, t.id`,
    [id],
  );
  return rows.map(taskOf);
}

function taskOf(row: Row): TaskSummary {
  return {
    ...row,
    openedAt: instantOf(row.openedAt),
    dueAt: instantOrNull(row.dueAt),
    closedAt: instantOrNull(row.closedAt),
  };
}
