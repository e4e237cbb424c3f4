import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';

export const webhooks = pgTable(
  'webhooks',
  {
    province: text().$type<ProvinceId>().notNull(),
    name: text().notNull(),
    url: text().notNull(),
    /** The newest first. The API may write them and never read them. */
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
  status: text().$type<'pending' | 'delivered' | 'dead'>().notNull(),
  attempts: integer().notNull(),
  lastError: text('last_error'),
  event: jsonb().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  deliveredAt: timestamp('delivered_at', { withTimezone: true }),
});
