import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { CaseId, UserId } from '../../domain/ids.ts';

/** Which officer has which case open at this moment. */
export const caseViewers = pgTable(
  'case_viewers',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    user: text('user_id').$type<UserId>().notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.user] })],
);
