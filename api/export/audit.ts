/** Events and readings of many cases, as files. */
import { REPORT_TEXTS } from '../../contracts/texts/reports.ts';
import { type EventFilter, eventsQuery, foundEventOf } from '../../db/audit/event-search.ts';
import { type Read, type ReadFilter, readOf, readsQuery } from '../../db/audit/reads.ts';
import type { Session } from '../../db/core/client.ts';
import { pagesOf } from '../../db/core/cursor.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { type FoundEventView, foundEventViews } from '../audit/found-event.ts';
import type { Context } from '../http/context.ts';
import { type Table, timeCell } from './table.ts';

export function historyTable(
  context: Context,
  session: Session,
  actor: Actor,
  filter: EventFilter,
  language: Language,
): Table<FoundEventView> {
  const { headings, kinds, tables } = REPORT_TEXTS[language];
  async function* pages() {
    for await (const rows of pagesOf(session, eventsQuery({ ...filter, limit: null }), foundEventOf))
      yield await foundEventViews(context, session, actor, rows, language);
  }
  return {
    name: tables.history,
    pages: pages(),
    columns: [
      { title: headings.at, value: ({ at }) => timeCell(instant(at)) },
      { title: headings.code, value: (row) => row.case.code },
      { title: headings.kind, value: (row) => kinds[row.case.kind] },
      { title: headings.procedure, value: (row) => row.case.procedure },
      { title: headings.seq, value: ({ seq }) => seq },
      { title: headings.event, value: ({ text }) => text },
      { title: headings.type, value: ({ type }) => type },
      { title: headings.by, value: ({ by }) => by },
      { title: headings.behalf, value: ({ behalf }) => behalf },
    ],
  };
}

export function readsTable(session: Session, filter: ReadFilter, language: Language): Table<Read> {
  const { headings, looks, tables } = REPORT_TEXTS[language];
  return {
    name: tables.reads,
    pages: pagesOf(session, readsQuery({ ...filter, limit: null }), readOf),
    columns: [
      { title: headings.at, value: ({ at }) => timeCell(at) },
      { title: headings.by, value: ({ user }) => user },
      { title: headings.code, value: ({ code }) => code },
      { title: headings.what, value: ({ what }) => looks[what] },
    ],
  };
}
