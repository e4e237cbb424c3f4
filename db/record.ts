/** The one bridge from the workflows to the record. */

import type { QueryResultRow } from 'pg';
import type { CaseEvent } from '../domain/cases/events.ts';
import { isCaseClock, RESPONSE_CLOCK } from '../domain/cases/evolve.ts';
import { portalStatus } from '../domain/cases/portal-status.ts';
import { type Standing, standingsOf } from '../domain/cases/standings.ts';
import type { CaseState } from '../domain/cases/state.ts';
import type { ClockRow, Recorded, Transition } from '../domain/cases/transition.ts';
import { formatCaseCode, seriesDay } from '../domain/codes/case-code.ts';
import type { AgencyId, CaseCode, CaseId, TaskId } from '../domain/ids.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Database, Queryable } from './client.ts';
import { canonicalJson, eventHash } from './digest.ts';
import { RecordConflict } from './errors.ts';

export interface RecordOptions {
  /** History taken over from elsewhere: no workflow stands behind it. */
  readonly imported?: boolean;
}

/**
 * Writes a transition: its events, chained, and the lists as they stand after them, in one transaction. Recording the
 * same transition again changes nothing and gives the same answer. The first transition of a case gets its code, the
 * next of its agency's series of the day, without gaps.
 * Where other events stand after the same one, they are answered and nothing is written: see `Recorded.standing`.
 * @throws RecordConflict when events before these are missing or are others.
 */
export async function recordTransition(
  db: Database,
  transition: Transition,
  options: RecordOptions = {},
): Promise<Recorded> {
  return transition.from === 0 ? recordFiling(db, transition, options) : recordNext(db.pool, transition);
}

async function recordNext(db: Queryable, transition: Transition): Promise<Recorded> {
  const chain = chained(transition.previousHash, transition.events);
  const row = await one<{ moved: string }>(db, WRITE_NEXT, written(transition, chain, transition.state));
  if (row.moved === '1') return { headHash: chain.headHash, code: null, standing: null };
  return alreadyRecorded(db, transition, chain.headHash);
}

async function recordFiling(
  db: Database,
  transition: Transition,
  { imported = false }: RecordOptions,
): Promise<Recorded> {
  const client = await db.pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const filing = transition.events[0];
    if (filing?.type !== 'case-filed') throw new RecordConflict('a case begins with its filing');
    const code = filing.code ?? (await nextCode(client, filing));
    const events = transition.events.map((event) =>
      event.type === 'case-filed' ? { ...event, code } : event,
    );
    const state: CaseState = { ...transition.state, code };
    const chain = chained(transition.previousHash, events);
    const inserted = await one<{ moved: string }>(client, WRITE_FIRST, [
      ...written(transition, chain, state, { silent: imported }),
      imported ? 1 : 0,
    ]);
    if (inserted.moved !== '1') {
      // Filed before: the number is given back with the rest of this transaction.
      await client.query('ROLLBACK');
      return await filedBefore(client, transition);
    }
    await client.query('COMMIT');
    return { headHash: chain.headHash, code, standing: null };
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    // A connection that broke is thrown away, not handed to the next.
    client.release(failure !== undefined && !(failure instanceof RecordConflict) ? failure : undefined);
  }
}

/** The row of the series stays locked until the transaction ends, so a number is given once and none is lost. */
async function nextCode(db: Queryable, event: CaseEvent & { type: 'case-filed' }): Promise<CaseCode> {
  const day = seriesDay(event.at);
  const { agencyCode } = event.filing;
  const { last } = await one<{ last: number }>(
    db,
    `INSERT INTO case_numbers AS n (agency_code, day, last) VALUES ($1, $2, 1)
     ON CONFLICT (agency_code, day) DO UPDATE SET last = n.last + 1 RETURNING last`,
    [agencyCode, day],
  );
  return formatCaseCode(agencyCode, day, last);
}

