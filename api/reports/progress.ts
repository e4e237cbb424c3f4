/** How work goes on, for those who answer for it: what stands open, the trend of months, and where it waits. */
import {
  CardsQuery,
  GivenCards,
  OpenWork,
  OpenWorkQuery,
  StepsQuery,
  StepsReport,
  Trend,
  TrendQuery,
} from '../../contracts/http/reports.ts';
import { REPORT_TEXTS } from '../../contracts/texts/reports.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor, seesProvince } from '../../db/core/reader.ts';
import { countCards, listCards } from '../../db/reports/cards.ts';
import { openWork, type StepOfWork, stepsOfWork, trend } from '../../db/reports/progress.ts';
import type { AgencyId } from '../../domain/ids.ts';
import { onTimePercent } from '../../domain/reports/ranking.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { demandReports } from '../administration/administration.ts';
import { FILES, formatOf, sendTable } from '../export/send.ts';
import { OFFSET_MS, type Table } from '../export/table.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { beginOf, demandAgency, labelsOf, monthAfter, monthOf, periodOf } from './report-questions.ts';

const DAY_MS = 86_400_000;
/** The epoch began on a Thursday: days since the Monday before it. */
const EPOCH_WEEKDAY = 3;

export const progressRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/sla/open-work',
    tag: 'Reports',
    summary: 'Number of cases that are open, due this week, or overdue',
    description: 'Of the deciding agency.',
    slow: true,
    query: OpenWorkQuery,
    answers: { 200: { description: 'The counts', body: OpenWork } },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ query, actor, context }) => {
      demandReports(actor);
      const now = context.now() as Instant;
      const weekEnd = weekEndAfter(now);
      const counts = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, query.agency);
        return openWork(session, { ...filterOf(query), ownOnly: !seesProvince(actor), now, weekEnd });
      });
      return ok({ at: isoOf(now), weekEnd: isoOf(weekEnd), ...counts });
    },
  }),
  route({
    method: 'get',
    path: '/v1/sla/trend',
    tag: 'Reports',
    summary: 'By month: cases filed, completed, and completed on time',
    slow: true,
    query: TrendQuery,
    answers: { 200: { description: 'Every month, ending with the requested one', body: Trend } },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ query, actor, context }) => {
      demandReports(actor);
      const { month: requestedMonth, months: count, of: work, ...which } = query;
      const last = requestedMonth ?? monthOf(context.now() as Instant);
      const months = Array.from({ length: count }, (_, n) => monthAfter(last, n - count + 1));
      const period = { from: beginOf(months[0] ?? last), until: beginOf(monthAfter(last, 1)) };
      const found = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, query.agency);
        return trend(session, { ...filterOf(which), ...period, work, ownOnly: !seesProvince(actor) });
      });
      const known = new Map(found.map((each) => [each.month, each]));
      return ok({
        of: work,
        items: months.map((month) => {
          const {
            onTime = 0,
            late = 0,
            early = 0,
            received = 0,
            averageLateMinutes = null,
            averageWorkingMinutes = null,
          } = known.get(month) ?? {};
          const share = onTimePercent({ onTime, late });
          return {
            month,
            received,
            finished: onTime + late,
            onTime,
            early,
            late,
            onTimePercent: share,
            averageLateMinutes,
            averageWorkingMinutes,
          };
        }),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/sla/steps',
    tag: 'Reports',
    summary: 'Steps that take longest, and open work',
    slow: true,
    query: StepsQuery,
    answers: {
      200: { description: 'The slowest tenth of each, the longest first', body: StepsReport, files: FILES },
    },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ query, actor, language, context, req, res }) => {
      demandReports(actor);
      const { from, until } = periodOf(query);
      const now = context.now() as Instant;
      const rowsIn = async (session: Session) => {
        await demandAgency(session, actor, query.agency);
        const filter = { ...filterOf(query), from, until, now, ownOnly: !seesProvince(actor) };
        const rows = await stepsOfWork(session, filter);
        const labels = await labelsOf(session, actor.province, 'step', language);
        return rows.map((row) => {
          const name = `${row.procedure}/${row.step}`;
          return { ...row, label: labels.get(name) ?? name };
        });
      };
      const format = formatOf(req, query.format);
      if (format !== null)
        return sendTable({ actor, context, req, res }, format, 'steps', async (session) =>
          stepsTable(await rowsIn(session), language),
        );
      const rows = await asActor(context.db, actor, rowsIn);
      return ok({ from: isoOf(from), to: isoOf(until), rows });
    },
  }),
  route({
    method: 'get',
    path: '/v1/sla/cards',
    tag: 'Reports',
    summary: 'Cards given to agencies in a period, and the number of each colour',
    slow: true,
    query: CardsQuery,
    answers: { 200: { description: 'A page, the newest first', body: GivenCards } },
    problems: ['invalid-input', 'bad-cursor', 'not-permitted'],
    run: async ({ query, actor, context }) => {
      demandReports(actor);
      const { colour, cursor, limit } = query;
      const filter = {
        ...filterOf(query),
        ...periodOf(query),
        colour,
        cursor,
        limit,
        ownOnly: !seesProvince(actor),
      };
      const { counts, page } = await asActor(context.db, actor, async (session) => {
        await demandAgency(session, actor, query.agency);
        return { counts: await countCards(session, filter), page: await listCards(session, filter) };
      });
      return ok({
        ...counts,
        items: page.items.map((card) => ({ ...card, at: isoOf(card.at) })),
        next: page.next,
      });
    },
  }),
];

function filterOf(query: {
  readonly agency?: string | undefined;
  readonly procedure?: string | undefined;
  readonly kind?: CaseKind | undefined;
}) {
  const { agency, procedure, kind } = query;
  return { agency: agency as AgencyId | undefined, procedure, kind };
}

/** The midnight after the coming Sunday, in the time of Vietnam. */
function weekEndAfter(now: Instant): Instant {
  const day = Math.floor((now + OFFSET_MS) / DAY_MS);
  const weekday = (day + EPOCH_WEEKDAY) % 7;
  return ((day - weekday + 7) * DAY_MS - OFFSET_MS) as Instant;
}

function stepsTable(
  rows: readonly (StepOfWork & { readonly label: string })[],
  language: Language,
): Table<(typeof rows)[number]> {
  const { headings, tables } = REPORT_TEXTS[language];
  async function* pages() {
    yield rows;
  }
  return {
    name: tables.steps,
    pages: pages(),
    columns: [
      { title: headings.procedure, value: ({ procedure }) => procedure },
      { title: headings.step, value: ({ step }) => step },
      { title: headings.name, value: ({ label }) => label },
      { title: headings.finished, value: ({ finished }) => finished },
      { title: headings.late, value: ({ late }) => late },
      { title: headings.median, value: ({ medianMinutes }) => medianMinutes },
      { title: headings.p90, value: ({ p90Minutes }) => p90Minutes },
      { title: headings.budget, value: ({ budgetMinutes }) => budgetMinutes },
      { title: headings.open, value: ({ open }) => open },
      { title: headings.overdue, value: ({ overdue }) => overdue },
    ],
  };
}
