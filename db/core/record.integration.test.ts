import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import { Play } from '../../test/support/play.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { definitionOf, filingOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { transitionsOf } from '../../test/support/transitions.ts';
import { type Database, openDatabase } from './client.ts';
import { recordTransition } from './record.ts';

const START = instant('2026-03-02T08:00:00+07:00');
let db: Database;
let owner: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  db = openDatabase(fresh.url, { role: 'motcua_worker' });
  owner = openDatabase(fresh.url, { role: null });
});
afterAll(async () => {
  await db.close();
  await owner.close();
  await drop();
});

let cases = 0;
function newCase(): Play {
  const definition = definitionOf(PERMIT_YAML);
  const play = new Play(definition, START);
  cases += 1;
  play.do(PEOPLE.receptionist, filingOf(definition, { caseId: `case${cases}` as CaseId }));
  return play;
}

async function rowsOf(id: string): Promise<string> {
  const tables = ['cases', 'tasks', 'clocks', 'events', 'notices'];
  const read = tables.map(async (table) => {
    const key = table === 'cases' ? 'id' : 'case_id';
    const { rows } = await owner.pool.query(`SELECT * FROM ${table} WHERE ${key} = $1 ORDER BY 1, 2`, [id]);
    return rows;
  });
  return JSON.stringify(await Promise.all(read));
}