/** The number was not used: the case was filed before, by this very transition or by an earlier attempt at it. */
async function filedBefore(db: Queryable, transition: Transition): Promise<Recorded> {
  const standing = await standingAfter(db, transition.caseId, 0, transition.previousHash);
  const filing = standing?.events[0];
  if (standing == null || filing?.type !== 'case-filed')
    throw new RecordConflict(`case ${transition.caseId} does not begin with its filing`);
  const { code } = filing;
  const events = transition.events.map((event) => (event.type === 'case-filed' ? { ...event, code } : event));
  const same = chained(transition.previousHash, events).headHash === standing.hashes[events.length - 1];
  return same
    ? { headHash: standing.hashes[events.length - 1] ?? '', code, standing: null }
    : { headHash: standing.hashes.at(-1) ?? '', code, standing: standing.events };
}

/** Nothing was moved: these very events stand there already, or others do that follow the same one. */
async function alreadyRecorded(db: Queryable, transition: Transition, headHash: string): Promise<Recorded> {
  const { caseId, from, previousHash, events } = transition;
  const standing = await standingAfter(db, caseId, from, previousHash);
  if (standing === null)
    throw new RecordConflict(`case ${caseId}: events up to ${from} are missing in the record, or are others`);
  if (standing.hashes[events.length - 1] === headHash) return { headHash, code: null, standing: null };
  return { headHash: standing.hashes.at(-1) ?? previousHash, code: null, standing: standing.events };
}

/**
 * What stands in the record after a version that the case knows; no events where the case knows all. null: the record does
 * not hold that version, or another one in its place.
 */
export async function recordedAfter(
  db: Database,
  caseId: CaseId,
  version: number,
  headHash: string,
): Promise<Recorded | null> {
  const standing = await standingAfter(db.pool, caseId, version, headHash);
  return standing === null
    ? null
    : { headHash: standing.hashes.at(-1) ?? headHash, code: null, standing: standing.events };
}

async function standingAfter(db: Queryable, caseId: CaseId, version: number, headHash: string) {
  const { rows } = await db.query<{ seq: number; body: CaseEvent; hash: string; previousHash: string }>(
    `SELECT seq, body, hash, previous_hash AS "previousHash" FROM events WHERE case_id = $1 AND seq >= $2 ORDER BY seq`,
    [caseId, version],
  );
  const after = rows.filter(({ seq }) => seq > version);
  const known = version === 0 || rows[0]?.hash === headHash;
  const inOrder = after.every(
    ({ seq, previousHash }, n) =>
      seq === version + n + 1 && previousHash === (after[n - 1]?.hash ?? headHash),
  );
  return known && inOrder
    ? { events: after.map(({ body }) => body), hashes: after.map(({ hash }) => hash) }
    : null;
}

export interface Chain {
  readonly headHash: string;
  readonly links: readonly {
    readonly event: CaseEvent;
    readonly previousHash: string;
    readonly hash: string;
  }[];
}

export function chained(previousHash: string, events: readonly CaseEvent[]): Chain {
  let headHash = previousHash;
  const links = events.map((event) => {
    const link = { event, previousHash: headHash, hash: eventHash(headHash, event) };
    headHash = link.hash;
    return link;
  });
  return { headHash, links };
}

interface WriteOptions {
  /** Agencies that had to do with the case before. */
  readonly earlier?: readonly AgencyId[];
  /** Nobody is to be told: it happened elsewhere, long ago. */
  readonly silent?: boolean;
}

