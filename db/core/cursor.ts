import type { QueryResultRow } from 'pg';
import type { Session } from './client.ts';
import { patiently, slowly } from './slow.ts';

const ROWS_AT_ONCE = 1_000;

/**
 * The rows of a statement, a page at a time and none before it is asked for: however many there are, one page is in
 * memory. Of the transaction that the session is; one such reading at a time. Leaving the loop ends the query.
 */
export async function* pagesOf<R extends QueryResultRow, T>(
  session: Session,
  { text, values }: { readonly text: string; readonly values: unknown[] },
  read: (row: R) => T,
): AsyncGenerator<readonly T[]> {
  await slowly(session, `DECLARE reading NO SCROLL CURSOR FOR ${text}`, values);
  try {
    for (;;) {
      const { rows } = await patiently<R>(session, `FETCH ${ROWS_AT_ONCE} FROM reading`);
      if (rows.length > 0) yield rows.map(read);
      if (rows.length < ROWS_AT_ONCE) break;
    }
  } finally {
    // After a failure the transaction takes no more statements, and its end closes the cursor.
    await session.sql.query('CLOSE reading').catch(() => undefined);
  }
}
