/** The one bridge from the workflows to the record. */

import type { QueryResultRow } from 'pg';
import { type NamedOutboxJob, namedOutboxJobs } from '../../domain/cases/rules/outbox-jobs.ts';
import { formatCaseCode, seriesDay } from '../../domain/cases/state/case-code.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { isCaseClock, isResponseClock } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { ClockRow, Recorded, Transition } from '../../domain/cases/state/transition.ts';
import { portalStatus } from '../../domain/cases/views/portal-status.ts';
import { type StatusChange, statusHistoryOf } from '../../domain/cases/views/status-history.ts';
import type { AgencyId, CaseCode, CaseId, TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Database, Queryable } from './client.ts';
import { canonicalJson, eventHash } from './digest.ts';
import { RecordConflict } from './errors.ts';
import { firstStatement, nextStatement, type Statement } from './record-statements.ts';

export interface RecordOptions {
  /** History taken over from elsewhere: no workflow stands behind it. */
  readonly imported?: boolean;
}

/**
 * Writes a transition: its events, chained, and the lists as they stand after them, in one transaction. Recording the
 * same transition again changes nothing and gives the same answer. The first transition of a case gets its code, the
 * next of its agency's series of the day, without gaps.
 * Where other events stand after the same one, they are answered and nothing is written: see `Recorded.recordedEvents`.
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
  const jobs = outboxJobsAfter(transition.events, transition.state);
  const row = await one<{ moved: string }>(
    db,
    nextStatement(transition.events, jobs.length > 0),
    written(transition, chain, transition.state, { jobs }),
  );
  if (row.moved === '1') return { headHash: chain.headHash, code: null, recordedEvents: null };
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
    const jobs = imported ? [] : outboxJobsAfter(events, state);
    const inserted = await one<{ moved: string }>(client, firstStatement(events, jobs.length > 0), [
      ...written(transition, chain, state, { silent: imported, jobs }),
      imported ? 1 : 0,
    ]);
    if (inserted.moved !== '1') {
      // Filed before: the number is given back with the rest of this transaction.
      await client.query('ROLLBACK');
      return await filedBefore(client, transition);
    }
    await client.query('COMMIT');
    return { headHash: chain.headHash, code, recordedEvents: null };
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
  const recordedEvents = await recordedAfterVersion(db, transition.caseId, 0, transition.previousHash);
  const filing = recordedEvents?.events[0];
  if (recordedEvents == null || filing?.type !== 'case-filed')
    throw new RecordConflict(`case ${transition.caseId} does not begin with its filing`);
  const { code } = filing;
  const events = transition.events.map((event) => (event.type === 'case-filed' ? { ...event, code } : event));
  const same = chained(transition.previousHash, events).headHash === recordedEvents.hashes[events.length - 1];
  return same
    ? { headHash: recordedEvents.hashes[events.length - 1] ?? '', code, recordedEvents: null }
    : { headHash: recordedEvents.hashes.at(-1) ?? '', code, recordedEvents: recordedEvents.events };
}

/** Nothing was moved: these very events stand there already, or others do that follow the same one. */
async function alreadyRecorded(db: Queryable, transition: Transition, headHash: string): Promise<Recorded> {
  const { caseId, from, previousHash, events } = transition;
  const recordedEvents = await recordedAfterVersion(db, caseId, from, previousHash);
  if (recordedEvents === null)
    throw new RecordConflict(`case ${caseId}: events up to ${from} are missing in the record, or are others`);
  if (recordedEvents.hashes[events.length - 1] === headHash)
    return { headHash, code: null, recordedEvents: null };
  return {
    headHash: recordedEvents.hashes.at(-1) ?? previousHash,
    code: null,
    recordedEvents: recordedEvents.events,
  };
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
  const recordedEvents = await recordedAfterVersion(db.pool, caseId, version, headHash);
  return recordedEvents === null
    ? null
    : {
        headHash: recordedEvents.hashes.at(-1) ?? headHash,
        code: null,
        recordedEvents: recordedEvents.events,
      };
}

