import { boolean, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { AgencyId, Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Role } from '../../domain/procedures/types.ts';

export const agencies = pgTable('agencies', {
  id: text().$type<AgencyId>().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  parent: text().$type<AgencyId>(),
  level: text().$type<'province' | 'commune'>().notNull(),
  name: jsonb().$type<Localised>().notNull(),
  /** Identifier printed in case codes. */
  code: text().notNull().unique(),
  fulfils: text().array().notNull(),
  area: text(),
  /** By which it works instead of the procedure's; null: as everywhere. */
  calendar: text(),
});

export const users = pgTable('users', {
  id: text().$type<UserId>().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  name: text().notNull(),
  active: boolean().notNull().default(true),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const memberships = pgTable(
  'memberships',
  {
    user: text('user_id').$type<UserId>().notNull(),
    role: text().$type<Role>().notNull(),
    /** Empty for citizens, who belong to no agency. */
    agency: text().$type<AgencyId | ''>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user, table.role, table.agency] })],
);
