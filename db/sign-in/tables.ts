import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Who is signed in with a browser; written by the session store alone. */
export const sessions = pgTable(
  'sessions',
  {
    sid: text().primaryKey(),
    sess: jsonb().notNull(),
    expire: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('sessions_expire').on(table.expire)],
);
