import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freshDatabase } from '../test/support/postgres.ts';
import { type Database, openDatabase } from './core/client.ts';
import * as schema from './core/schema.ts';

let owner: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  owner = openDatabase(fresh.url, { role: null });
});
afterAll(async () => {
  await owner.close();
  await drop();
});

interface Listed {
  readonly enumValues?: readonly string[];
  /** Of an array: what its elements are. */
  readonly baseColumn?: { readonly enumValues?: readonly string[] };
}

/** Closed lists as the code has them: each column of one names it as its `enum`. */
function listsOfCode(): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const table of Object.values(schema)) {
    if (!(table instanceof PgTable)) continue;
    const { name, columns } = getTableConfig(table);
    for (const column of columns) {
      const { enumValues, baseColumn } = column as Listed;
      const members = baseColumn?.enumValues ?? enumValues;
      if (members !== undefined && members.length > 0) lists.set(`${name}.${column.name}`, members);
    }
  }
  return lists;
}

/** Closed lists as the database checks them: `column IN (...)`, which PostgreSQL keeps as `= ANY (ARRAY[...])`. */
async function listsOfDatabase(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await owner.sql.query<{ table: string; columns: string[]; definition: string }>(
    `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition,
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns
     FROM pg_constraint
     WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conparentid = 0`,
  );
  return new Map(
    rows
      .filter(({ definition }) => /= ANY|<@|= '/.test(definition))
      .map(({ table, columns, definition }) => [
        `${table}.${columns.join('+')}`,
        [...definition.matchAll(/'((?:[^']|'')*)'/g)].map(([, member = '']) => member),
      ]),
  );
}

/** Not checked by the database as well: only what writes them sees to it, and the types of what does. */
const UNCHECKED = [
  'cases.channel',
  'cases.clock_phase',
  'cases.ending',
  'cases.kind',
  'cases.rating',
  'cases.status',
  'cases.urgency',
  'clocks.kind',
  'clocks.paused_for',
  'clocks.phase',
  'delegations.role',
  'generated_documents.form',
  'memberships.role',
  'message_preferences.channels',
  'message_preferences.muted',
  'message_texts.topic',
  'messages.language',
  'messages.topic',
  'notices.kind',
  'parties.kind',
  'publications.rating',
  'shipment_scans.kind',
  'shipments.status',
  'tasks.role',
];

/** Columns of which the two have other members. */
async function differing(): Promise<string[]> {
  const code = listsOfCode();
  const checked = await listsOfDatabase();
  const asText = (members: readonly string[] = []) => [...members].sort().join();
  return [...checked].flatMap(([column, members]) =>
    asText(members) === asText(code.get(column)) ? [] : [column],
  );
}

test('what the database checks by a list is what the vocabulary has, no more and no less', async () => {
  expect((await listsOfDatabase()).size).toBeGreaterThan(10);
  expect(await differing()).toEqual([]);
});

test('a column of a closed list is checked, but for those that are named', async () => {
  const checked = await listsOfDatabase();
  const open = [...listsOfCode().keys()].filter((column) => !checked.has(column));
  expect(open.sort()).toEqual(UNCHECKED);
});

test('no list stands in a type of the database’s own', async () => {
  const { rows } = await owner.sql.query(`SELECT typname FROM pg_type WHERE typtype = 'e'`);
  expect(rows).toEqual([]);
});

test('a check of other members is found, and one that the vocabulary knows nothing of', async () => {
  await owner.sql.query(`ALTER TABLE cards DROP CONSTRAINT cards_colour_check`);
  await owner.sql.query(`ALTER TABLE cards ADD CHECK (colour IN ('yellow', 'red', 'black'))`);
  await owner.sql.query(`ALTER TABLE cards ADD CHECK (clock IN ('case', 'task'))`);
  expect((await differing()).sort()).toEqual(['cards.clock', 'cards.colour']);
});
