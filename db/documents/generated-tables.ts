import { bigint, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ShipmentId } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { PlainDay } from '../../domain/time/instant.ts';
import { FORM_NAMES } from '../../domain/vocabulary/documents.ts';
import { LANGUAGES } from '../../domain/vocabulary/languages.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What is to be made for somebody who asked. The cases are those that they may see, chosen when they asked. */
export type FormRequest =
  | { readonly form: 'control-sheet'; readonly case: CaseId }
  | {
      readonly form: 'register';
      readonly agency: AgencyId;
      readonly from: PlainDay;
      readonly until: PlainDay;
      readonly cases: readonly CaseId[];
    }
  | {
      readonly form: 'handover-list';
      readonly from: AgencyId;
      /** An agency; null: the carrier of the province. */
      readonly to: AgencyId | null;
      readonly cases: readonly CaseId[];
    }
  | { readonly form: 'delivery-label'; readonly case: CaseId; readonly shipment: ShipmentId }
  /** A document of the case again, in another language. */
  | { readonly form: 'copy'; readonly case: CaseId; readonly document: string };

/** Forms that the engine made, and those that somebody asked for. */
export const generatedDocuments = pgTable('generated_documents', {
  id: text().primaryKey(),
  province: text().$type<ProvinceId>().notNull(),
  form: text({ enum: FORM_NAMES }).notNull(),
  language: text({ enum: LANGUAGES }).notNull(),
  caseId: text('case_id').$type<CaseId>(),
  seq: integer(),
  head: text(),
  request: jsonb().$type<FormRequest>(),
  requestedBy: text('requested_by').$type<UserId>(),
  requestedAt: instant('requested_at').notNull().defaultNow(),
  object: text(),
  size: bigint({ mode: 'number' }),
  digest: text(),
  generatedAt: instant('generated_at'),
  failed: text(),
});