async function recordedAfterVersion(db: Queryable, caseId: CaseId, version: number, headHash: string) {
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
  /** What is to be done outside because of it. */
  readonly jobs?: readonly OutboxJobRow[];
}

/** The parameters of both statements: the case's row, the events, tasks, clocks and notices as JSON. */
export function written(
  transition: Transition,
  chain: Chain,
  state: CaseState,
  { earlier = [], silent = false, jobs = [] }: WriteOptions = {},
): unknown[] {
  const current = state.clocks.find(isCaseClock)?.id;
  const caseClock = transition.clocks.find(({ id }) => id === current);
  const owner = state.agencies.owner ?? state.agencies.counter;
  const agencies = [
    ...new Set([
      ...earlier,
      ...Object.values(state.agencies),
      ...transition.tasks.map(({ agency }) => agency),
    ]),
  ];
  const assignedAt = new Map(transition.events.flatMap(assignmentOf));
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
      appointmentAt: iso(transition.appointmentAt),
      clockPhase: caseClock?.phase ?? null,
      silent,
      jobs,
      published: transition.events.findLast((event) => event.type === 'result-published') ?? null,
      statusHistory: statusChangesAfter(transition, state).map(({ since, code }) => ({
        since: iso(since),
        code,
      })),
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

/**
 * Whether the work that a clock measured was done: a clock that was cancelled speaks for nobody, nor does one whose work went to another
 * agency in time. What was late when it went stays its agency's.
 */
function isFinished(clock: ClockRow, { tasks, clocks }: Transition, state: CaseState): boolean {
  const { id: own, taskId, stoppedAt } = clock;
  if (stoppedAt === null) return false;
  if (taskId !== null) {
    const isPassedOn = clocks.some(
      ({ id, taskId: task, startedAt }) => task === taskId && id !== own && startedAt >= stoppedAt,
    );
    if (isPassedOn) return stoppedAt > (clock.missedAt ?? clock.dueAt ?? stoppedAt);
    return tasks.some(({ id, outcome }) => id === taskId && outcome !== null);
  }
  // A clock of the case that the state has no more was met before the case was reopened.
  if (isCaseClock(clock))
    return clock.stoppedAt === state.decidedAt || !state.clocks.some(({ id }) => id === clock.id);
  return isResponseClock(clock);
}

/** A case that is told from its beginning tells all of them, another its newest. */
function statusChangesAfter({ from, events }: Transition, state: CaseState): readonly StatusChange[] {
  const last = events.at(-1);
  if (last === undefined) return [];
  return from === 0 ? statusHistoryOf(events) : [{ since: last.at, code: portalStatus(state) }];
}

/** Since when a task is with who has it. */
function assignmentOf(event: CaseEvent): (readonly [TaskId, Instant])[] {
  const isGiven = event.type === 'task-claimed' || event.type === 'task-assigned';
  return isGiven ? [[event.taskId, event.at]] : [];
}

interface OutboxJobRow extends Omit<NamedOutboxJob, 'notBefore'> {
  readonly notBefore: string | null;
}

/** What is to be done outside because of these events. */
export function outboxJobsAfter(events: readonly CaseEvent[], state: CaseState): readonly OutboxJobRow[] {
  return events.flatMap((event) =>
    namedOutboxJobs(event, state).map(({ notBefore = null, ...job }) => ({
      ...job,
      notBefore: iso(notBefore),
    })),
  );
}

/** Escalations that speak to somebody leave a notice to be sent. */
function noticesOf(event: CaseEvent) {
  if (event.type !== 'escalation-level-reached') return [];
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
  statement: Statement | string,
  values: readonly unknown[],
): Promise<R> {
  const config = typeof statement === 'string' ? { text: statement } : statement;
  const { rows } = await db.query<R>({ ...config, values: [...values] });
  const row = rows[0];
  if (row === undefined) throw new Error('the statement answers one row');
  return row;
}
