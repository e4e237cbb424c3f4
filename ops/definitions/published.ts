/** The record of versions in PostgreSQL, as `npm run procedures` uses it. */

import { currentRouting, publishRouting } from '../../db/complaints/routing.ts';
import { openDatabase } from '../../db/core/client.ts';
import { currentProcedures, publishProcedure } from '../../db/procedures/queries.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { PublishedProcedures } from './publish.ts';

/** Opens the record as the URL's own user. @throws when the database does not answer. */
export async function openPublished(url: string): Promise<PublishedProcedures> {
  const db = openDatabase(url, { role: null, max: 1 });
  try {
    await db.pool.query('SELECT FROM procedures LIMIT 1');
  } catch (error) {
    await db.close();
    throw error;
  }
  return {
    current: (province) => currentProcedures(db, province as ProvinceId),
    routing: (province) => currentRouting(db, province as ProvinceId),
    publish: async (province, procedures, routing, by) => {
      // The pool has one connection, so all that is said to it in between belongs to the transaction.
      await db.pool.query('BEGIN');
      try {
        for (const { procedure } of procedures) {
          await publishProcedure(db, province as ProvinceId, procedure, by as UserId);
        }
        if (routing !== null) await publishRouting(db, province as ProvinceId, routing, by as UserId);
        await db.pool.query('COMMIT');
      } catch (error) {
        await db.pool.query('ROLLBACK');
        throw error;
      }
    },
    close: () => db.close(),
  };
}
