import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase, urlOf } from '../../test/support/postgres.ts';
import journal from '../migrations/meta/_journal.json' with { type: 'json' };
import { type Database, openDatabase } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import * as schema from './schema.ts';

let owner: Database;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase(inject('databaseUrl')));
  owner = openDatabase(url, { role: null });
});
afterAll(async () => {
  await owner.close();
  await drop();
});

test('the tables are those that the code knows, column by column', async () => {
  const { rows } = await owner.sql.query<{ column: string }>(
    `SELECT table_name || '.' || column_name || ' ' || is_nullable AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name !~ '^events_' ORDER BY 1`,
  );
  const known = Object.values(schema).flatMap((table) => {
    if (!(table instanceof PgTable)) return [];
    const { name, columns } = getTableConfig(table);
    return columns.map(
      (column) => `${name}.${column.name} ${column.notNull || column.primary ? 'NO' : 'YES'}`,
    );
  });
  expect(known.sort()).toEqual(rows.map(({ column }) => column).sort());
});

describe('migrating', () => {
  test('again, by four at once, changes nothing', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(url)));
    const { rows } = await owner.sql.query('SELECT count(*)::integer AS n FROM drizzle.__drizzle_migrations');
    expect(rows[0].n).toBe(journal.entries.length);
  });

  test('makes a month for the past two years and the coming two', async () => {
    const { rows } = await owner.sql.query(
      `SELECT count(*)::integer AS n FROM pg_inherits WHERE inhparent = 'events'::regclass`,
    );
    expect(rows[0].n).toBe(49);
  });

  test('needs no superuser: an owner who may create roles is enough, and the application works', async () => {
    const admin = new pg.Client({ connectionString: inject('databaseUrl') });
    await admin.connect();
    await admin.query(`CREATE ROLE plain_owner LOGIN CREATEROLE PASSWORD 'plain'`);
    await admin.query('CREATE DATABASE plain_database OWNER plain_owner');
    // The roles are there already, made by somebody else: then that somebody grants them.
    await admin.query('GRANT motcua_worker, motcua_api, motcua_api_wide TO plain_owner');
    const plain = new URL(urlOf(inject('databaseUrl'), 'plain_database'));
    plain.username = 'plain_owner';
    plain.password = 'plain';
    await migrateDatabase(plain.href);
    const api = openDatabase(plain.href, { role: 'motcua_api' });
    expect((await api.sql.query('SELECT current_user AS who')).rows).toEqual([{ who: 'motcua_api' }]);
    expect((await api.sql.query('SELECT * FROM cases')).rows).toEqual([]);
    await api.close();
    await admin.query('DROP DATABASE plain_database WITH (FORCE)');
    await admin.query('DROP ROLE plain_owner');
    await admin.end();
  });
});

describe('an event', () => {
  test('of a month that nobody made ahead is kept all the same', async () => {
    await owner.sql.query(
      `INSERT INTO events (case_id, seq, at, type, by, order_id, body, previous_hash, hash)
       VALUES ('far', 1, '2099-01-01', 'x', 'x', 'x', '{}', '', '')`,
    );
    const { rows } = await owner.sql.query(
      `SELECT tableoid::regclass::text AS place FROM events WHERE case_id = 'far'`,
    );
    expect(rows).toEqual([{ place: 'events_rest' }]);
    await migrateDatabase(url);
  });
});
