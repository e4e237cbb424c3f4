import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrateDatabase } from '../../db/core/migrate.ts';

const TEMPLATE = 'motcua_template';
const LOCK = 77;

export interface FreshDatabase {
  /** The owner's URL: `openDatabase` takes on the application's roles from it. */
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty, migrated database of its own for one test file, copied from a template made once for a run. */
export async function freshDatabase(serverUrl: string): Promise<FreshDatabase> {
  const name = `motcua_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${TEMPLATE}_new`);
      await migrateDatabase(urlOf(serverUrl, `${TEMPLATE}_new`));
      await client.query(`ALTER DATABASE ${TEMPLATE}_new RENAME TO ${TEMPLATE}`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return {
    url: urlOf(serverUrl, name),
    drop: () =>
      asAdmin(serverUrl, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
