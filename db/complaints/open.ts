/** Open complaints with where they are and who has them. Read under row-level security. */
import type { AgencyId, TaskId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import { type CaseRow, type CaseSummary, COLUMNS, NAMED, summaryOf } from '../cases/queries.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf } from '../core/page.ts';
import { instantOf, timestampOf } from '../core/rows.ts';

export interface OpenComplaint extends CaseSummary {
  readonly ward: string | null;
  readonly address: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly tasks: readonly OpenTask[];
}

export interface OpenTask {
  readonly id: TaskId;
  readonly step: string;
  readonly branch: string | null;
  readonly agency: AgencyId;
  readonly role: Role;
  readonly assignee: UserId | null;
  readonly dueAt: Instant | null;
}

export interface OpenComplaintFilter {
  readonly category?: string | undefined;
  readonly ward?: string | undefined;
  readonly agency?: AgencyId | undefined;
  readonly urgency?: string | undefined;
  readonly overdueAt?: Instant | undefined;
  /** West, south, east, north; what does not say where is left out then. */
  readonly box?: readonly [number, number, number, number] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Row = CaseRow &
  Pick<OpenComplaint, 'ward' | 'address' | 'lat' | 'lon'> & {
    readonly key: string[];
    readonly tasks: readonly (Omit<OpenTask, 'dueAt'> & { readonly dueAt: string | null })[];
  };

/** The most urgent first. @throws BadCursor */
export async function listOpenComplaints(
  session: Session,
  filter: OpenComplaintFilter,
): Promise<Page<OpenComplaint>> {
  const { text, values } = openComplaintsQuery(filter);
  const { rows } = await session.sql.query<Row>(text, values);
  return pageOf(rows, filter.limit, ({ key: _, tasks, ward, address, lat, lon, ...row }) => ({
    ...summaryOf(row),
    ward,
    address,
    lat,
    lon,
    tasks: tasks.map((task) => ({
      ...task,
      dueAt: task.dueAt === null ? null : instantOf(new Date(task.dueAt)),
    })),
  }));
}

/** The statement, apart so that tests can ask PostgreSQL how it goes about it. */
export function openComplaintsQuery(filter: OpenComplaintFilter): { text: string; values: unknown[] } {
  const { box } = filter;
  const conditions = new Conditions()
    .also(`c.kind = 'complaint' AND c.closed_at IS NULL`)
    .when(filter.category, ($) => `c.procedure = ${$}`)
    .when(filter.ward, ($) => `l.ward = ${$}`)
    .when(filter.agency, ($) => `${$} = ANY (c.agencies)`)
    .when(filter.urgency, ($) => `c.urgency = ${$}`);
  if (filter.overdueAt !== undefined)
    conditions.when(
      timestampOf(filter.overdueAt),
      ($) => `c.due_sort < ${$}::timestamptz AND c.clock_phase = 'running'`,
    );
  if (box !== undefined) {
    const [west, south, east, north] = box.map((degrees) => conditions.value(degrees));
    conditions.also(`l.lon BETWEEN ${west} AND ${east} AND l.lat BETWEEN ${south} AND ${north}`);
  }
  const key = keyOf(filter.cursor, 2);
  if (key !== null)
    conditions.also(
      `(c.due_sort, c.id) > (${conditions.value(key[0])}::timestamptz, ${conditions.value(key[1])})`,
    );
  const text = `SELECT ${COLUMNS}, l.ward, l.address, l.lat, l.lon, ARRAY[c.due_sort::text, c.id] AS key,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'step', t.step, 'branch', t.branch, 'agency', t.agency, 'role', t.role,
          'assignee', t.assignee, 'dueAt', t.due_at) ORDER BY t.due_sort, t.id)
        FROM tasks t WHERE t.case_id = c.id AND t.closed_at IS NULL), '[]') AS tasks
    FROM cases c LEFT JOIN complaint_places l ON l.case_id = c.id ${NAMED} ${conditions.where}
    ORDER BY c.due_sort, c.id LIMIT ${conditions.value(filter.limit + 1)}`;
  return { text, values: conditions.values };
}
