/** Cases as lists and pages show them. All but `trackCase` read under row-level security: see `reader.ts`. */

import { isCaseCode } from '../../domain/cases/state/case-code.ts';
import { codeBeginning } from '../../domain/cases/state/code-beginning.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseCode, CaseId, Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { ClockPhase } from '../../domain/vocabulary/clocks.ts';
import type { Ending } from '../../domain/vocabulary/endings.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { CaseSort, DecidedWhen } from '../../domain/vocabulary/lists.ts';
import type { CaseStatus, PortalStatus } from '../../domain/vocabulary/statuses.ts';
import type { Urgency } from '../../domain/vocabulary/urgencies.ts';
import type { Session } from '../core/client.ts';
import { Conditions, keyOf, type Page, pageOf, pageSize } from '../core/page.ts';
import { instantOf, instantOrNull, timestampOf } from '../core/rows.ts';

export interface CaseSummary {
  readonly id: CaseId;
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly province: ProvinceId;
  readonly procedure: string;
  readonly procedureVersion: number;
  readonly procedureHash: string;
  /** null when the version is not (any more) among the published ones. */
  readonly procedureName: Localised | null;
  readonly field: string | null;
  readonly status: CaseStatus;
  readonly ending: Ending | null;
  readonly urgency: Urgency;
  readonly channel: Channel;
  readonly counter: AgencyId;
  readonly owner: AgencyId;
  readonly applicant: UserId | null;
  readonly filedAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly dueAt: Instant | null;
  /** When the citizen can come for the result. */
  readonly appointmentAt: Instant | null;
  readonly clockPhase: ClockPhase | null;
  readonly version: number;
  readonly imported: boolean;
  readonly portalStatus: PortalStatus;
}

export interface CaseRecord extends CaseSummary {
  readonly state: CaseState;
  readonly headHash: string;
}

export interface RecordedEvent {
  readonly event: CaseEvent;
  readonly previousHash: string;
  readonly hash: string;
}

export interface CaseFilter {
  /** Has or had to do with it in any way. */
  readonly agency?: AgencyId | undefined;
  readonly owner?: AgencyId | undefined;
  readonly counter?: AgencyId | undefined;
  /** Holds an open task of it. */
  readonly assignee?: UserId | undefined;
  readonly applicant?: UserId | undefined;
  readonly status?: readonly CaseStatus[] | undefined;
  readonly kind?: CaseKind | undefined;
  readonly procedure?: string | undefined;
  readonly field?: string | undefined;
  readonly dueBefore?: Instant | undefined;
  /** The case's clock runs, and its deadline lies before this instant. */
  readonly overdueAt?: Instant | undefined;
  /** Not due before; of clocks that run. */
  readonly dueFrom?: Instant | undefined;
  /** Where it is: of a complaint its place, of a dossier the ward that the deciding agency serves. */
  readonly ward?: string | undefined;
  /** A task of this step stands open. */
  readonly step?: string | undefined;
  /** Of the reader's own agencies: that decide it, or with `step` that have the task. */
  readonly own?: boolean | undefined;
  /** Decided in this period: from inclusive, until exclusive; by its clocks, as the report on punctuality counts. */
  readonly finishedFrom?: Instant | undefined;
  readonly finishedUntil?: Instant | undefined;
  readonly punctuality?: DecidedWhen | undefined;
  /** A code or the beginning of one; or words of procedure, form and (who may know it) applicant, without diacritics too. */
  readonly text?: string | undefined;
  /** `filed`: the newest first; `due`: the most urgent first. */
  readonly sort?: CaseSort | undefined;
  readonly cursor?: string | null | undefined;
  /** null: no limit, for what is read page by page. */
  readonly limit?: number | null | undefined;
}

const OWN = `ANY (string_to_array(current_setting('motcua.agencies', true), ','))`;

/** Of a case `c`, as `summaryOf` reads them, with `NAMED`. */
export const COLUMNS = `c.id, c.code, c.kind, c.province, c.procedure, c.procedure_version AS "procedureVersion",
  c.procedure_hash AS "procedureHash", p.name AS "procedureName", p.field, c.status, c.ending, c.urgency, c.channel,
  c.counter, c.owner, c.applicant, c.filed_at AS "filedAt", c.accepted_at AS "acceptedAt", c.decided_at AS "decidedAt",
  c.delivered_at AS "deliveredAt", c.closed_at AS "closedAt", c.due_at AS "dueAt", c.appointment_at AS "appointmentAt", c.clock_phase AS "clockPhase",
  c.version, c.imported, c.portal_status AS "portalStatus"`;
export const NAMED = `LEFT JOIN procedures p ON p.province = c.province AND p.code = c.procedure AND p.version = c.procedure_version`;

