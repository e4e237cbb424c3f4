import { sql } from 'drizzle-orm';
import { boolean, integer, json, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';

/** Published versions; a row is never changed or removed (a trigger sees to it). */
export const procedures = pgTable(
  'procedures',
  {
    province: text().$type<ProvinceId>().notNull(),
    code: text().notNull(),
    version: integer().notNull(),
    hash: text().notNull(),
    content: json().$type<Procedure>().notNull(),
    name: jsonb().$type<Localised>().notNull().generatedAlwaysAs(sql`content -> 'name'`),
    field: text().notNull().generatedAlwaysAs(sql`content ->> 'field'`),
    /** Name and field, folded, for search without diacritics. */
    search: text().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull().defaultNow(),
    publishedBy: text('published_by').$type<UserId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.province, table.code, table.version] })],
);

export const calendars = pgTable(
  'calendars',
  {
    province: text().$type<ProvinceId>().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<BusinessCalendar>().notNull(),
    current: boolean().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull().defaultNow(),
    publishedBy: text('published_by').$type<UserId>().notNull(),
    decision: text(),
    retroactive: boolean().notNull().default(false),
    /** When every open case counted by it; null: not yet. */
    appliedAt: timestamp('applied_at', { withTimezone: true }),
    appliedCases: integer('applied_cases'),
  },
  (table) => [primaryKey({ columns: [table.province, table.id, table.version] })],
);
