import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay, sayAbout } from '../../test/support/record-cases.ts';
import { definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { type AuditResult, verifyChains } from './audit.ts';
import { type Database, openDatabase } from './client.ts';
import { canonicalJson, sha256 } from './digest.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const CASES = 230;
let api: Database;
let worker: Database;
let owner: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  owner = openDatabase(fresh.url, { role: null });
  const definition = definitionOf(PERMIT_YAML);
  // More than the audit reads at a time.
  for (let i = 1; i <= CASES; i++) {
    const caseId = `a${String(i).padStart(4, '0')}` as CaseId;
    const play = await playCase({ api, worker }, definition, START, { caseId });
    if (i <= 3) {
      play.do(PEOPLE.receptionist, { type: 'accept' });
      play.do(PEOPLE.specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
      const content = await sayAbout(api, play, PEOPLE.specialist, `${caseId}-note`, '12');
      play.do(PEOPLE.specialist, { type: 'note', content });
    }
    await recordPlay({ api, worker }, play);
  }
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()]);
  await drop();
});

test('a record that nobody touched is clean, and its progress reaches the end', async () => {
  const progress: number[] = [];
  const result = await verifyChains(owner, ({ done }) => progress.push(done));
  expect(result.problems).toEqual([]);
  expect(result.cases).toBe(CASES);
  const { rows } = await owner.sql.query('SELECT count(*)::integer AS n FROM events');
  expect(result.events).toBe(rows[0].n);
  expect(progress).toEqual([0, 100, 200, 230]);
});

describe('whoever has all power over the database and changes', () => {
  const victim = 'a0002';
  let kept: { table: string; rows: string }[] = [];
  const TABLES = ['cases', 'events', 'tasks', 'text_contents', 'documents', 'case_numbers'];

  beforeEach(async () => {
    // Each test tampers in a database as it was before.
    const client = await owner.pool.connect();
    await client.query(`SET session_replication_role = replica`);
    if (kept.length === 0) {
      kept = await Promise.all(
        TABLES.map(async (table) => ({
          table,
          rows: JSON.stringify(
            (await owner.sql.query(`SELECT to_jsonb(t) AS row FROM ${table} t`)).rows.map(({ row }) => row),
          ),
        })),
      );
    } else {
      for (const { table, rows } of kept) {
        await client.query(`DELETE FROM ${table}`);
        const { rows: columns } = await client.query(
          `SELECT string_agg(quote_ident(column_name), ', ') AS list FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
          [table],
        );
        const { list } = columns[0];
        await client.query(
          `INSERT INTO ${table} (${list}) SELECT ${list} FROM jsonb_populate_recordset(null::${table}, $1)`,
          [rows],
        );
      }
    }
    client.release(true);
  });

  /** As the superuser, with triggers off. */
  async function tamper(...statements: string[]): Promise<AuditResult['problems']> {
    const client = await owner.pool.connect();
    await client.query('SET session_replication_role = replica');
    for (const statement of statements)
      expect((await client.query(statement)).rowCount, statement).toBeGreaterThan(0);
    client.release(true);
    return (await verifyChains(owner)).problems;
  }
  const of = (seq: number) => `case_id = '${victim}' AND seq = ${seq}`;

  test.each([
    [
      'what an event says',
      'broken-chain',
      `UPDATE events SET body = jsonb_set(body, '{note}', '"x"') WHERE ${of(2)}`,
    ],
    ['who did it, in the column alone', 'event-column', `UPDATE events SET by = 'nobody' WHERE ${of(2)}`],
    [
      'when it was, in the column alone',
      'event-column',
      `UPDATE events SET at = at + interval '1 day' WHERE ${of(2)}`,
    ],
    ['the hash of an event', 'broken-chain', `UPDATE events SET hash = repeat('0', 64) WHERE ${of(2)}`],
    ['the chain, by taking an event out', 'gap', `DELETE FROM events WHERE ${of(2)}`],
    [
      'the end of the chain, by cutting it off',
      'head',
      `DELETE FROM events WHERE case_id = '${victim}' AND seq = (SELECT max(seq) FROM events WHERE case_id = '${victim}')`,
    ],
    ['the version of a case', 'head', `UPDATE cases SET version = version + 1 WHERE id = '${victim}'`],
    ['the hash of a case', 'head', `UPDATE cases SET head_hash = repeat('a', 64) WHERE id = '${victim}'`],
    [
      'the state of a case',
      'state',
      `UPDATE cases SET state = jsonb_set(state, '{urgency}', '"urgent"') WHERE id = '${victim}'`,
    ],
    ['the status that lists show', 'list', `UPDATE cases SET status = 'closed' WHERE id = '${victim}'`],
    ['an inbox, by hiding a task', 'list', `DELETE FROM tasks WHERE case_id = '${victim}'`],
    [
      'an inbox, by giving a task to another',
      'list',
      `UPDATE tasks SET assignee = 'other' WHERE case_id = '${victim}'`,
    ],
    ['a note', 'texts', `UPDATE text_contents SET content = '"13"' WHERE id = '${victim}-note'`],
    [
      'a note into a number that reads the same',
      'texts',
      `UPDATE text_contents SET content = '12' WHERE id = '${victim}-note'`,
    ],
    ['the words, by removing them', 'texts', `DELETE FROM text_contents WHERE id = '${victim}-form'`],
    [
      'a document',
      'document',
      `UPDATE documents SET digest = repeat('b', 64) WHERE case_id = '${victim}' AND rule = 'drawing'`,
    ],
    ['the documents, by removing them', 'document', `DELETE FROM documents WHERE case_id = '${victim}'`],
    ['the list of cases, by removing one', 'no-case', `DELETE FROM cases WHERE id = '${victim}'`],
  ])('%s is found', async (_what, kind, statement) => {
    const problems = await tamper(statement);
    expect(problems.map((problem) => problem.kind)).toContain(kind);
    expect(problems.every(({ caseId }) => caseId === victim || caseId === null)).toBe(true);
  });

  test('a whole case, removed with every event of it, is found by its number', async () => {
    const problems = await tamper(
      `DELETE FROM events WHERE case_id = '${victim}'`,
      `DELETE FROM cases WHERE id = '${victim}'`,
    );
    expect(problems).toEqual([
      { caseId: null, kind: 'lost-case', seq: null, detail: expect.stringMatching(/H57\.12-260302-0002$/) },
    ]);
  });

  test('an event, and reckons its hash anew, is found by the event after it', async () => {
    const { rows } = await owner.sql.query(`SELECT body, previous_hash FROM events WHERE ${of(2)}`);
    const body = { ...rows[0].body, by: 'somebody-else' };
    const problems = await tamper(
      `UPDATE events SET body = '${JSON.stringify(body)}', by = 'somebody-else',
         hash = '${sha256(rows[0].previous_hash + canonicalJson(body))}' WHERE ${of(2)}`,
    );
    expect(problems.map(({ kind }) => kind)).toContain('broken-chain');
  });
});
