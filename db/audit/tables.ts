import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { READ_KINDS } from '../../domain/vocabulary/reads.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Which officer looked at which case, in which hour. */
export const caseReads = pgTable(
  'case_reads',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    userId: text('user_id').$type<UserId>().notNull(),
    hour: instant('hour').notNull(),
    what: text({ enum: READ_KINDS }).notNull(),
    province: text().$type<ProvinceId>().notNull(),
    /** The first time in that hour. */
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.userId, table.hour, table.what] })],
);
