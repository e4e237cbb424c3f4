import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { fold } from '../../domain/cases/state/evolve.ts';
import { portalStatus } from '../../domain/cases/views/portal-status.ts';
import { statusHistoryOf } from '../../domain/cases/views/status-history.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import type { Play } from '../../test/support/play.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import { content, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { transitionsOf } from '../../test/support/transitions.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { recordTransition } from '../core/record.ts';
import { restore, transitionOf } from '../core/restore.ts';

const { receptionist, specialist, head, citizen, tax, fire } = PEOPLE;
const START = instant('2026-03-02T08:00:00+07:00');
const day = (days: number) => (START + days * 86_400_000) as Instant;
const definition = definitionOf(PERMIT_YAML);
const plays: Play[] = [];
let url: string;
let drop: () => Promise<void>;
let api: Database;
let worker: Database;
let owner: Database;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase(inject('databaseUrl')));
  api = openDatabase(url, { role: 'motcua_api' });
  worker = openDatabase(url, { role: 'motcua_worker' });
  owner = openDatabase(url, { role: null });
  await record('reopened', { area: 50 }, reopened);
  await record('consulted', { area: 300 }, consulted);
  await record('withdrawn', { area: 50 }, (play) =>
    play.do(receptionist, { type: 'withdraw', reason: content('w') }),
  );
  await record('expired', { area: 50 }, (play) => {
    play.do(specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
    const missing = ['title'];
    play.do(specialist, {
      type: 'request-supplement',
      taskId: 'examine.1' as TaskId,
      missing,
      reason: content('m'),
    });
    play.until(day(60));
  });
  await record('left alone', { area: 50 }, (play) => play.until(day(20)));
});
afterAll(async () => {
  for (const each of [api, worker, owner]) await each.close();
  await drop();
});

async function record(id: string, facts: { area: number }, go: (play: Play) => unknown): Promise<void> {
  const play = await playCase({ api, worker }, definition, START, { caseId: id as CaseId, facts });
  play.do(receptionist, { type: 'accept' });
  play.until(day(1));
  go(play);
  await recordPlay({ api, worker }, play);
  plays.push(play);
}

const complete = (taskId: string, outcome: string) =>
  ({ type: 'complete', taskId: taskId as TaskId, outcome, reason: null, documents: [] }) as const;

