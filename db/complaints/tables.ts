import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { RoutingRules } from '../../domain/complaints/routing.ts';
import type { AgencyId, CaseCode, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { RATINGS } from '../../domain/vocabulary/ratings.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });
/** Longitude first, as PostgreSQL's geometry has x before y. Only ever asked by operators, never read. */
const point = customType<{ data: string }>({ dataType: () => 'point' });
const place = () => point('place').generatedAlwaysAs(sql`point(lon, lat)`);

/** By which agency complaints are handled; a row is never changed or removed, and the highest version is in force. */
export const routing = pgTable(
  'routing',
  {
    province: text().$type<ProvinceId>().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<RoutingRules>().notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
    publishedBy: text('published_by').$type<UserId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.province, table.version] })],
);

/** Where and about what somebody complained; written once, with the form. */
export const complaintPlaces = pgTable('complaint_places', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  /** WGS 84, degrees. */
  lat: doublePrecision(),
  lon: doublePrecision(),
  place: place(),
  ward: text(),
  address: text(),
  folded: text().notNull(),
  filedAt: instant('filed_at').notNull(),
});

/** Who hears of a complaint because theirs (`via`) became part of it. */
export const caseFollowers = pgTable(
  'case_followers',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    via: text().$type<CaseId>().notNull(),
    user: text('user_id').$type<UserId>(),
    since: instant('since').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.via] })],
);

/** Results that everybody may read. Written by `recordTransition` alone. */
export const publications = pgTable('publications', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  code: text().$type<CaseCode>().notNull().unique(),
  province: text().$type<ProvinceId>().notNull(),
  procedure: text().notNull(),
  owner: text().$type<AgencyId>().notNull(),
  ward: text(),
  lat: doublePrecision(),
  lon: doublePrecision(),
  place: place(),
  title: text().notNull(),
  description: text().notNull(),
  answer: text().notNull(),
  photos: text().array().notNull(),
  folded: text().notNull(),
  filedAt: instant('filed_at').notNull(),
  dueAt: instant('due_at'),
  handledAt: instant('handled_at'),
  publishedAt: instant('published_at').notNull(),
  rating: text({ enum: RATINGS }),
  shown: boolean().notNull(),
});
