import { boolean, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { MessageTemplate } from '../../domain/messages/template.ts';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from '../../domain/vocabulary/messages.ts';
import { AUDIENCE_NAMES, TOPICS } from '../../domain/vocabulary/topics.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Where a user is reached. */
export const contacts = pgTable('contacts', {
  user: text('user_id').$type<UserId>().primaryKey(),
  email: text(),
  phone: text(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
  updatedBy: text('updated_by').$type<UserId>().notNull(),
});

/** How somebody would like to be told. */
export const messagePreferences = pgTable('message_preferences', {
  /** `user:<id>`, or `case:<id>` of who filed without an account. */
  person: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  channels: text({ enum: MESSAGE_CHANNELS }).array().notNull(),
  language: text({ enum: LANGUAGES }).notNull(),
  digest: boolean().notNull(),
  quietFrom: smallint('quiet_from'),
  quietUntil: smallint('quiet_until'),
  muted: text({ enum: TOPICS }).array().notNull().default([]),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** A province's own templates. */
export const messageTexts = pgTable(
  'message_texts',
  {
    province: text().$type<ProvinceId>().notNull(),
    topic: text({ enum: TOPICS }).notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    content: jsonb().$type<MessageTemplate>().notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    updatedBy: text('updated_by').$type<UserId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.province, table.topic, table.language] })],
);

/** What was said to whom by which way, and what became of it. */
export const messages = pgTable('messages', {
  id: text().primaryKey(),
  job: text().notNull(),
  province: text().$type<ProvinceId>().notNull(),
  /** null: of no single case. */
  caseId: text('case_id').$type<CaseId>(),
  seq: integer(),
  /** The notice that it is said for. */
  notice: integer(),
  /** The transfer that it is about, where no event calls for it. */
  transfer: text(),
  topic: text({ enum: TOPICS }).notNull(),
  audience: text({ enum: AUDIENCE_NAMES }).notNull(),
  person: text().notNull(),
  language: text({ enum: LANGUAGES }).notNull(),
  /** null: there is no way to them. */
  channel: text({ enum: MESSAGE_CHANNELS }),
  masked: text(),
  addressDigest: text('address_digest'),
  status: text({ enum: MESSAGE_STATUSES }).notNull(),
  attempts: integer().notNull().default(0),
  why: text(),
  providerId: text('provider_id'),
  createdAt: instant('created_at').notNull().defaultNow(),
  sentAt: instant('sent_at'),
});

/** Addresses that were found not to work, by their SHA-256. */
export const badAddresses = pgTable(
  'bad_addresses',
  {
    province: text().$type<ProvinceId>().notNull(),
    addressDigest: text('address_digest').notNull(),
    why: text().notNull(),
    since: instant('since').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.province, table.addressDigest] })],
);
