import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import { OUTBOX_JOB_KINDS } from '../../domain/vocabulary/outbox.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** The outbox: what has to be done outside because of what happened. */
export const outboxJobs = pgTable('outbox_jobs', {
  /** Also the id of the workflow that sees to it. */
  id: text().primaryKey(),
  kind: text({ enum: OUTBOX_JOB_KINDS }).notNull(),
  province: text().$type<ProvinceId>().notNull(),
  caseId: text('case_id').$type<CaseId>().notNull(),
  seq: integer().notNull(),
  subject: text().notNull(),
  notBefore: instant('not_before'),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** null: nobody has taken it up. */
  startedAt: instant('started_at'),
});
