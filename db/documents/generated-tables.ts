import { bigint, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Language } from '../../contracts/texts/index.ts';
import type { FormName } from '../../domain/documents/forms.ts';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { RequestedForm } from './generated.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Forms that the engine made, and those that somebody asked for. */
export const generatedDocuments = pgTable('generated_documents', {
  id: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  form: text().$type<FormName>().notNull(),
  language: text().$type<Language>().notNull(),
  caseId: text('case_id').$type<CaseId>(),
  seq: integer(),
  head: text(),
  request: jsonb().$type<RequestedForm>(),
  askedBy: text('requested_by').$type<UserId>(),
  requestedAt: instant('requested_at').notNull().defaultNow(),
  object: text(),
  size: bigint({ mode: 'number' }),
  digest: text(),
  madeAt: instant('made_at'),
  failed: text(),
});
