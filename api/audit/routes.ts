/** What whoever looks into the work asks: what happened over all cases, whether it is what was written, and who looked. */
import type { z } from 'zod';
import {
  CaseRead,
  CaseReadsQuery,
  FoundEvent,
  HistoryQuery,
  ReadsQuery,
  Verification,
} from '../../contracts/http/audit.ts';
import { pageOf, TEXT_IN_BODY } from '../../contracts/http/inbox.ts';
import { searchEvents } from '../../db/audit/event-search.ts';
import { listReads, type Read, type ReadFilter } from '../../db/audit/reads.ts';
import { findCase } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, UserId } from '../../domain/ids.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import { demandReports, demandRole } from '../administration/administration.ts';
import { iso } from '../cases/case-view.ts';
import { historyTable, readsTable } from '../export/audit.ts';
import { FILES, formatOf, sendTable } from '../export/send.ts';
import { Problem } from '../http/problem.ts';
import { type Call, caseParams, ok, type Route, route } from '../http/registry.ts';
import { foundEventViews } from './found-event.ts';
import { verification } from './verification.ts';

/** Who answers for the work of others, or looks into it. */
const WATCHING: readonly Role[] = ['agency-head', 'province-office', 'auditor', 'administrator'];
/** Who looked at what is told to those who look into it, and not to those who work beside each other. */
const AUDITING: readonly Role[] = ['auditor', 'administrator'];

export const auditRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/history',
    tag: 'Audit',
    summary: 'The history of all cases that you may see',
    description:
      'For heads of agencies, the province office, auditors and administrators. The reporter of a complaint is named only to those who may know them.',
    slow: true,
    query: HistoryQuery,
    answers: { 200: { description: 'A page, the newest first', body: pageOf(FoundEvent), files: FILES } },
    problems: ['invalid-input', 'bad-cursor', 'not-permitted'],
    run: (call) => foundHistory(call, call.query),
  }),
  route({
    method: 'post',
    path: '/v1/history/search',
    tag: 'Audit',
    summary: 'Search the history by text',
    description: `As the search by GET. ${TEXT_IN_BODY}`,
    slow: true,
    body: HistoryQuery,
    answers: { 200: { description: 'A page, the newest first', body: pageOf(FoundEvent), files: FILES } },
    problems: ['bad-cursor', 'not-permitted'],
    run: (call) => foundHistory(call, call.body),
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/verification',
    tag: 'Audit',
    summary: 'Verify the record of a case',
    description:
      'The hash chain from the first event, the state derived from the events, the lists, the texts and the files of the documents.',
    slow: true,
    params: caseParams,
    answers: { 200: { description: 'Checks and findings', body: Verification } },
    problems: ['not-found', 'not-permitted'],
    run: async ({ params, actor, context }) => {
      demandReports(actor);
      const checked = await verification(context, actor, params.idOrCode);
      if (checked === null) throw new Problem('not-found');
      const { firstAt, lastAt, ...rest } = checked;
      return ok({
        ...rest,
        checkedAt: isoOf(context.now() as Instant),
        intact: rest.findings.length === 0,
        firstAt: iso(firstAt === null ? null : (firstAt.getTime() as Instant)),
        lastAt: iso(lastAt === null ? null : (lastAt.getTime() as Instant)),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/reads',
    tag: 'Audit',
    summary: 'Access log of a case',
    params: caseParams,
    query: CaseReadsQuery,
    answers: { 200: { description: 'A page, the newest first', body: pageOf(CaseRead) } },
    problems: ['invalid-input', 'bad-cursor', 'not-found', 'not-permitted'],
    run: async ({ params, query, actor, context }) => {
      demandRole(actor, ...AUDITING);
      const page = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        return found === null ? null : listReads(session, { ...readFilterOf(query), caseId: found.id });
      });
      if (page === null) throw new Problem('not-found');
      return ok({ items: page.items.map(readView), next: page.next });
    },
  }),
  route({
    method: 'get',
    path: '/v1/reads',
    tag: 'Audit',
    summary: 'Access log',
    description: 'One line for an officer, a case and an hour. For auditors and administrators.',
    query: ReadsQuery,
    answers: { 200: { description: 'A page, the newest first', body: pageOf(CaseRead), files: FILES } },
    problems: ['invalid-input', 'bad-cursor', 'not-permitted'],
    run: async ({ query, actor, language, context, req, res }) => {
      demandRole(actor, ...AUDITING);
      const filter = readFilterOf(query);
      const format = formatOf(req, query.format);
      if (format !== null)
        return sendTable({ actor, context, req, res }, format, 'reads', async (session) =>
          readsTable(session, { ...filter, cursor: null }, language),
        );
      const { items, next } = await asActor(context.db, actor, (session) => listReads(session, filter));
      return ok({ items: items.map(readView), next });
    },
  }),
];

/** A page, or a file where one is asked for. @throws Problem */
async function foundHistory(
  { actor, language, context, req, res }: Call<unknown, unknown, unknown, Actor>,
  filters: z.output<typeof HistoryQuery>,
) {
  demandRole(actor, ...WATCHING);
  const { by, agency, from: _, to: __, format: wanted, ...rest } = filters;
  const filter = {
    ...rest,
    ...between(filters),
    by: by as UserId | undefined,
    agency: agency as AgencyId | undefined,
  };
  const format = formatOf(req, wanted);
  if (format !== null)
    return sendTable({ actor, context, req, res }, format, 'history', async (session) =>
      historyTable(context, session, actor, { ...filter, cursor: null }, language),
    );
  const { items, next } = await asActor(context.db, actor, (session) => searchEvents(session, filter));
  return ok({ items: await foundEventViews(context, context.db, actor, items, language), next });
}

/** @throws Problem invalid-input where it ends before it begins */
function between({ from, to }: { readonly from?: Instant | undefined; readonly to?: Instant | undefined }) {
  if (from !== undefined && to !== undefined && from >= to)
    throw new Problem('invalid-input', {}, [{ pointer: '/to', kind: 'wrong', message: '> from' }]);
  return { from, until: to };
}

function readFilterOf(query: z.output<typeof CaseReadsQuery>): ReadFilter {
  const { by, cursor, limit } = query;
  return { ...between(query), by: by as UserId | undefined, cursor, limit };
}

function readView({ caseId, code, user, what, at }: Read): z.output<typeof CaseRead> {
  return { case: { id: caseId, code }, user, what, at: isoOf(at) };
}
