import { bigint, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { TRANSFER_STATUSES } from '../../domain/vocabulary/payments.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What citizens are asked to pay. */
export const payments = pgTable('payments', {
  id: text().primaryKey(),
  caseId: text('case_id').$type<CaseId>().notNull(),
  province: text().$type<ProvinceId>().notNull(),
  agency: text().$type<AgencyId>().notNull(),
  /** Whole đồng. */
  amount: bigint({ mode: 'number' }).notNull(),
  /** Stands in the transfer; by it the money finds its case. */
  reference: text().notNull().unique(),
  payUrl: text('pay_url'),
  createdBy: text('created_by').$type<UserId>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** Money that came by bank, as the provider told of it. */
export const transfers = pgTable(
  'transfers',
  {
    provider: text().notNull(),
    id: text().notNull(),
    payment: text().references(() => payments.id),
    reference: text().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    status: text({ enum: TRANSFER_STATUSES }).notNull(),
    why: text(),
    refund: text(),
    refundedAt: instant('refunded_at'),
  },
  (table) => [primaryKey({ columns: [table.provider, table.id] })],
);
