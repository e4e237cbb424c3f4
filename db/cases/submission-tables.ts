import {
  bigint,
  boolean,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { DOCUMENT_ORIGINS } from '../../domain/vocabulary/documents.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { TEXT_CONTENT_KINDS } from '../../domain/vocabulary/text-contents.ts';

/** What people typed. The chain of events holds `digest` = SHA-256 of canonical JSON of {salt, content}. */
export const textContents = pgTable('text_contents', {
  id: text().primaryKey(),
  caseId: text('case_id').$type<CaseId>().notNull(),
  kind: text({ enum: TEXT_CONTENT_KINDS }).notNull(),
  author: text().$type<UserId>().notNull(),
  content: jsonb().notNull(),
  salt: text().notNull(),
  digest: text().notNull(),
  /** Of a form: its words, folded, for search without diacritics. */
  search: text().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Who filed: personal data, apart from everything else. Of complaints hidden from the agencies that handle them. */
export const parties = pgTable('parties', {
  caseId: text('case_id').$type<CaseId>().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  kind: text({ enum: CASE_KINDS }).notNull(),
  counter: text().$type<AgencyId>().notNull(),
  applicant: text().$type<UserId>(),
  name: text(),
  phone: text(),
  email: text(),
  address: text(),
  idNumber: text('id_number'),
  /** Whom they act for, when they file for another. */
  representing: text(),
  /** By what the case is followed where there is no telephone number; null: by its last digits. */
  proof: text(),
  search: text().notNull(),
});

export const documents = pgTable('documents', {
  id: text().primaryKey(),
  caseId: text('case_id').$type<CaseId>().notNull(),
  /** The procedure's document rule, or `other`. */
  rule: text().notNull(),
  name: text().notNull(),
  mediaType: text('media_type').notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  digest: text().notNull(),
  author: text().$type<UserId>().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  origin: text({ enum: DOCUMENT_ORIGINS }).notNull().default('upload'),
  /** Where its file is kept; null: the paper itself stands in an office's archive. */
  object: text(),
  /** The document of which this is a newer version. */
  replaces: text(),
  /** true: a scanner found nothing; false: none was set up; null: nobody knows, or there is no file. */
  scanned: boolean(),
});

/** Answers given to a key, so that the same key gives the same answer. `status` 0: not answered yet. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    caller: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    status: integer().notNull(),
    body: json(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.caller, table.key] })],
);