const INSTANTS = [
  'filedAt',
  'acceptedAt',
  'decidedAt',
  'deliveredAt',
  'closedAt',
  'dueAt',
  'appointmentAt',
] as const;
type Dated = (typeof INSTANTS)[number];
export type CaseRow = Omit<CaseSummary, Dated | 'imported'> &
  Record<Dated, Date | null> & { imported: number };

/** By id, or by the code on the receipt; null: there is none, or this reader may not see it. */
export async function findCase(session: Session, idOrCode: string): Promise<CaseRecord | null> {
  const column = isCaseCode(idOrCode) ? 'code' : 'id';
  const { rows } = await session.sql.query<CaseRow & { state: CaseState; headHash: string }>(
    `SELECT ${COLUMNS}, c.state, c.head_hash AS "headHash" FROM cases c ${NAMED} WHERE c.${column} = $1`,
    [idOrCode],
  );
  const row = rows[0];
  return row === undefined ? null : { ...summaryOf(row), state: row.state, headHash: row.headHash };
}

/** Those of them that this reader may see, in no order. */
export async function findCases(
  session: Session,
  ids: readonly string[],
): Promise<readonly { readonly id: CaseId; readonly state: CaseState }[]> {
  const { rows } = await session.sql.query<{ id: CaseId; state: CaseState }>(
    'SELECT c.id, c.state FROM cases c WHERE c.id = ANY ($1::text[])',
    [ids],
  );
  return rows;
}

