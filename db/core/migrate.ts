import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Any number, the same for everybody who migrates. */
const LOCK = 5_704_251;
/** Partitions are made from two years back, for imported history, to two years ahead. */
const MONTHS_BACK = 24;
const MONTHS_AHEAD = 24;

/**
 * Brings the database to the present schema, as the URL's user, who must be allowed to create roles. One migrator works
 * at a time; the others wait and then find nothing to do. Makes the coming months' partitions too: run it with each
 * release, at least once in two years.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'motcua migrate',
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await migrate(drizzle(client), {
      migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)),
    });
    await client.query(`SELECT make_event_partitions((now() - make_interval(months => $1))::date, $2)`, [
      MONTHS_BACK,
      MONTHS_BACK + MONTHS_AHEAD,
    ]);
  } finally {
    await client.end();
  }
}
