/** The statements that write the record: one for a transition, so that it is there whole or not at all. */
import type { CaseEvent, FactName } from '../../domain/cases/state/events.ts';

/** Prepared once for a connection, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What is written beyond the case itself, and only when one of these befalls it: cards, followers, news, publications, notices. */
const REACHES_OTHERS: readonly FactName[] = [
  'card-given',
  'case-merged',
  'result-published',
  'case-closed',
  'case-disputed',
  'case-rated',
  'case-reopened',
  'escalation-level-reached',
];

const reachesOthers = (events: readonly CaseEvent[]): boolean =>
  events.some((event) => REACHES_OTHERS.includes(event.type) || 'mentions' in event);

/** What is left to do outside the case: see `domain/cases/rules/outbox-jobs.ts`. */
const addJobs = `, jobs AS (
  INSERT INTO outbox_jobs (id, kind, province, case_id, seq, subject, not_before)
  SELECT r.id, r.kind, $4::jsonb ->> 'province', $1, r.seq, r.subject, r."notBefore"
  FROM moved, jsonb_to_recordset($4::jsonb -> 'jobs') AS r(id text, kind text, seq integer, subject text, "notBefore" timestamptz)
  ON CONFLICT DO NOTHING
)`;

/** Moves a case on from the version and hash named; where it stands elsewhere, nothing is written at all. */
export function nextStatement(events: readonly CaseEvent[], asks: boolean): Statement {
  if (reachesOthers(events)) return NEXT_FAR;
  return asks ? NEXT_ASKING : NEXT_NEAR;
}

/** Begins a case, unless it was begun. */
export function firstStatement(events: readonly CaseEvent[], asks: boolean): Statement {
  if (reachesOthers(events)) return FIRST_FAR;
  return asks ? FIRST_ASKING : FIRST_NEAR;
}

const CASE_COLUMNS = `kind text, province text, procedure text, "procedureVersion" integer, "procedureHash" text,
  status text, ending text, urgency text, channel text, counter text, owner text, applicant text, agencies text[],
  "filedAt" timestamptz, "acceptedAt" timestamptz, "decidedAt" timestamptz, "deliveredAt" timestamptz,
  "closedAt" timestamptz, "dueAt" timestamptz, "appointmentAt" timestamptz, "clockPhase" text, version integer, code text`;

/** Events, tasks, clocks and the code of the national portal: what every transition writes. */
const always = (again: string) => `
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
  ON CONFLICT (case_id, id) DO UPDATE SET agency = excluded.agency, calendar = excluded.calendar, phase = excluded.phase,
    paused_for = excluded.paused_for, budget = excluded.budget, consumed = excluded.consumed,
    started_at = excluded.started_at, appointed_at = excluded.appointed_at, stopped_at = excluded.stopped_at,
    procedure = excluded.procedure, step = coalesce(excluded.step, clocks.step), finished = excluded.finished,
    missed_at = excluded.missed_at
), history AS (
  INSERT INTO portal_statuses (case_id, since, province, code)
  SELECT $1, s.since, $4::jsonb ->> 'province', s.code
  FROM moved, jsonb_to_recordset($4::jsonb -> 'statusHistory') AS s(since timestamptz, code smallint)
  WHERE s.code IS DISTINCT FROM (SELECT p.code FROM portal_statuses p WHERE p.case_id = $1 AND p.since < s.since ORDER BY p.since DESC LIMIT 1)
  ON CONFLICT (case_id, since) DO UPDATE SET code = excluded.code

)`;

/** What some transitions write beside. */
const beyond = (again: string) => `, shown AS (
  INSERT INTO cards (case_id, seq, province, agency, colour, clock, given_at)
  SELECT $1, e.seq, $4::jsonb ->> 'province', e.body ->> 'agency', e.body ->> 'colour', e.body ->> 'clock', e.at
  FROM moved, jsonb_to_recordset($7::jsonb) AS e(seq integer, at timestamptz, type text, body jsonb)
  WHERE e.type = 'card-given' ON CONFLICT DO NOTHING
), watching AS (
  INSERT INTO watches (user_id, case_id, since)
  SELECT m.id, $1, e.at
  FROM moved, jsonb_to_recordset($7::jsonb) AS e(at timestamptz, type text, body jsonb),
    jsonb_array_elements_text(e.body -> 'mentions') AS m(id)
  WHERE e.type = 'note-added' ON CONFLICT DO NOTHING
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
), published AS (
  INSERT INTO publications (case_id, code, province, procedure, owner, ward, lat, lon, title, description, answer, photos, folded,
    filed_at, due_at, handled_at, published_at, rating, shown)
  SELECT $1, $5::jsonb ->> 'code', r.province, r.procedure, r.owner, l.ward, l.lat, l.lon, w.content ->> 'title',
    w.content ->> 'description', w.content ->> 'answer',
    ARRAY(SELECT jsonb_array_elements_text(coalesce(r.published -> 'photos', '[]'))), w.search, r."filedAt", r."dueAt",
    r."decidedAt", to_timestamp((r.published ->> 'at')::bigint / 1000.0), r.rating, r.status IN ('delivered', 'closed')
  FROM moved, jsonb_to_record($4::jsonb) AS r(province text, procedure text, owner text, published jsonb, "filedAt" timestamptz,
      "dueAt" timestamptz, "decidedAt" timestamptz, rating text, status text)
    JOIN text_contents w ON w.id = r.published #>> '{content,id}' AND w.case_id = $1 AND w.content ? 'title'
    LEFT JOIN complaint_places l ON l.case_id = $1
  ON CONFLICT (case_id) DO UPDATE SET owner = excluded.owner, procedure = excluded.procedure, title = excluded.title,
    description = excluded.description, answer = excluded.answer, photos = excluded.photos, folded = excluded.folded,
    due_at = excluded.due_at, handled_at = excluded.handled_at, published_at = excluded.published_at,
    rating = excluded.rating, shown = excluded.shown
), rated AS (
  UPDATE publications SET rating = r.rating, shown = r.status IN ('delivered', 'closed')
  FROM moved, jsonb_to_record($4::jsonb) AS r(published jsonb, rating text, status text)
  WHERE publications.case_id = $1 AND r.published IS NULL AND EXISTS (
    SELECT FROM jsonb_to_recordset($7::jsonb) AS e(type text) WHERE e.type IN ('case-rated', 'case-reopened'))
), noticed AS (
  INSERT INTO notices (case_id, seq, action, kind, who, clock, created_at, not_before)
  SELECT $1, n.seq, n.action, n.kind, n.who, n.clock, n.at, n."notBefore"
  FROM moved, jsonb_to_recordset($10::jsonb) AS n(seq integer, action integer, kind text, who text, clock text, at timestamptz,
    "notBefore" timestamptz) ${again}
)`;

