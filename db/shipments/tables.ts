import { bigint, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { ShipmentId } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { PostalTerms } from '../../domain/shipments/types.ts';
import { DIRECTIONS, SHIPMENT_STATUSES } from '../../domain/vocabulary/shipments.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** How a province and its carrier have agreed: versions that never change. */
export const postalTerms = pgTable(
  'postal_terms',
  {
    province: text().$type<ProvinceId>().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<PostalTerms>().notNull(),
    publishedBy: text('published_by').$type<UserId>().notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.province, table.version] })],
);

/** Documents and results on their way by the public postal service. */
export const shipments = pgTable('shipments', {
  /** Also the key under which the carrier is asked. */
  id: text().$type<ShipmentId>().primaryKey(),
  caseId: text('case_id').$type<CaseId>().notNull(),
  province: text().$type<ProvinceId>().notNull(),
  counter: text().$type<AgencyId>().notNull(),
  direction: text({ enum: DIRECTIONS }).notNull(),
  carrier: text().notNull(),
  termsVersion: integer('terms_version').notNull(),
  status: text({ enum: SHIPMENT_STATUSES }).notNull(),
  attempts: integer().notNull().default(0),
  tracking: text(),
  /** Id of the words that say to whom, or from whom, it goes; the newest. */
  address: text().notNull(),
  /** The address that the carrier was last told. */
  addressReported: text('address_reported'),
  /** Whole đồng to collect at the door; null: none. */
  cod: bigint({ mode: 'number' }),
  collected: bigint({ mode: 'number' }),
  remittedAt: instant('remitted_at'),
  orderedAt: instant('ordered_at').notNull(),
  handedOverAt: instant('handed_over_at'),
  /** When it should be at the door. */
  dueAt: instant('due_at'),
  heldUntil: instant('held_until'),
  endedAt: instant('ended_at'),
  lastScanAt: instant('last_scan_at'),
  /** Up to which instant of its way the case was told. */
  reportedAt: instant('reported_at'),
  requestedAt: instant('requested_at'),
  /** Why the carrier did not take it, by its own code. */
  refusedWhy: text('refused_why'),
});
