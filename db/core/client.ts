import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema.ts';

/** As whom the application speaks to PostgreSQL; null: as the URL's own user, for the migrator and for repairs. */
export type DatabaseRole = 'motcua_worker' | 'motcua_api';

export type Queryable = Pick<pg.Pool, 'query'>;

/** Where questions are asked: the pool, or one transaction of it. */
export interface Session {
  readonly orm: NodePgDatabase<typeof schema>;
  readonly sql: Queryable;
}

export interface Database extends Session {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly role: DatabaseRole | null;
  /** Connections at most. */
  readonly max?: number;
  /** Told of errors of idle connections; a broken one is replaced by the pool. */
  readonly onError?: (error: Error) => void;
}

/** How long to wait for a connection, and for an answer: an outage must show within 5 s at the API. */
const CONNECT_MS = 2_500;
const STATEMENT_MS = 4_000;

/** Opens a pool; connects when first used. Every connection takes on the role before anything else is said. */
export function openDatabase(url: string, { role, max = 10, onError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: role ?? 'motcua',
    ...(role === null
      ? {}
      : { options: `-c role=${role}`, statement_timeout: STATEMENT_MS, query_timeout: STATEMENT_MS + 500 }),
  });
  pool.on('error', (error) => onError?.(error));
  return { orm: drizzle(pool, { schema }), sql: pool, pool, close: () => pool.end() };
}
