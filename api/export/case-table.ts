import { TEXTS } from '../../contracts/texts/index.ts';
import { REPORT_TEXTS } from '../../contracts/texts/reports.ts';
import { type CaseFilter, type CaseSummary, casesQuery, summaryOf } from '../../db/cases/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { pagesOf } from '../../db/core/cursor.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { named } from '../cases/case-view.ts';
import { type Table, timeCell } from './table.ts';

/** The cases of a list, all of them; nothing that was said in them, and nobody's name. */
export function caseTable(session: Session, filter: CaseFilter, language: Language): Table<CaseSummary> {
  const { headings, kinds, tables } = REPORT_TEXTS[language];
  const { statuses, endings, urgencies, channels } = TEXTS[language];
  return {
    name: tables.cases,
    pages: pagesOf(session, casesQuery({ ...filter, cursor: null, limit: null }), summaryOf),
    columns: [
      { title: headings.code, value: ({ code }) => code },
      { title: headings.kind, value: ({ kind }) => kinds[kind] },
      { title: headings.procedure, value: ({ procedure }) => procedure },
      {
        title: headings.procedureName,
        value: ({ procedureName, procedure }) => named(procedureName, procedure, language),
      },
      { title: headings.status, value: ({ status }) => statuses[status] },
      { title: headings.portalStatus, value: ({ portalStatus }) => portalStatus },
      { title: headings.ending, value: ({ ending }) => (ending === null ? null : endings[ending]) },
      { title: headings.urgency, value: ({ urgency }) => urgencies[urgency] },
      { title: headings.channel, value: ({ channel }) => channels[channel] },
      { title: headings.counter, value: ({ counter }) => counter },
      { title: headings.owner, value: ({ owner }) => owner },
      { title: headings.filedAt, value: ({ filedAt }) => timeCell(filedAt) },
      { title: headings.acceptedAt, value: ({ acceptedAt }) => timeCell(acceptedAt) },
      { title: headings.decidedAt, value: ({ decidedAt }) => timeCell(decidedAt) },
      { title: headings.deliveredAt, value: ({ deliveredAt }) => timeCell(deliveredAt) },
      { title: headings.closedAt, value: ({ closedAt }) => timeCell(closedAt) },
      { title: headings.dueAt, value: ({ dueAt }) => timeCell(dueAt) },
    ],
  };
}
