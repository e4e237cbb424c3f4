import { boolean, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { AgencyId, Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import type { BankAccount } from '../../domain/payments/vietqr.ts';
import { AGENCY_LEVELS, ASSIGN_WAYS } from '../../domain/vocabulary/agencies.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';

export const agencies = pgTable('agencies', {
  id: text().$type<AgencyId>().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  parent: text().$type<AgencyId>(),
  level: text({ enum: AGENCY_LEVELS }).notNull(),
  name: jsonb().$type<Localised>().notNull(),
  /** Identifier printed in case codes. */
  code: text().notNull().unique(),
  fulfils: text().array().notNull(),
  area: text(),
  /** By which it works instead of the procedure's; null: as everywhere. */
  calendar: text(),
  /** Who gets its tasks where the procedure does not say; null: nobody. */
  assign: text({ enum: ASSIGN_WAYS }),
  /** Where its fees are transferred to; null: where its parent's are. */
  account: jsonb().$type<BankAccount>(),
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
    role: text({ enum: ROLES }).notNull(),
    /** Empty for citizens, who belong to no agency. */
    agency: text().$type<AgencyId | ''>().notNull(),
    /** Wards that the officer answers for there. */
    areas: text().array().notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.user, table.role, table.agency] })],
);

/** Who stands in for whom and when; without a deputy, who is away. Only its revocation is ever written to a row. */
export const delegations = pgTable('delegations', {
  id: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  principal: text().$type<UserId>().notNull(),
  deputy: text().$type<UserId>(),
  role: text({ enum: ROLES }),
  agency: text().$type<AgencyId>(),
  fromAt: timestamp('from_at', { withTimezone: true }).notNull(),
  untilAt: timestamp('until_at', { withTimezone: true }).notNull(),
  reason: text().notNull(),
  createdBy: text('created_by').$type<UserId>().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
  revokedBy: text('revoked_by').$type<UserId>(),
});
