/** What leaders and auditors ask: who is on time, what was missed and why, and how things stood on a day. */
import { z } from 'zod';
import { CaseView } from '../../contracts/http/cases.ts';
import { pageOf } from '../../contracts/http/inbox.ts';
import {
  AsOfQuery,
  Breach,
  BreachQuery,
  CaseBreach,
  CaseDifference,
  DifferenceQuery,
  PortalQuery,
  PortalReport,
  QualityQuery,
  QualityReport,
  ReportQuery,
  Scorecard,
  ScorecardQuery,
  SlaReport,
} from '../../contracts/http/reports.ts';
import { REPORT_TEXTS } from '../../contracts/texts/reports.ts';
import { agenciesOf } from '../../db/agencies/queries.ts';
import { eventsOf, findCase } from '../../db/cases/queries.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { pagesOf } from '../../db/core/cursor.ts';
import { asActor, seesProvince } from '../../db/core/reader.ts';
import { calendarsAt } from '../../db/procedures/queries.ts';
import {
  cardsByMonth,
  cardsOf,
  type MonthOfWork,
  overdueOf,
  type PeriodCounts,
  portalCounts,
  punctuality,
  serviceQuality,
  workByMonth,
  worstOf,
} from '../../db/reports/queries.ts';
import { type Breach as BreachItem, breachesQuery, breachOf, listBreaches } from '../../db/reports/sla.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import { changesBetween, type Moment } from '../../domain/cases/views/difference.ts';
import type { AgencyId, ProvinceId } from '../../domain/ids.ts';
import { onTimePercent, ranked } from '../../domain/reports/ranking.ts';
import { PORTAL_GROUPS, qualityIndicators } from '../../domain/reports/service-quality.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Work } from '../../domain/vocabulary/reports.ts';
import type { PortalStatus } from '../../domain/vocabulary/statuses.ts';
import { demandReports } from '../administration/administration.ts';
import { noteRead } from '../audit/reading.ts';
import { caseView } from '../cases/case-view.ts';
import { eventText } from '../cases/event-text.ts';
import { FILES, formatOf, sendTable } from '../export/send.ts';
import { type Table, timeCell } from '../export/table.ts';
import { actorShown, namesFor } from '../http/names.ts';
import { Problem } from '../http/problem.ts';
import { caseParams, ok, type Route, route } from '../http/registry.ts';
import {
  breachView,
  caseBreachView,
  type ExplainedBreach,
  explained,
  holdersOf,
  lateMinutes,
} from './breach-view.ts';
import {
  beginOf,
  demandAgency,
  fault,
  type Labels,
  labelsOf,
  momentOf,
  monthAfter,
  monthOf,
  periodOf,
} from './report-questions.ts';

const MONTHS_OF_TREND = 12;
const CARDS_SHOWN = 50;

