import type { QueryResult, QueryResultRow } from 'pg';
import type { Session } from './client.ts';

/** Longer than any list may take: nobody waits for a report at a counter. */
export const SLOW_MS = 60_000;

/** In the reader's transaction, each of whose statements may take so long from here on. */
export async function slowly<R extends QueryResultRow>(
  session: Session,
  text: string,
  values: unknown[] = [],
): Promise<QueryResult<R>> {
  await session.sql.query(`SET LOCAL statement_timeout = ${SLOW_MS}`);
  return patiently(session, text, values);
}

/** The driver's own limit is the pool's, unless the statement names another. */
export function patiently<R extends QueryResultRow>(
  session: Session,
  text: string,
  values: unknown[] = [],
): Promise<QueryResult<R>> {
  const statement = { text, values, query_timeout: SLOW_MS + 500 };
  return session.sql.query<R>(statement);
}
