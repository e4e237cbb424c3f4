import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { ProvinceMap } from '../../domain/map/types.ts';

/** What provinces' maps are drawn of: versions that never change. */
export const maps = pgTable(
  'maps',
  {
    province: text().$type<ProvinceId>().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<ProvinceMap>().notNull(),
    publishedBy: text('published_by').$type<UserId>().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.province, table.version] })],
);
