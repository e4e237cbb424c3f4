import { bigint, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Language } from '../../contracts/texts/index.ts';
import type { CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { FormName } from '../../domain/papers/forms.ts';
import type { Asked } from '../queries/made-papers.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Forms that the engine made, and those that somebody asked for. */
export const papers = pgTable('papers', {
  id: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  form: text().$type<FormName>().notNull(),
  language: text().$type<Language>().notNull(),
  caseId: text('case_id').$type<CaseId>(),
  seq: integer(),
  head: text(),
  asked: jsonb().$type<Asked>(),
  askedBy: text('asked_by').$type<UserId>(),
  askedAt: instant('asked_at').notNull().defaultNow(),
  object: text(),
  size: bigint({ mode: 'number' }),
  digest: text(),
  madeAt: instant('made_at'),
  failed: text(),
});