/** The parameters of both statements: the case's row, the events, tasks, clocks and notices as JSON. */
export function written(
  transition: Transition,
  chain: Chain,
  state: CaseState,
  { earlier = [], silent = false }: WriteOptions = {},
): unknown[] {
  const caseClock = transition.clocks.find(({ id }) => isCaseClock({ id }));
  const owner = state.agencies.owner ?? state.agencies.counter;
  const agencies = [
    ...new Set([
      ...earlier,
      ...Object.values(state.agencies),
      ...transition.tasks.map(({ agency }) => agency),
    ]),
  ];
  const assignedAt = new Map(transition.events.flatMap(assignmentOf));
  const agencyOf = new Map(transition.tasks.map(({ id, agency }) => [id, agency]));
  const answerable = ({ id, taskId }: ClockRow) =>
    id === RESPONSE_CLOCK ? state.agencies.counter : ((taskId && agencyOf.get(taskId)) ?? owner);
  return [
    transition.caseId,
    transition.from,
    transition.previousHash,
    JSON.stringify({
      ...state,
      procedure: state.procedure.code,
      procedureVersion: state.procedure.version,
      procedureHash: state.procedure.hash,
      counter: state.agencies.counter,
      owner,
      agencies,
      filedAt: iso(state.filedAt),
      acceptedAt: iso(state.acceptedAt),
      decidedAt: iso(state.decidedAt),
      deliveredAt: iso(state.deliveredAt),
      closedAt: iso(state.closedAt),
      dueAt: iso(caseClock?.dueAt ?? null),
      clockPhase: caseClock?.phase ?? null,
      silent,
      published: transition.events.findLast((event) => event.type === 'result-published') ?? null,
      standings: standingsAfter(transition, state).map(({ since, code }) => ({ since: iso(since), code })),
    }),
    canonicalJson(state),
    chain.headHash,
    JSON.stringify(
      chain.links.map(({ event, previousHash, hash }) => ({
        seq: event.seq,
        at: iso(event.at),
        type: event.type,
        by: event.by,
        order: event.order.id,
        body: event,
        previousHash,
        hash,
      })),
    ),
    JSON.stringify(
      transition.tasks.map((task) => ({
        ...task,
        openedAt: iso(task.openedAt),
        dueAt: iso(task.dueAt),
        closedAt: iso(task.closedAt),
        assignedAt: iso(assignedAt.get(task.id) ?? null),
      })),
    ),
    JSON.stringify(
      transition.clocks.map((clock) => ({
        ...clock,
        agency: answerable(clock),
        province: state.province,
        kind: state.kind,
        procedure: state.procedure.code,
        step: transition.tasks.find(({ id }) => id === clock.taskId)?.step ?? null,
        finished: isFinished(clock, transition, state),
        startedAt: iso(clock.startedAt),
        appointedAt: iso(clock.dueAt),
        missedAt: iso(clock.missedAt),
        stoppedAt: iso(clock.stoppedAt),
      })),
    ),
    JSON.stringify(silent ? [] : transition.events.flatMap(noticesOf)),
    // What who follows along is told; the case itself they read under their own rights.
    JSON.stringify({ case: transition.caseId, version: state.version, province: state.province, agencies }),
  ];
}

/** Whether the work that a clock measured was done: a clock that was cancelled speaks for nobody. */
function isFinished(clock: ClockRow, { tasks }: Transition, state: CaseState): boolean {
  if (clock.stoppedAt === null) return false;
  if (clock.taskId !== null) return tasks.some(({ id, outcome }) => id === clock.taskId && outcome !== null);
  // A clock of the case that the state has no more was met before the case was reopened.
  if (isCaseClock(clock))
    return clock.stoppedAt === state.decidedAt || !state.clocks.some(({ id }) => id === clock.id);
  return clock.id === RESPONSE_CLOCK;
}

/** A case that is told from its beginning tells all of them, another its newest. */
function standingsAfter({ from, events }: Transition, state: CaseState): readonly Standing[] {
  const last = events.at(-1);
  if (last === undefined) return [];
  return from === 0 ? standingsOf(events) : [{ since: last.at, code: portalStatus(state) }];
}

/** Since when a task is with who has it. */
function assignmentOf(event: CaseEvent): (readonly [TaskId, Instant])[] {
  const isGiven = event.type === 'task-claimed' || event.type === 'task-assigned';
  return isGiven ? [[event.taskId, event.at]] : [];
}