export const reportRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/sla/breaches',
    tag: 'Time',
    summary: 'Missed deadlines and the assigned officers',
    description:
      'Whoever works for an agency sees those of that agency, and of the agencies below one that they head.',
    slow: true,
    query: BreachQuery,
    answers: {
      200: { description: 'A page, the oldest deadline first', body: pageOf(Breach), files: FILES },
    },
    problems: ['invalid-input', 'bad-cursor', 'not-permitted'],
    run: async ({ query, actor, language, context, req, res }) => {
      demandReports(actor);
      const {
        from,
        to,
        finishedFrom,
        finishedTo,
        agency,
        format: requestedFormat,
        explain = false,
        ...rest
      } = query;
      const format = formatOf(req, requestedFormat);
      const now = context.now() as Instant;
      const filter = {
        ...rest,
        agency: agency as AgencyId | undefined,
        from,
        until: to,
        finishedFrom,
        finishedUntil: finishedTo,
        ownOnly: !seesProvince(actor),
        now,
      };
      if (format !== null) {
        const sending = { actor, context, req, res };
        return explain
          ? sendTable(sending, format, 'breaches', async (session) => {
              await demandAgency(session, actor, agency);
              return explainedTable(session, actor.province, filter, language);
            })
          : sendTable(sending, format, 'breaches', async (session) => {
              await demandAgency(session, actor, agency);
              return breachTable(session, filter, language);
            });
      }
      const page = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, agency);
        const { items, next } = await listBreaches(session, filter);
        return { items: await explained(session, actor.province, items, now), next };
      });
      return ok({ items: page.items.map((each) => breachView(each, now)), next: page.next });
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/breaches',
    tag: 'Time',
    summary: 'The missed deadlines of a case in full: every turn of every task, and the escalations',
    params: caseParams,
    answers: { 200: { description: 'The oldest first', body: z.object({ items: z.array(CaseBreach) }) } },
    problems: ['not-found', 'not-permitted'],
    run: async ({ params, actor, language, context }) => {
      demandReports(actor);
      const now = context.now() as Instant;
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        const filter = { caseId: found.id, now, limit: null, ownOnly: !seesProvince(actor) };
        const { items } = await listBreaches(session, filter);
        return { found, items: await explained(session, actor.province, items, now) };
      });
      if (read === null) throw new Problem('not-found');
      const { procedure } = await context.definitions.procedure(actor.province, read.found.procedureHash);
      const names = await namesFor(context.db, actor, language, read.items[0]?.events ?? []);
      return ok({ items: read.items.map((each) => caseBreachView(each, procedure, now, language, names)) });
    },
  }),
  route({
    method: 'get',
    path: '/v1/sla/report',
    tag: 'Reports',
    summary: 'Punctuality of work completed in a period, compared with the previous period',
    description:
      'Ranked by the share on time; those that completed fewer than `atLeast` are listed without a rank.',
    slow: true,
    query: ReportQuery,
    answers: {
      200: { description: 'By agency, procedure, step or ward', body: SlaReport, files: FILES },
    },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ query, actor, language, context, req, res }) => {
      demandReports(actor);
      const { by, of: work = by === 'step' ? 'tasks' : 'cases', atLeast, procedure, kind } = query;
      if (by === 'step' && work !== 'tasks') throw fault('/of', 'tasks');
      const { from, until } = periodOf(query);
      const agency = query.agency as AgencyId | undefined;
      const filter = { from, until, by, work, agency, procedure, kind };
      const report = async (session: Session) => {
        await demandAgency(session, actor, query.agency);
        const now = context.now() as Instant;
        const counted = await punctuality(session, { ...filter, now, ownOnly: !seesProvince(actor) });
        const labels = await labelsOf(session, actor.province, by, language);
        return rowsOf(counted, atLeast, language, labels);
      };
      const format = formatOf(req, query.format);
      if (format !== null)
        return sendTable({ actor, context, req, res }, format, 'sla-report', async (session) =>
          reportTable(await report(session), language),
        );
      const rows = await asActor(context.db, actor, report);
      return ok({
        from: isoOf(from),
        to: isoOf(until),
        before: { from: isoOf((from - (until - from)) as Instant), to: isoOf(from) },
        by,
        of: work,
        atLeast,
        rows,
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/agencies/{id}/scorecard',
    tag: 'Reports',
    summary: 'An agency’s scorecard of a month: on time, late, cards, and the last twelve months',
    slow: true,
    params: z.object({ id: z.string().min(1).max(200) }),
    query: ScorecardQuery,
    answers: { 200: { description: 'The scorecard', body: Scorecard } },
    problems: ['invalid-input', 'not-found', 'not-permitted'],
    run: async ({ params, query, actor, language, context }) => {
      demandReports(actor);
      const now = context.now() as Instant;
      const month = query.month ?? monthOf(now);
      const agencies = await agenciesOf(context.db, actor.province);
      const agency = agencies.find(({ id }) => id === params.id);
      if (agency === undefined) throw new Problem('not-found');
      const card = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, agency.id);
        return scorecard(session, agency.id, month, now);
      });
      return ok({ agency: agency.id, name: agency.name[language], ...card });
    },
  }),
  route({
    method: 'get',
    path: '/v1/reports/766',
    tag: 'Reports',
    summary: 'The indicators of Decision 766/QĐ-TTg, as far as they can be measured',
    slow: true,
    query: QualityQuery,
    answers: { 200: { description: 'Counts and the figures derived from them', body: QualityReport } },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ query, actor, language, context }) => {
      demandReports(actor);
      const { from, until } = periodOf(query);
      const now = context.now() as Instant;
      const at = momentOf(query.at, '/at', now) ?? now;
      const counts = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, query.agency);
        const agency = query.agency as AgencyId | undefined;
        return serviceQuality(session, { from, until, at, agency, ownOnly: !seesProvince(actor) });
      });
      const { groups, notes } = REPORT_TEXTS[language];
      const indicators = qualityIndicators(counts);
      const whole = indicators.filter(({ points }) => points !== null);
      return ok({
        from: isoOf(from),
        to: isoOf(until),
        at: isoOf(at),
        agency: query.agency ?? null,
        counts,
        groups: indicators.map(({ group, share, ...each }) => ({
          ...each,
          group,
          name: groups[group],
          note: notes[group],
          sharePercent:
            share === null ? null : onTimePercent({ onTime: share.of, late: share.from - share.of }),
        })),
        measuredPoints: Math.round(whole.reduce((sum, { points }) => sum + (points ?? 0), 0) * 100) / 100,
        measuredMost: whole.reduce((sum, { most }) => sum + most, 0),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/reports/portal-status',
    tag: 'Reports',
    summary: 'Number of cases by status code of the national portal, now or at a point in time',
    slow: true,
    query: PortalQuery,
    answers: { 200: { description: 'By code, and in three groups', body: PortalReport } },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ query, actor, language, context }) => {
      demandReports(actor);
      const now = context.now() as Instant;
      const at = momentOf(query.at, '/at', now);
      const counts = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, query.agency);
        const agency = query.agency as AgencyId | undefined;
        return portalCounts(session, { at, agency, kind: query.kind, ownOnly: !seesProvince(actor) });
      });
      const { portal } = REPORT_TEXTS[language];
      const codes = Object.entries(portal).map(([code, name]) => ({
        code: Number(code),
        name,
        count: counts.get(Number(code) as PortalStatus) ?? 0,
      }));
      const sum = (group: readonly number[]) =>
        codes.reduce((all, { code, count }) => all + (group.includes(code) ? count : 0), 0);
      return ok({
        at: isoOf(at ?? now),
        agency: query.agency ?? null,
        total: sum(codes.map(({ code }) => code)),
        codes,
        groups: {
          'in-process': sum(PORTAL_GROUPS['in-process']),
          paused: sum(PORTAL_GROUPS.paused),
          done: sum(PORTAL_GROUPS.done),
        },
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/as-of',
    tag: 'Reports',
    summary: 'A case at a point in time, rebuilt from its events',
    params: caseParams,
    query: AsOfQuery,
    answers: { 200: { description: 'As the case itself, with no actions', body: CaseView } },
    problems: ['invalid-input', 'not-found', 'not-permitted'],
    run: async ({ params, query, actor, language, context }) => {
      demandReports(actor);
      const now = context.now() as Instant;
      const at = momentOf(query.asOf, '/asOf', now) ?? now;
      const view = await caseView(context, actor, params.idOrCode, language, at);
      if (view === null) throw new Problem('not-found');
      await noteRead(context, actor, view.id, 'case');
      return ok(view);
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/difference',
    tag: 'Reports',
    summary: 'Changes of a case between two times',
    params: caseParams,
    query: DifferenceQuery,
    answers: { 200: { description: 'Field by field, and the events between', body: CaseDifference } },
    problems: ['invalid-input', 'not-found', 'not-permitted'],
    run: async ({ params, query, actor, language, context }) => {
      demandReports(actor);
      const { from, until } = periodOf(query);
      momentOf(query.to, '/to', context.now() as Instant);
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        const events = await eventsOf(session, found.id, until);
        const party = await partyOf(session, found.id);
        const moment = (at: Instant) => momentAt(session, actor.province, events, at);
        return { found, events, party, earlier: await moment(from), later: await moment(until) };
      });
      if (read === null) throw new Problem('not-found');
      const { found, events, party, earlier, later } = read;
      await noteRead(context, actor, found.id, 'case');
      const { procedure } = await context.definitions.procedure(actor.province, found.procedureHash);
      // Whoever may not know who filed does not learn it from who acted either.
      const hidden = party === null ? found.applicant : null;
      const names = await namesFor(context.db, actor, language, events);
      return ok({
        id: found.id,
        code: found.code,
        from: isoOf(from),
        to: isoOf(until),
        versions: { from: earlier.state?.version ?? 0, to: later.state?.version ?? 0 },
        changes: changesBetween(earlier, later),
        events: events
          .filter(({ at }) => at > from)
          .map((event) => ({
            seq: event.seq,
            at: isoOf(event.at),
            type: event.type,
            text: eventText(event, procedure, language, names),
            by: actorShown(event.by, hidden, actor),
          })),
      });
    },
  }),
];

