/** Putting a case's record right from what its workflow tells. */

import { parseCaseCode, seriesDay } from '../../domain/cases/state/case-code.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { ClockRow, TaskRow, Transition } from '../../domain/cases/state/transition.ts';
import { GENESIS_HASH } from '../../domain/cases/state/transition.ts';
import type { AgencyId, CaseId } from '../../domain/ids.ts';
import { rejudgementsOf } from '../calendars/rejudgements.ts';
import { tasksOf } from '../inbox/queries.ts';
import { clocksOf } from '../reports/sla.ts';
import type { Database } from './client.ts';
import { canonicalJson } from './digest.ts';
import { type Chain, chained, outboxJobsAfter, written } from './record.ts';
import { WRITE_AGAIN } from './record-statements.ts';

/** A case as its workflow tells it: all events from the first, and the lists as they should stand. */
export interface WholeTransition {
  readonly transition: Transition;
  readonly chain: Chain;
  /** Every agency that ever had to do with it. */
  readonly agencies: readonly AgencyId[];
}

/** @throws RangeError for a case of which nothing is told. */
export function transitionOf(transitions: readonly Omit<Transition, 'previousHash'>[]): WholeTransition {
  const last = transitions.at(-1);
  if (last === undefined) throw new RangeError('nothing is told of this case');
  const tasks = new Map<string, TaskRow>();
  const clocks = new Map<string, ClockRow>();
  for (const each of transitions) {
    for (const task of each.tasks) tasks.set(task.id, task);
    for (const clock of each.clocks) clocks.set(clock.id, clock);
  }
  const events = transitions.flatMap((each) => each.events);
  return {
    transition: {
      caseId: last.caseId,
      from: 0,
      previousHash: GENESIS_HASH,
      events,
      state: last.state,
      tasks: [...tasks.values()],
      clocks: [...clocks.values()],
      appointmentAt: last.appointmentAt,
    },
    chain: chained(GENESIS_HASH, events),
    agencies: transitions.flatMap((each) => [
      ...Object.values(each.state.agencies),
      ...each.tasks.map(({ agency }) => agency),
    ]),
  };
}

export interface RecordDifference {
  /** `forged`: an event stands there with other content; it is never overwritten. `extra`: something stands there that the case does not know. */
  readonly kind: 'missing-case' | 'missing-events' | 'lists' | 'forged' | 'extra';
  readonly detail: string;
}

/** Where the record says something else than the case. Reads as motcua_worker. */
export async function differences(
  db: Database,
  { transition, chain }: WholeTransition,
): Promise<readonly RecordDifference[]> {
  const { caseId, state } = transition;
  const found: RecordDifference[] = [];
  const stored = await db.pool.query<{ seq: number; hash: string; body: CaseEvent }>(
    'SELECT seq, hash, body FROM events WHERE case_id = $1 ORDER BY seq',
    [caseId],
  );
  const links = new Map(chain.links.map((link) => [link.event.seq, link]));
  for (const { seq, hash, body } of stored.rows) {
    const link = links.get(seq);
    if (link === undefined) found.push({ kind: 'extra', detail: `event ${seq}` });
    else if (link.hash !== hash || canonicalJson(link.event) !== canonicalJson(body))
      found.push({ kind: 'forged', detail: `event ${seq}` });
  }
  const there = new Set(stored.rows.map(({ seq }) => seq));
  const missing = chain.links.filter(({ event }) => !there.has(event.seq)).length;
  if (missing > 0)
    found.push({ kind: 'missing-events', detail: `${missing} of ${chain.links.length} events` });
  const { rows } = await db.pool.query<{
    state: unknown;
    version: number;
    head_hash: string;
    status: string;
  }>('SELECT state, version, head_hash, status FROM cases WHERE id = $1', [caseId]);
  const row = rows[0];
  if (row === undefined) return [...found, { kind: 'missing-case', detail: state.code ?? caseId }];
  const same =
    row.version === state.version &&
    row.head_hash === chain.headHash &&
    row.status === state.status &&
    canonicalJson(row.state) === canonicalJson(state);
  if (!same)
    found.push({ kind: 'lists', detail: `the case, at version ${row.version} instead of ${state.version}` });
  found.push(...rowsDiffer('task', transition.tasks, await tasksOf(db, caseId)));
  found.push(...rowsDiffer('clock', transition.clocks, await clocksAsEnded(db, caseId)));
  return found;
}

/** What was asked for longer ago was done, or is past use; what was done since is not done twice, by its id. */
const OUTBOX_JOBS_HOLD_FOR = 3 * 24 * 60 * 60_000;

function isRecent({ at }: CaseEvent): boolean {
  return at >= Date.now() - OUTBOX_JOBS_HOLD_FOR;
}

/** Adds the missing events and writes the lists anew, in one transaction. An event that stands there is never touched. */
export async function restore(db: Database, { transition, chain, agencies }: WholeTransition): Promise<void> {
  const { code, filedAt } = transition.state;
  const number = code === null ? null : parseCaseCode(code);
  const client = await db.pool.connect();
  try {
    await client.query('BEGIN');
    if (number !== null) {
      // Numbers that were given must not be given again, also when their series was lost with the rest.
      await client.query(
        `INSERT INTO case_numbers AS n (agency_code, day, last) VALUES ($1, $2, $3)
         ON CONFLICT (agency_code, day) DO UPDATE SET last = greatest(n.last, excluded.last)`,
        [number.agencyCode, seriesDay(filedAt), number.number],
      );
    }
    await client.query(WRITE_AGAIN, [
      ...written(transition, chain, transition.state, {
        earlier: agencies,
        jobs: outboxJobsAfter(transition.events.filter(isRecent), transition.state),
      }),
      0,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** As they were judged when they ended: what a later decision found stands beside it, and not in the case. */
async function clocksAsEnded(db: Database, caseId: CaseId): Promise<readonly ClockRow[]> {
  const rejudged = await rejudgementsOf(db.sql, caseId);
  return (await clocksOf(db, caseId)).map((row) => {
    const first = rejudged.find(({ clock }) => clock === row.id);
    return first === undefined ? row : { ...row, ...first.before };
  });
}

function rowsDiffer<R extends { readonly id: string }>(
  what: string,
  recorded: readonly R[],
  stored: readonly R[],
): RecordDifference[] {
  const there = new Map(stored.map((row) => [row.id, row]));
  const wrong = recorded.filter((row) => {
    const found = there.get(row.id);
    return found === undefined || Object.entries(row).some(([key, value]) => found[key as keyof R] !== value);
  });
  const known = new Set(recorded.map(({ id }) => id));
  return [
    ...wrong.map(({ id }): RecordDifference => ({ kind: 'lists', detail: `${what} ${id}` })),
    ...stored
      .filter(({ id }) => !known.has(id))
      .map(({ id }): RecordDifference => ({ kind: 'extra', detail: `${what} ${id}` })),
  ];
}
