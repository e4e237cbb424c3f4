import { jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { CaseId, UserId } from '../../domain/ids.ts';
import { cases } from '../cases/tables.ts';

/** What somebody keeps an eye on. */
export const watches = pgTable(
  'watches',
  {
    user: text('user_id').$type<UserId>().notNull(),
    caseId: text('case_id')
      .$type<CaseId>()
      .notNull()
      .references(() => cases.id),
    since: timestamp('since', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.user, table.caseId] })],
);

/** Filters of the inbox under a name that its owner gave them. */
export const savedViews = pgTable(
  'saved_views',
  {
    user: text('user_id').$type<UserId>().notNull(),
    name: text('name').notNull(),
    filters: jsonb('filters').$type<Readonly<Record<string, string>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user, table.name] })],
);