async function momentAt(
  session: Session,
  province: ProvinceId,
  events: readonly CaseEvent[],
  at: Instant,
): Promise<Moment> {
  const state = fold(events.filter((event) => event.at <= at));
  return { state, at, calendars: await calendarsAt(session, province, state?.calendars ?? {}) };
}

type ReportRow = ReturnType<typeof rowsOf>[number];

function rowsOf(
  counted: Awaited<ReturnType<typeof punctuality>>,
  atLeast: number,
  language: Language,
  labels: Labels,
) {
  const { tooFew, noWard } = REPORT_TEXTS[language];
  const items = counted.map((each) => ({ ...each.present, counted: each }));
  return ranked(items, atLeast).map(({ item, rank }) => {
    const { name, present, before, worst } = item.counted;
    const [now, then] = [countsOf(present), countsOf(before)];
    return {
      name,
      label: name === null ? noWard : (labels.get(name) ?? name),
      rank,
      unranked: rank === null ? tooFew : null,
      ...now,
      before: then,
      change: {
        finished: now.finished - then.finished,
        late: now.late - then.late,
        overdue: now.overdue - then.overdue,
        onTimePercent:
          now.onTimePercent === null || then.onTimePercent === null
            ? null
            : Math.round((now.onTimePercent - then.onTimePercent) * 10) / 10,
      },
      worst,
    };
  });
}

