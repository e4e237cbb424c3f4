import { date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { AgencyId, UserId } from '../../domain/ids.ts';

/** Numbers of a counter's queue, from 1 each day. */
export const queueTickets = pgTable(
  'queue_tickets',
  {
    agency: text('agency').$type<AgencyId>().notNull(),
    day: date('day').notNull(),
    number: integer('number').notNull(),
    takenAt: timestamp('taken_at', { withTimezone: true }).notNull(),
    calledAt: timestamp('called_at', { withTimezone: true }),
    calledBy: text('called_by').$type<UserId>(),
    /** Called, and nobody came. */
    absentAt: timestamp('absent_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.agency, table.day, table.number] })],
);