/** Escalations that speak to somebody leave a notice to be sent. */
function noticesOf(event: CaseEvent) {
  if (event.type !== 'rung-reached') return [];
  return event.actions.flatMap((action, index) =>
    action.do === 'remind' || action.do === 'notify'
      ? [
          {
            seq: event.seq,
            action: index,
            kind: action.do,
            who: action.who,
            clock: event.clock,
            at: iso(event.at),
            notBefore: iso(event.notBefore ?? null),
          },
        ]
      : [],
  );
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

async function one<R extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
): Promise<R> {
  const { rows } = await db.query<R>({ text, values: [...values], name: nameOf(text) });
  const row = rows[0];
  if (row === undefined) throw new Error('the statement answers one row');
  return row;
}

/** The two large statements are prepared once for a connection. */
function nameOf(text: string): string {
  return text === WRITE_NEXT
    ? 'record-next'
    : text === WRITE_FIRST
      ? 'record-first'
      : `record-${text.length}`;
}

const CASE_COLUMNS = `kind text, province text, procedure text, "procedureVersion" integer, "procedureHash" text,
  status text, ending text, urgency text, channel text, counter text, owner text, applicant text, agencies text[],
  "filedAt" timestamptz, "acceptedAt" timestamptz, "decidedAt" timestamptz, "deliveredAt" timestamptz,
  "closedAt" timestamptz, "dueAt" timestamptz, "clockPhase" text, version integer, code text`;