function countsOf(counts: PeriodCounts) {
  return { ...counts, finished: counts.onTime + counts.late, onTimePercent: onTimePercent(counts) };
}

async function scorecard(session: Session, agency: AgencyId, month: string, now: Instant) {
  const months = Array.from({ length: MONTHS_OF_TREND }, (_, n) =>
    monthAfter(month, n - MONTHS_OF_TREND + 1),
  );
  const first = beginOf(months[0] ?? month);
  const begin = beginOf(month);
  const end = beginOf(monthAfter(month, 1));
  const work = await workByMonth(session, agency, first, end);
  const cards = new Map((await cardsByMonth(session, agency, first, end)).map((each) => [each.month, each]));
  const newest = await cardsOf(session, agency, begin, end, CARDS_SHOWN);
  const of = (which: Work, when: string) =>
    monthCounts(work.find((each) => each.work === which && each.month === when));
  const given = (when: string) => ({ yellow: cards.get(when)?.yellow ?? 0, red: cards.get(when)?.red ?? 0 });
  return {
    month,
    cases: of('cases', month),
    tasks: of('tasks', month),
    responses: of('responses', month),
    overdue: await overdueOf(session, agency, now),
    worst: await worstOf(session, agency, begin, end),
    cards: { ...given(month), newest: newest.map(({ at, ...card }) => ({ ...card, at: at.toISOString() })) },
    trend: months.map((when) => ({
      month: when,
      cases: of('cases', when),
      tasks: of('tasks', when),
      ...given(when),
    })),
  };
}

function monthCounts(found: MonthOfWork | undefined) {
  const { onTime = 0, early = 0, late = 0 } = found ?? {};
  return {
    finished: onTime + late,
    onTime,
    early,
    late,
    onTimePercent: onTimePercent({ onTime, late }),
    averageLateMinutes: found?.averageLateMinutes ?? null,
    averageWorkingMinutes: found?.averageWorkingMinutes ?? null,
  };
}