/** Names $10, the notices, because each parameter has to be named in each statement. */
const ANSWER = `
SELECT count(*) AS moved, max(pg_notify('motcua_events', $11::text)::text) AS notified FROM moved WHERE $10::jsonb IS NOT NULL`;

const MOVE_ON = `
WITH moved AS (
  UPDATE cases SET procedure = r.procedure, procedure_version = r."procedureVersion", procedure_hash = r."procedureHash",
    status = r.status, ending = r.ending, urgency = r.urgency, owner = r.owner,
    agencies = (SELECT array_agg(DISTINCT a) FROM unnest(cases.agencies || r.agencies) AS a),
    accepted_at = r."acceptedAt", decided_at = r."decidedAt", delivered_at = r."deliveredAt", closed_at = r."closedAt",
    due_at = r."dueAt", appointment_at = r."appointmentAt", clock_phase = r."clockPhase", version = r.version, head_hash = $6, state = $5::jsonb
  FROM jsonb_to_record($4::jsonb) AS r(${CASE_COLUMNS})
  WHERE cases.id = $1 AND cases.version = $2 AND cases.head_hash = $3
  RETURNING cases.id
), ${always('')}`;

const begin = (caseAgain: string, again: string) => `
WITH moved AS (
  INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, ending, urgency,
    channel, counter, owner, applicant, agencies, filed_at, accepted_at, decided_at, delivered_at, closed_at, due_at,
    appointment_at, clock_phase, version, head_hash, state, imported)
  SELECT $1::text, $5::jsonb ->> 'code', r.kind, r.province, r.procedure, r."procedureVersion", r."procedureHash", r.status, r.ending,
    r.urgency, r.channel, r.counter, r.owner, r.applicant, (SELECT array_agg(DISTINCT a) FROM unnest(r.agencies) AS a), r."filedAt", r."acceptedAt", r."decidedAt",
    r."deliveredAt", r."closedAt", r."dueAt", r."appointmentAt", r."clockPhase", r.version, $6::text, $5::jsonb, $12::integer
  FROM jsonb_to_record($4::jsonb) AS r(${CASE_COLUMNS})
  WHERE $2::integer = 0 AND $3::text IS NOT NULL
  ON CONFLICT (id) ${caseAgain}
  RETURNING id
), ${always(again)}`;

const NEXT_NEAR: Statement = { name: 'record-next', text: MOVE_ON + ANSWER };
const NEXT_ASKING: Statement = { name: 'record-next-asking', text: MOVE_ON + addJobs + ANSWER };
const NEXT_FAR: Statement = { name: 'record-next-far', text: MOVE_ON + addJobs + beyond('') + ANSWER };
const BEGIN = begin('DO NOTHING', '');
const FIRST_NEAR: Statement = { name: 'record-first', text: BEGIN + ANSWER };
const FIRST_ASKING: Statement = { name: 'record-first-asking', text: BEGIN + addJobs + ANSWER };
const FIRST_FAR: Statement = { name: 'record-first-far', text: BEGIN + addJobs + beyond('') + ANSWER };

const AGAIN = 'ON CONFLICT DO NOTHING';
/** Puts the case's row right whatever stands there, and adds what is missing; an event that stands is never touched. */
export const WRITE_AGAIN: string =
  begin(
    `DO UPDATE SET code = excluded.code, procedure = excluded.procedure, procedure_version = excluded.procedure_version,
    procedure_hash = excluded.procedure_hash, status = excluded.status, ending = excluded.ending, urgency = excluded.urgency,
    counter = excluded.counter, owner = excluded.owner, applicant = excluded.applicant, agencies = excluded.agencies,
    filed_at = excluded.filed_at, accepted_at = excluded.accepted_at, decided_at = excluded.decided_at,
    delivered_at = excluded.delivered_at, closed_at = excluded.closed_at, due_at = excluded.due_at,
    appointment_at = excluded.appointment_at, clock_phase = excluded.clock_phase, version = excluded.version,
    head_hash = excluded.head_hash, state = excluded.state`,
    AGAIN,
  ) +
  addJobs +
  beyond(AGAIN) +
  ANSWER;