/** What both statements write beside the case's row, once `moved` has let them. */
const restOf = (again: string) => `
chain AS (
  INSERT INTO events (case_id, seq, at, type, by, order_id, body, previous_hash, hash)
  SELECT $1, e.seq, e.at, e.type, e.by, e."order", e.body, e."previousHash", e.hash
  FROM moved, jsonb_to_recordset($7::jsonb) AS e(seq integer, at timestamptz, type text, by text, "order" text,
    body jsonb, "previousHash" text, hash text) ${again}
), work AS (
  INSERT INTO tasks (case_id, id, step, branch, agency, role, assignee, opened_at, due_at, closed_at, closed_by, outcome,
    assigned_at)
  SELECT $1, t.id, t.step, t.branch, t.agency, t.role, t.assignee, t."openedAt", t."dueAt", t."closedAt", t."closedBy", t.outcome,
    t."assignedAt"
  FROM moved, jsonb_to_recordset($8::jsonb) AS t(id text, step text, branch text, agency text, role text, assignee text,
    "openedAt" timestamptz, "dueAt" timestamptz, "closedAt" timestamptz, "closedBy" text, outcome text, "assignedAt" timestamptz)
  ON CONFLICT (case_id, id) DO UPDATE SET step = excluded.step, agency = excluded.agency, role = excluded.role,
    assignee = excluded.assignee, due_at = excluded.due_at, closed_at = excluded.closed_at,
    closed_by = excluded.closed_by, outcome = excluded.outcome,
    assigned_at = CASE WHEN excluded.assignee IS NOT NULL THEN coalesce(excluded.assigned_at, tasks.assigned_at) END
), time AS (
  INSERT INTO clocks (case_id, id, task_id, agency, calendar, phase, paused_for, budget, consumed, started_at, appointed_at, stopped_at,
    province, kind, procedure, step, finished, missed_at)
  SELECT $1, k.id, k."taskId", k.agency, k.calendar, k.phase, k."pausedFor", k.budget, k.consumed, k."startedAt", k."appointedAt", k."stoppedAt",
    k.province, k.kind, k.procedure, k.step, k.finished, k."missedAt"
  FROM moved, jsonb_to_recordset($9::jsonb) AS k(id text, "taskId" text, agency text, calendar text, phase text,
    "pausedFor" text, budget integer, consumed integer, "startedAt" timestamptz, "appointedAt" timestamptz, "stoppedAt" timestamptz,
    province text, kind text, procedure text, step text, finished boolean, "missedAt" timestamptz)
  ON CONFLICT (case_id, id) DO UPDATE SET agency = excluded.agency, phase = excluded.phase,
    paused_for = excluded.paused_for, budget = excluded.budget, consumed = excluded.consumed,
    started_at = excluded.started_at, appointed_at = excluded.appointed_at, stopped_at = excluded.stopped_at,
    procedure = excluded.procedure, step = coalesce(excluded.step, clocks.step), finished = excluded.finished,
    missed_at = excluded.missed_at
), stands AS (
  INSERT INTO portal_statuses (case_id, since, province, code)
  SELECT $1, s.since, $4::jsonb ->> 'province', s.code
  FROM moved, jsonb_to_recordset($4::jsonb -> 'standings') AS s(since timestamptz, code smallint)
  WHERE s.code IS DISTINCT FROM (SELECT p.code FROM portal_statuses p WHERE p.case_id = $1 AND p.since < s.since ORDER BY p.since DESC LIMIT 1)
  ON CONFLICT (case_id, since) DO UPDATE SET code = excluded.code
), shown AS (
  INSERT INTO cards (case_id, seq, province, agency, colour, clock, given_at)
  SELECT $1, e.seq, $4::jsonb ->> 'province', e.body ->> 'agency', e.body ->> 'colour', e.body ->> 'clock', e.at
  FROM moved, jsonb_to_recordset($7::jsonb) AS e(seq integer, at timestamptz, type text, body jsonb)
  WHERE e.type = 'card-given' ON CONFLICT DO NOTHING
), followed AS (
  INSERT INTO case_followers (case_id, via, user_id, since)
  SELECT e.body ->> 'into', f.via, f.user_id, e.at
  FROM moved, jsonb_to_recordset($7::jsonb) AS e(at timestamptz, type text, body jsonb), LATERAL (
    SELECT $1::text AS via, $4::jsonb ->> 'applicant' AS user_id WHERE $4::jsonb ->> 'applicant' IS NOT NULL
      OR EXISTS (SELECT FROM parties p WHERE p.case_id = $1 AND coalesce(p.phone, p.email, p.address) IS NOT NULL)
    UNION ALL SELECT o.via, o.user_id FROM case_followers o WHERE o.case_id = $1) AS f
  WHERE e.type = 'case-merged' ON CONFLICT DO NOTHING
), news AS (
  INSERT INTO notices (case_id, seq, action, kind, who, clock, created_at)
  SELECT $1, e.seq, (999 + row_number() OVER (PARTITION BY e.seq ORDER BY f.via))::integer, 'news',
    coalesce(f.user_id, 'case:' || f.via), '', e.at
  FROM moved, jsonb_to_recordset($7::jsonb) AS e(seq integer, at timestamptz, type text), case_followers f
  WHERE f.case_id = $1 AND e.type IN ('result-published', 'case-closed', 'case-disputed') AND NOT ($4::jsonb ->> 'silent')::boolean
  ON CONFLICT DO NOTHING
), told AS (
  INSERT INTO publications (case_id, code, province, procedure, owner, ward, lat, lon, title, description, answer, photos, folded,
    filed_at, due_at, handled_at, published_at, rating, shown)
  SELECT $1, $5::jsonb ->> 'code', r.province, r.procedure, r.owner, l.ward, l.lat, l.lon, w.content ->> 'title',
    w.content ->> 'description', w.content ->> 'answer',
    ARRAY(SELECT jsonb_array_elements_text(coalesce(r.published -> 'photos', '[]'))), w.search, r."filedAt", r."dueAt",
    r."decidedAt", to_timestamp((r.published ->> 'at')::bigint / 1000.0), r.rating, r.status IN ('delivered', 'closed')
  FROM moved, jsonb_to_record($4::jsonb) AS r(province text, procedure text, owner text, published jsonb, "filedAt" timestamptz,
      "dueAt" timestamptz, "decidedAt" timestamptz, rating text, status text)
    JOIN words w ON w.id = r.published #>> '{words,id}' AND w.case_id = $1 AND w.content ? 'title'
    LEFT JOIN complaint_places l ON l.case_id = $1
  ON CONFLICT (case_id) DO UPDATE SET owner = excluded.owner, procedure = excluded.procedure, title = excluded.title,
    description = excluded.description, answer = excluded.answer, photos = excluded.photos, folded = excluded.folded,
    due_at = excluded.due_at, handled_at = excluded.handled_at, published_at = excluded.published_at,
    rating = excluded.rating, shown = excluded.shown
), retold AS (
  UPDATE publications SET rating = r.rating, shown = r.status IN ('delivered', 'closed')
  FROM moved, jsonb_to_record($4::jsonb) AS r(published jsonb, rating text, status text)
  WHERE publications.case_id = $1 AND r.published IS NULL AND EXISTS (
    SELECT FROM jsonb_to_recordset($7::jsonb) AS e(type text) WHERE e.type IN ('case-rated', 'case-reopened'))
), speech AS (
  INSERT INTO notices (case_id, seq, action, kind, who, clock, created_at, not_before)
  SELECT $1, n.seq, n.action, n.kind, n.who, n.clock, n.at, n."notBefore"
  FROM moved, jsonb_to_recordset($10::jsonb) AS n(seq integer, action integer, kind text, who text, clock text, at timestamptz,
    "notBefore" timestamptz) ${again}
)
SELECT count(*) AS moved, max(pg_notify('motcua_events', $11::text)::text) AS told FROM moved`;