/** Events after sequence number `after`, in order. */
export async function historyOf(
  session: Session,
  id: CaseId,
  after = 0,
  limit = 100,
): Promise<readonly RecordedEvent[]> {
  const { rows } = await session.sql.query<RecordedEvent>(
    `SELECT body AS event, previous_hash AS "previousHash", hash FROM events
     WHERE case_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [id, after, pageSize(limit)],
  );
  return rows;
}

/** All events of a case, or those up to an instant. */
export async function eventsOf(
  session: Session,
  id: CaseId,
  until: Instant | null = null,
): Promise<readonly CaseEvent[]> {
  const { rows } = await session.sql.query<{ body: CaseEvent }>(
    'SELECT body FROM events WHERE case_id = $1 AND ($2::timestamptz IS NULL OR at <= $2) ORDER BY seq',
    [id, until === null ? null : timestampOf(until)],
  );
  return rows.map(({ body }) => body);
}

/** @throws BadCursor */
export async function listCases(session: Session, filter: CaseFilter): Promise<Page<CaseSummary>> {
  const { text, values, limit } = casesQuery(filter);
  const { rows } = await session.sql.query<CaseRow & { key: string[] }>(text, values);
  return pageOf(rows, limit ?? rows.length, summaryOf);
}

/** The statement of `listCases`, apart so that tests can ask PostgreSQL how it goes about it. */
export function casesQuery(filter: CaseFilter): { text: string; values: unknown[]; limit: number | null } {
  const limit = filter.limit === null ? null : pageSize(filter.limit ?? 50);
  const [column, direction, beyond] =
    filter.sort === 'due' ? ['c.due_sort', 'ASC', '>'] : ['c.filed_at', 'DESC', '<'];
  const conditions = new Conditions()
    .when(filter.agency, ($) => `${$} = ANY (c.agencies)`)
    .when(filter.owner, ($) => `c.owner = ${$}`)
    .when(filter.counter, ($) => `c.counter = ${$}`)
    .when(filter.applicant, ($) => `c.applicant = ${$}`)
    .when(filter.status, ($) => `c.status = ANY (${$}::text[])`)
    .when(filter.kind, ($) => `c.kind = ${$}`)
    .when(filter.procedure, ($) => `c.procedure = ${$}`)
    .when(filter.field, ($) => `c.procedure IN (SELECT code FROM procedures WHERE field = ${$})`)
    .when(
      filter.assignee,
      ($) => `c.id IN (SELECT case_id FROM tasks WHERE assignee = ${$} AND closed_at IS NULL)`,
    );
  if (filter.dueBefore !== undefined)
    conditions.when(timestampOf(filter.dueBefore), ($) => `c.due_sort < ${$}::timestamptz`);
  if (filter.overdueAt !== undefined)
    conditions.when(
      timestampOf(filter.overdueAt),
      ($) => `c.due_sort < ${$}::timestamptz AND c.clock_phase = 'running'`,
    );
  if (filter.dueFrom !== undefined)
    conditions.when(
      timestampOf(filter.dueFrom),
      ($) => `c.due_sort >= ${$}::timestamptz AND c.clock_phase = 'running'`,
    );
  conditions
    .when(
      filter.ward,
      ($) => `coalesce((SELECT place.ward FROM complaint_places place WHERE place.case_id = c.id),
        (SELECT a.area FROM agencies a WHERE a.id = c.owner)) = ${$}`,
    )
    .when(
      filter.step,
      ($) =>
        `c.id IN (SELECT case_id FROM tasks WHERE step = ${$} AND closed_at IS NULL${filter.own === true ? ` AND agency = ${OWN}` : ''})`,
    );
  if (filter.own === true && filter.step === undefined) conditions.also(`c.owner = ${OWN}`);
  addFinished(conditions, filter);
  if (filter.text !== undefined) addText(conditions, filter.text);
  const key = keyOf(filter.cursor, 2);
  if (key !== null)
    conditions.also(
      `(${column}, c.id) ${beyond} (${conditions.value(key[0])}::timestamptz, ${conditions.value(key[1])})`,
    );
  const order = `${column} ${direction}, c.id ${direction}`;
  const text = `SELECT ${COLUMNS}, ARRAY[${column}::text, c.id] AS key FROM cases c ${NAMED}
    ${conditions.where} ORDER BY ${order} LIMIT ${conditions.value(limit === null ? null : limit + 1)}::bigint`;
  return { text, values: conditions.values, limit };
}

function addFinished(conditions: Conditions, filter: CaseFilter): void {
  const { finishedFrom, finishedUntil, punctuality } = filter;
  if (finishedFrom === undefined && finishedUntil === undefined && punctuality === undefined) return;
  const when = (at: Instant | undefined, compared: string) =>
    at === undefined ? '' : ` AND k.stopped_at ${compared} ${conditions.value(timestampOf(at))}::timestamptz`;
  const late =
    punctuality === undefined ? '' : ` AND k.stopped_at ${punctuality === 'late' ? '>' : '<='} k.due_at`;
  conditions.also(`c.id IN (SELECT k.case_id FROM clocks k WHERE (k.id = 'case' OR k.id LIKE 'case.%') AND k.finished
    AND k.due_at IS NOT NULL${when(finishedFrom, '>=')}${when(finishedUntil, '<')}${late})`);
}

/** Of the case `c`: the beginning of its code, or words of it. */
export function addText(conditions: Conditions, text: string): void {
  const code = codeBeginning(text);
  if (code !== null) {
    conditions.when(code, ($) => `c.code >= ${$}`).when(`${code}~`, ($) => `c.code < ${$}`);
    return;
  }
  const terms = foldVietnamese(text).split(' ').filter(Boolean);
  // Nothing but signs was asked for: nothing is found.
  if (terms.length === 0) conditions.also('false');
  else
    conditions.when(
      terms.map((word) => `${word}:*`).join(' & '),
      ($) => `c.id = ANY (ARRAY(SELECT matching_cases(to_tsquery('simple', ${$}))))`,
    );
}

export interface TrackedCase {
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly procedure: string;
  readonly province: ProvinceId;
  readonly status: CaseStatus;
  readonly ending: Ending | null;
  readonly filedAt: Instant;
  readonly dueAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly deliveredAt: Instant | null;
  readonly closedAt: Instant | null;
  /** The second proof, to be compared and never shown. */
  readonly proof: string | null;
}

/** What a receipt's holder may learn, without an account. */
export async function trackCase(session: Session, code: CaseCode): Promise<TrackedCase | null> {
  const { rows } = await session.sql.query(
    `SELECT code, kind, procedure, province, status, ending, filed_at AS "filedAt", due_at AS "dueAt",
       decided_at AS "decidedAt", delivered_at AS "deliveredAt", closed_at AS "closedAt", proof FROM track_case($1)`,
    [code],
  );
  const row = rows[0];
  if (row === undefined) return null;
  return {
    ...row,
    filedAt: instantOf(row.filedAt),
    dueAt: instantOrNull(row.dueAt),
    decidedAt: instantOrNull(row.decidedAt),
    deliveredAt: instantOrNull(row.deliveredAt),
    closedAt: instantOrNull(row.closedAt),
  };
}

export function summaryOf(row: CaseRow): CaseSummary {
  const { filedAt, acceptedAt, decidedAt, deliveredAt, closedAt, dueAt, appointmentAt, imported, ...rest } =
    row;
  if (filedAt === null) throw new Error('a case was filed at some time');
  const { id, code, kind, province, procedure, procedureVersion, procedureHash, procedureName } = rest;
  const { field, status, ending, urgency, channel, counter, owner, applicant, clockPhase, version } = rest;
  const { portalStatus } = rest;
  return {
    id,
    code,
    kind,
    province,
    procedure,
    procedureVersion,
    procedureHash,
    procedureName,
    field,
    status,
    ending,
    urgency,
    channel,
    counter,
    owner,
    applicant,
    filedAt: instantOf(filedAt),
    acceptedAt: instantOrNull(acceptedAt),
    decidedAt: instantOrNull(decidedAt),
    deliveredAt: instantOrNull(deliveredAt),
    closedAt: instantOrNull(closedAt),
    dueAt: instantOrNull(dueAt),
    appointmentAt: instantOrNull(appointmentAt),
    clockPhase,
    version,
    imported: imported === 1,
    portalStatus,
  };
}
