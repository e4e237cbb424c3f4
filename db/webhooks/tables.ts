import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { DELIVERY_STATUSES } from '../../domain/vocabulary/webhooks.ts';

export const webhooks = pgTable(
  'webhooks',
  {
    province: text().$type<ProvinceId>().notNull(),
    name: text().notNull(),
    url: text().notNull(),
    /** Encrypted, the newest first. The API may write them and never read them. */
    secrets: text().array().notNull(),
    rotatedAt: timestamp('rotated_at', { withTimezone: true }),
    active: boolean().notNull().default(true),
    offWhy: text('off_why'),
    createdBy: text('created_by').$type<UserId>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.province, table.name] })],
);

export const webhookDeliveries = pgTable('webhook_deliveries', {
  id: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  name: text().notNull(),
  /** null: a test. */
  caseId: text('case_id').$type<CaseId>(),
  status: text({ enum: DELIVERY_STATUSES }).notNull(),
  attempts: integer().notNull(),
  lastError: text('last_error'),
  event: jsonb().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  deliveredAt: timestamp('delivered_at', { withTimezone: true }),
});

/** What an address wants to be told of. */
export const webhookFeeds = pgTable(
  'webhook_feeds',
  {
    province: text().$type<ProvinceId>().notNull(),
    name: text().notNull(),
    events: text().array().notNull(),
    kinds: text().array(),
    procedures: text().array(),
    agencies: text().array(),
    /** Up to which event all has been handed over. */
    position: bigint({ mode: 'number' }).notNull(),
    waits: boolean().notNull().default(true),
  },
  (table) => [primaryKey({ columns: [table.province, table.name] })],
);

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Up to where no event can appear any more; one row. */
export const eventHorizon = pgTable('event_horizon', {
  one: boolean().primaryKey().default(true),
  position: bigint({ mode: 'number' }).notNull(),
  nextPosition: bigint('next_position', { mode: 'number' }).notNull(),
  nextXid: xid8('next_xid').notNull(),
});
