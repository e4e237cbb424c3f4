import { bigint, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { SCAN_KINDS } from '../../domain/vocabulary/shipments.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What carriers told of shipments. */
export const shipmentScans = pgTable(
  'shipment_scans',
  {
    carrier: text().notNull(),
    /** The carrier's own id of it. */
    scan: text().notNull(),
    tracking: text().notNull(),
    kind: text({ enum: SCAN_KINDS }).notNull(),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    place: text(),
    reason: text(),
    until: instant('until'),
    collected: bigint({ mode: 'number' }),
    /** Personal data; the API may write it and never read it. */
    receiver: jsonb().$type<{ name: string; relation: string }>(),
  },
  (table) => [primaryKey({ columns: [table.carrier, table.scan] })],
);
