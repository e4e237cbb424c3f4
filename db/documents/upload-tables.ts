import { bigint, boolean, doublePrecision, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ProvinceId, UserId } from '../../domain/ids.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Files that no case has taken in yet. */
export const uploads = pgTable('uploads', {
  id: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  author: text().$type<UserId>().notNull(),
  name: text().notNull(),
  length: bigint({ mode: 'number' }).notNull(),
  received: bigint({ mode: 'number' }).notNull().default(0),
  pieces: text().array().notNull().default([]),
  object: text(),
  mediaType: text('media_type'),
  digest: text(),
  scanned: boolean(),
  lat: doublePrecision(),
  lon: doublePrecision(),
  createdAt: instant('created_at').notNull().defaultNow(),
  touchedAt: instant('touched_at').notNull().defaultNow(),
});

/** Where a picture was taken, as its device says. */
export const documentPositions = pgTable('document_positions', {
  documentId: text('document_id').primaryKey(),
  lat: doublePrecision().notNull(),
  lon: doublePrecision().notNull(),
});