/** Moves the case on from the version and hash named; where it stands elsewhere, nothing is written at all. */
const WRITE_NEXT = `
WITH moved AS (
  UPDATE cases SET procedure = r.procedure, procedure_version = r."procedureVersion", procedure_hash = r."procedureHash",
    status = r.status, ending = r.ending, urgency = r.urgency, owner = r.owner,
    agencies = (SELECT array_agg(DISTINCT a) FROM unnest(cases.agencies || r.agencies) AS a),
    accepted_at = r."acceptedAt", decided_at = r."decidedAt", delivered_at = r."deliveredAt", closed_at = r."closedAt",
    due_at = r."dueAt", clock_phase = r."clockPhase", version = r.version, head_hash = $6, state = $5::jsonb
  FROM jsonb_to_record($4::jsonb) AS r(${CASE_COLUMNS})
  WHERE cases.id = $1 AND cases.version = $2 AND cases.head_hash = $3
  RETURNING cases.id
), ${restOf('')}`;

const writeWhole = (caseAgain: string, again: string) => `
WITH moved AS (
  INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, ending, urgency,
    channel, counter, owner, applicant, agencies, filed_at, accepted_at, decided_at, delivered_at, closed_at, due_at,
    clock_phase, version, head_hash, state, imported)
  SELECT $1::text, $5::jsonb ->> 'code', r.kind, r.province, r.procedure, r."procedureVersion", r."procedureHash", r.status, r.ending,
    r.urgency, r.channel, r.counter, r.owner, r.applicant, (SELECT array_agg(DISTINCT a) FROM unnest(r.agencies) AS a), r."filedAt", r."acceptedAt", r."decidedAt",
    r."deliveredAt", r."closedAt", r."dueAt", r."clockPhase", r.version, $6::text, $5::jsonb, $12::integer
  FROM jsonb_to_record($4::jsonb) AS r(${CASE_COLUMNS})
  WHERE $2::integer = 0 AND $3::text IS NOT NULL
  ON CONFLICT (id) ${caseAgain}
  RETURNING id
), ${restOf(again)}`;

const WRITE_FIRST = writeWhole('DO NOTHING', '');

/** Puts the case's row right whatever stands there, and adds what is missing; an event that stands is never touched. */
export const WRITE_AGAIN = writeWhole(
  `DO UPDATE SET code = excluded.code, procedure = excluded.procedure, procedure_version = excluded.procedure_version,
    procedure_hash = excluded.procedure_hash, status = excluded.status, ending = excluded.ending, urgency = excluded.urgency,
    counter = excluded.counter, owner = excluded.owner, applicant = excluded.applicant, agencies = excluded.agencies,
    filed_at = excluded.filed_at, accepted_at = excluded.accepted_at, decided_at = excluded.decided_at,
    delivered_at = excluded.delivered_at, closed_at = excluded.closed_at, due_at = excluded.due_at,
    clock_phase = excluded.clock_phase, version = excluded.version, head_hash = excluded.head_hash, state = excluded.state`,
  'ON CONFLICT DO NOTHING',
);