describe('recording', () => {
  test('a case from filing to decision stands in every list as the rules left it', async () => {
    const play = newCase();
    play.do(PEOPLE.receptionist, { type: 'accept' });
    play.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: 'examine.1' as TaskId,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    for (const make of transitionsOf(play)) await make((t) => recordTransition(db, t));
    const { rows } = await owner.pool.query('SELECT * FROM cases WHERE id = $1', [play.case.id]);
    expect(rows[0]).toMatchObject({
      status: 'in-process',
      version: play.case.version,
      state: { ...play.case, code: rows[0].code },
    });
    expect(rows[0].code).toMatch(/^H57\.12-260302-\d{4}$/);
    const tasks = await owner.pool.query(
      'SELECT id, closed_at, outcome FROM tasks WHERE case_id = $1 ORDER BY id',
      [play.case.id],
    );
    expect(tasks.rows).toMatchObject([
      { id: 'consult.1.construction', closed_at: null },
      { id: 'consult.1.fire-police', closed_at: null },
      { id: 'consult.1.tax', closed_at: null },
      { id: 'examine.1', outcome: 'forward' },
    ]);
    const clocks = await owner.pool.query('SELECT id, phase FROM clocks WHERE case_id = $1 ORDER BY id', [
      play.case.id,
    ]);
    expect(clocks.rows).toHaveLength(6);
  });

  test('the same transition again, the first or a later one, changes nothing and gives the same answer', async () => {
    const play = newCase();
    play.do(PEOPLE.receptionist, { type: 'accept' });
    for (const make of transitionsOf(play)) {
      const first = await make((t) => recordTransition(db, t));
      const before = await rowsOf(play.case.id);
      expect(await make((t) => recordTransition(db, t))).toEqual(first);
      expect(await rowsOf(play.case.id)).toBe(before);
    }
  });

  test('the same transition from two workers at once is recorded once', async () => {
    const play = newCase();
    play.do(PEOPLE.receptionist, { type: 'accept' });
    for (const make of transitionsOf(play)) {
      const answers = await Promise.all([1, 2, 3, 4].map(() => make((t) => recordTransition(db, t))));
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    }
    const { rows } = await owner.pool.query('SELECT seq FROM events WHERE case_id = $1 ORDER BY seq', [
      play.case.id,
    ]);
    expect(rows.map(({ seq }) => seq)).toEqual(play.events.map(({ seq }) => seq));
  });

  test('events that would leave a gap are refused, and where others stand these are answered; nothing is written', async () => {
    const play = newCase();
    play.do(PEOPLE.receptionist, { type: 'accept' });
    play.do(PEOPLE.specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
    const [filing, accept, claim] = transitionsOf(play);
    await filing?.((t) => recordTransition(db, t));
    const before = await rowsOf(play.case.id);
    await expect(claim?.((t) => recordTransition(db, t))).rejects.toThrow(/are missing in the record/);
    await accept?.((t) => recordTransition(db, t));
    const after = await rowsOf(play.case.id);
    expect(after).not.toBe(before);
    const other = await accept?.((t) =>
      recordTransition(db, {
        ...t,
        events: t.events.map((event) => ({ ...event, at: (event.at + 1) as typeof event.at })),
      }),
    );
    expect(other?.recordedEvents).toEqual(play.events.slice(1, 4));
    expect(await rowsOf(play.case.id)).toBe(after);
  });

  test('two hundred filings at once get the numbers of the day without a gap and without a double', async () => {
    const plays = Array.from({ length: 200 }, newCase);
    const before = await owner.pool.query('SELECT count(*)::int AS n FROM cases');
    // As many at once as there are connections: each of these is held up by the number alone, and none waits for a connection.
    const file = async () => {
      for (let play = plays.pop(); play !== undefined; play = plays.pop())
        await transitionsOf(play)[0]?.((t) => recordTransition(db, t));
    };
    await Promise.all(Array.from({ length: db.pool.options.max ?? 1 }, file));
    const { rows } = await owner.pool.query('SELECT code FROM cases ORDER BY code');
    const numbers = rows.map(({ code }) => Number(code.split('-').at(-1)));
    expect(numbers).toEqual(Array.from({ length: before.rows[0].n + 200 }, (_, i) => i + 1));
  });

  test('past 9999 a day the number grows', async () => {
    await owner.pool.query(`UPDATE case_numbers SET last = 9999 WHERE agency_code = 'H57.12'`);
    const recorded = await transitionsOf(newCase())[0]?.((t) => recordTransition(db, t));
    expect(recorded?.code).toBe('H57.12-260302-10000');
  });

  test('an escalation leaves a notice for each who is to be told', async () => {
    const play = newCase();
    play.do(PEOPLE.receptionist, { type: 'accept' });
    play.until(instant('2026-03-06T17:00:00+07:00'));
    for (const make of transitionsOf(play)) await make((t) => recordTransition(db, t));
    const { rows } = await owner.pool.query(
      'SELECT kind, who, clock FROM notices WHERE case_id = $1 ORDER BY seq, action',
      [play.case.id],
    );
    expect(rows).toEqual([
      { kind: 'remind', who: 'assignee', clock: 'task:examine.1' },
      { kind: 'notify', who: 'agency-head', clock: 'task:examine.1' },
      { kind: 'notify', who: 'province-office', clock: 'task:examine.1' },
    ]);
  });
});

describe('what was recorded', () => {
  test('cannot be changed or removed by the application, whose roles have no right to', async () => {
    const api = openDatabase(`${db.pool.options.connectionString}`, { role: 'motcua_api' });
    for (const [who, statement] of [
      [db, `UPDATE events SET body = '{}'`],
      [db, 'DELETE FROM events'],
      [db, 'TRUNCATE events'],
      [db, 'DELETE FROM cases'],
      [db, 'SELECT * FROM events_rest'],
      [
        api,
        `INSERT INTO events (case_id, seq, at, type, by, order_id, body, previous_hash, hash) VALUES ('x', 1, now(), 'x', 'x', 'x', '{}', '', '')`,
      ],
      [api, `UPDATE cases SET status = 'closed'`],
      [api, `UPDATE tasks SET closed_at = now()`],
      [api, `UPDATE procedures SET content = '{}'`],
    ] as const) {
      await expect([statement, who.pool.query(statement)][1], statement).rejects.toThrow(/permission denied/);
    }
    await api.close();
  });

  test('cannot be changed or removed even by the owner of the tables', async () => {
    for (const statement of [
      `UPDATE events SET by = 'nobody'`,
      'DELETE FROM events',
      'TRUNCATE events',
      'TRUNCATE events_2026_03',
    ]) {
      await expect(owner.pool.query(statement), statement).rejects.toThrow(/append-only/);
    }
  });

  test('stands in the partition of its month', async () => {
    const { rows } = await owner.pool.query('SELECT DISTINCT tableoid::regclass::text AS place FROM events');
    expect(rows).toEqual([{ place: 'events_2026_03' }]);
  });
});

test('an order to a case is one statement and one round trip', async () => {
  const play = newCase();
  play.do(PEOPLE.receptionist, { type: 'accept' });
  const [filing, accept] = transitionsOf(play);
  await filing?.((t) => recordTransition(db, t));
  let statements = 0;
  const counted = {
    ...db,
    pool: {
      query: (...args: unknown[]) => {
        statements += 1;
        return (db.pool.query as (...a: unknown[]) => unknown)(...args);
      },
    },
  };
  await accept?.((t) => recordTransition(counted as unknown as Database, t));
  expect(statements).toBe(1);
});