function breachTable(
  session: Session,
  filter: Parameters<typeof breachesQuery>[0],
  language: Language,
): Table<BreachItem> {
  const { headings, kinds, tables } = REPORT_TEXTS[language];
  return {
    name: tables.breaches,
    pages: pagesOf(session, breachesQuery({ ...filter, cursor: null, limit: null }), breachOf),
    columns: [
      { title: headings.code, value: ({ code }) => code },
      { title: headings.kind, value: ({ kind }) => kinds[kind] },
      { title: headings.procedure, value: ({ procedure }) => procedure },
      { title: headings.clock, value: ({ clock }) => clock },
      { title: headings.step, value: ({ step }) => step },
      { title: headings.agency, value: ({ agency }) => agency },
      { title: headings.dueAt, value: ({ dueAt }) => timeCell(dueAt) },
      { title: headings.dueAgainAt, value: ({ dueAgainAt }) => timeCell(dueAgainAt) },
      { title: headings.stoppedAt, value: ({ stoppedAt }) => timeCell(stoppedAt) },
      { title: headings.lateMinutes, value: (row) => lateMinutes(row, filter.now) },
      { title: headings.budget, value: ({ budget }) => budget },
      { title: headings.consumed, value: ({ consumed }) => consumed },
    ],
  };
}

/** The same with who held the work: the events of every case are read for it. */
function explainedTable(
  session: Session,
  province: ProvinceId,
  filter: Parameters<typeof breachesQuery>[0],
  language: Language,
): Table<ExplainedBreach> {
  const { headings } = REPORT_TEXTS[language];
  const { name, pages, columns } = breachTable(session, filter, language);
  async function* explainedPages() {
    for await (const rows of pages) yield await explained(session, province, rows, filter.now);
  }
  return {
    name,
    pages: explainedPages(),
    columns: [
      ...columns.map(({ title, value }) => ({
        title,
        value: ({ breach }: ExplainedBreach) => value(breach),
      })),
      { title: headings.lateWorking, value: ({ holding }) => holding?.late?.working ?? null },
      { title: headings.held, value: ({ holding }) => holding?.held ?? null },
      { title: headings.idle, value: ({ holding }) => holding?.idle ?? null },
      { title: headings.paused, value: ({ holding }) => holding?.paused.working ?? null },
      {
        title: headings.holders,
        value: ({ holding }) =>
          holdersOf(holding?.turns ?? [])
            .map(({ agency, holder, workingMinutes }) => `${agency} ${holder ?? '–'}: ${workingMinutes}`)
            .join('; '),
      },
    ],
  };
}

function reportTable(rows: readonly ReportRow[], language: Language): Table<ReportRow> {
  const { headings, tables } = REPORT_TEXTS[language];
  async function* pages() {
    yield rows;
  }
  return {
    name: tables.report,
    pages: pages(),
    columns: [
      { title: headings.rank, value: ({ rank, unranked }) => rank ?? unranked },
      { title: headings.code, value: ({ name }) => name },
      { title: headings.name, value: ({ label }) => label },
      { title: headings.finished, value: ({ finished }) => finished },
      { title: headings.onTime, value: ({ onTime }) => onTime },
      { title: headings.early, value: ({ early }) => early },
      { title: headings.late, value: ({ late }) => late },
      { title: headings.lateTwice, value: ({ lateTwice }) => lateTwice },
      { title: headings.overdue, value: ({ overdue }) => overdue },
      { title: headings.onTimePercent, value: (row) => row.onTimePercent },
      { title: headings.averageLate, value: ({ averageLateMinutes }) => averageLateMinutes },
      { title: headings.averageWorking, value: ({ averageWorkingMinutes }) => averageWorkingMinutes },
      { title: headings.finishedBefore, value: ({ before }) => before.finished },
      { title: headings.lateBefore, value: ({ before }) => before.late },
      { title: headings.onTimePercentBefore, value: ({ before }) => before.onTimePercent },
      { title: headings.worstCode, value: ({ worst }) => worst?.code ?? null },
      { title: headings.worstLate, value: ({ worst }) => worst?.lateMinutes ?? null },
    ],
  };
}