function reopened(play: Play): void {
  play.do(specialist, complete('examine.1', 'forward'));
  play.do(head, complete('sign.1', 'approve'));
  play.do(receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-1', how: 'cash' });
  play.do(receptionist, { type: 'deliver', way: 'counter' });
  play.until(day(2));
  play.do(citizen, { type: 'rate', rating: 'not-satisfied', content: null });
  play.do(head, { type: 'reopen', reason: content('again') });
}

/** Two of three opinions are enough; the third is cancelled. */
function consulted(play: Play): void {
  play.do(specialist, complete('examine.1', 'forward'));
  play.do(tax, complete('consult.1.tax', 'agree'));
  play.until(day(2));
  play.do(fire, complete('consult.1.fire-police', 'agree'));
}

const clocks = async () =>
  (
    await owner.pool.query(
      `SELECT case_id, id, province, kind, procedure, step, finished FROM clocks ORDER BY case_id, id`,
    )
  ).rows;

const statusHistory = async () =>
  (
    await owner.pool.query(
      `SELECT case_id, since, province, code FROM portal_statuses ORDER BY case_id, since`,
    )
  ).rows;

describe('clocks', () => {
  test('say whether their work was done; what was cancelled speaks for nobody', async () => {
    const rows = await clocks();
    const finished = rows.filter((row) => row.finished).map((row) => `${row.case_id} ${row.id}`);
    expect(finished).toEqual([
      'consulted response',
      'consulted task:consult.1.fire-police',
      'consulted task:consult.1.tax',
      'consulted task:examine.1',
      'expired case',
      'expired response',
      'left alone response',
      'reopened case',
      'reopened response',
      'reopened task:examine.1',
      'reopened task:sign.1',
      'withdrawn response',
    ]);
    expect(rows.find((row) => row.id === 'task:consult.1.construction')).toMatchObject({
      step: 'consult',
      finished: false,
    });
  });
});

describe('codes of the national portal', () => {
  test('have a row for each change, at the instant of its event', async () => {
    const reported = plays.flatMap((play) =>
      statusHistoryOf(play.events).map(({ since, code }) => ({
        case_id: play.case.id,
        since: new Date(since),
        province: 'hue',
        code,
      })),
    );
    const order = (a: { case_id: string }, b: { case_id: string }) =>
      a.case_id < b.case_id ? -1 : a.case_id > b.case_id ? 1 : 0;
    expect(await statusHistory()).toEqual(reported.sort(order));
    for (const play of plays) {
      const last = (await statusHistory()).findLast((row) => row.case_id === play.case.id);
      expect(last.code).toBe(portalStatus(fold(play.events) ?? play.case));
    }
  });
});

describe('cards', () => {
  const cards = async () =>
    (await owner.pool.query('SELECT case_id, seq, agency, colour, clock, given_at FROM cards ORDER BY 1, 2'))
      .rows;

  test('are kept as the ladder gave them', async () => {
    const given = plays.flatMap(({ events, case: { id } }) =>
      events.flatMap((event) =>
        event.type === 'card-given'
          ? [
              {
                case_id: id,
                seq: event.seq,
                agency: event.agency,
                colour: event.colour,
                clock: event.clock,
                given_at: new Date(event.at),
              },
            ]
          : [],
      ),
    );
    expect(given.length).toBeGreaterThan(1);
    expect(await cards()).toEqual(
      given.sort((a, b) => (a.case_id < b.case_id ? -1 : a.case_id > b.case_id ? 1 : a.seq - b.seq)),
    );
  });

  test('and codes come back with a record that was lost', async () => {
    const before = { cards: await cards(), statusHistory: await statusHistory(), clocks: await clocks() };
    const play = plays.find(({ case: { id } }) => id === 'left alone');
    if (play === undefined) throw new Error('nothing was left alone');
    const reported: Parameters<typeof transitionOf>[0][number][] = [];
    for (const make of transitionsOf(play))
      await make(async (transition) => {
        reported.push(transition);
        return recordTransition(worker, transition);
      });
    for (const table of ['cards', 'portal_statuses', 'clocks'])
      await owner.pool.query(`DELETE FROM ${table} WHERE case_id = 'left alone'`);
    const code = (await owner.pool.query(`SELECT code FROM cases WHERE id = 'left alone'`)).rows[0].code;
    const whole = reported.map((each) => ({
      ...each,
      state: { ...each.state, code },
      events: each.events.map((event) => (event.type === 'case-filed' ? { ...event, code } : event)),
    }));
    await restore(worker, transitionOf(whole));
    expect({ cards: await cards(), statusHistory: await statusHistory(), clocks: await clocks() }).toEqual(
      before,
    );
  });
});

test('a reader sees cards and codes of their own cases alone', async () => {
  const counted = async (role: string, settings: Record<string, string>) => {
    const client = await owner.pool.connect();
    try {
      await client.query(`BEGIN; SET LOCAL ROLE ${role}`);
      for (const [name, value] of Object.entries(settings))
        await client.query(`SELECT set_config('motcua.${name}', $1, true)`, [value]);
      const { rows } = await client.query(
        `SELECT (SELECT count(*)::integer FROM cards) AS cards, (SELECT count(*)::integer FROM portal_statuses) AS codes, (SELECT count(*)::integer FROM clocks) AS clocks`,
      );
      return rows[0];
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };
  const nothing = { cards: 0, codes: 0, clocks: 0 };
  expect(await counted('motcua_api', {})).toEqual(nothing);
  expect(await counted('motcua_api', { province: 'hue', agencies: 'hue.other-ward' })).toEqual(nothing);
  expect(await counted('motcua_api_wide', { province: 'mau' })).toEqual(nothing);
  const all = await counted('motcua_api_wide', { province: 'hue' });
  expect(all.cards).toBeGreaterThan(1);
  expect(await counted('motcua_api', { province: 'hue', agencies: 'hue.ward' })).toEqual(all);
});
