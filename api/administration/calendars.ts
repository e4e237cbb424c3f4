import { z } from 'zod';
import {
  CalendarChange,
  CalendarView,
  Closure,
  ClosurePreview,
  ClosureWithdrawal,
} from '../../contracts/http/procedures.ts';
import { agenciesOf } from '../../db/agencies/queries.ts';
import { currentCalendars, publishCalendar } from '../../db/procedures/queries.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { BusinessCalendar, CalendarException } from '../../domain/time/calendar-types.ts';
import { checkCalendar } from '../../domain/time/check-calendar.ts';
import { numberOfDay, plainDay } from '../../domain/time/civil.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { announceCalendars } from '../../temporal/calendars.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';
import { demandRole, faultOf } from './administration.ts';
import { previewOf } from './calendar-preview.ts';

const byId = z.object({ id: z.string().min(1).max(100) });

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/calendars',
    tag: 'Time',
    summary: 'Calendars of your province',
    answers: {
      200: { description: 'The current version of each', body: z.object({ items: z.array(CalendarView) }) },
    },
    problems: [],
    run: async ({ actor, context }) =>
      ok({ items: Object.values(await currentCalendars(context.db, actor.province)) }),
  }),
  route({
    method: 'get',
    path: '/v1/calendars/{id}',
    tag: 'Time',
    summary: 'One calendar',
    params: byId,
    answers: { 200: { description: 'Its current version', body: CalendarView } },
    problems: ['not-found'],
    run: async ({ params, actor, context }) => ok(await current(context, actor, params.id)),
  }),
  route({
    method: 'post',
    path: '/v1/calendars',
    tag: 'Time',
    summary: 'Publish a calendar as its next version',
    description:
      'For administrators. New cases use it at once; the clocks of open cases are recalculated, which each case records.',
    body: CalendarChange,
    answers: { 201: { description: 'Published', body: CalendarView } },
    problems: ['not-permitted', 'invalid-calendar', 'version-conflict'],
    run: async ({ body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const { decision, retroactive, ...content } = body;
      const before = (await currentCalendars(context.db, actor.province))[body.id];
      // Days are branded only inside; the schema has checked that they are days.
      const calendar = { ...content, version: (before?.version ?? 0) + 1 } as unknown as BusinessCalendar;
      return publish(context, actor, calendar, { decision, retroactive }, language);
    },
  }),
  route({
    method: 'post',
    path: '/v1/calendars/{id}/closures',
    tag: 'Time',
    summary: 'Declare days on which offices are closed or have other hours',
    description:
      'For administrators; for the whole province or for some communes. Publishes the next version of the calendar, and the clocks of open cases are recalculated. A missed deadline stays missed unless the decision is retroactive.',
    params: byId,
    body: Closure,
    answers: { 201: { description: 'Published', body: CalendarView } },
    problems: ['not-permitted', 'not-found', 'invalid-input', 'invalid-calendar', 'version-conflict'],
    run: async ({ params, body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const calendar = await closed(context, actor, params.id, body);
      return publish(context, actor, calendar, body, language);
    },
  }),
  route({
    method: 'post',
    path: '/v1/calendars/{id}/closures/preview',
    tag: 'Time',
    summary: 'Preview the deadlines that a closure would change',
    description: 'For administrators. Nothing is changed.',
    params: byId,
    body: Closure,
    answers: { 200: { description: 'The deadlines, before and after', body: ClosurePreview } },
    problems: ['not-permitted', 'not-found', 'invalid-input', 'invalid-calendar'],
    run: async ({ params, body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const calendar = await closed(context, actor, params.id, body);
      demandSound(calendar, context, language);
      return ok(await previewOf(context, actor, calendar, body));
    },
  }),
  route({
    method: 'post',
    path: '/v1/calendars/{id}/closures/withdrawal',
    tag: 'Time',
    summary: 'Withdraw a closure',
    description:
      'For administrators. Publishes the next version of the calendar without it, and the clocks of open cases are recalculated.',
    params: byId,
    body: ClosureWithdrawal,
    answers: { 201: { description: 'Published', body: CalendarView } },
    problems: ['not-permitted', 'not-found', 'invalid-input', 'invalid-calendar', 'version-conflict'],
    run: async ({ params, body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const before = await current(context, actor, params.id);
      const days = daysOf(body);
      const isMeant = (each: CalendarException) =>
        each.kind === 'off' && days.includes(each.day) && sameAreas(each.areas, body.areas);
      const exceptions = before.exceptions.filter((each) => !isMeant(each));
      if (exceptions.length === before.exceptions.length) throw new Problem('not-found');
      return publish(context, actor, { ...before, version: before.version + 1, exceptions }, body, language);
    },
  }),
];

async function current(context: Context, actor: Actor, id: string): Promise<BusinessCalendar> {
  const calendars = await currentCalendars(context.db, actor.province);
  const found = Object.hasOwn(calendars, id) ? calendars[id] : undefined;
  if (found === undefined) throw new Problem('not-found');
  return found;
}

type Declared = z.output<typeof Closure>;

/** Days at once; longer is a slip of the hand. */
const LONGEST_CLOSURE = 60;

/** The calendar with the days declared; what was declared for the same days and communes before gives way. */
async function closed(
  context: Context,
  actor: Actor,
  id: string,
  { day, until = day, hours, name, areas, sparesCitizens, decision }: Declared,
): Promise<BusinessCalendar> {
  const before = await current(context, actor, id);
  const days = daysOf({ day, until });
  const known = new Set((await agenciesOf(context.db, actor.province)).map(({ area }) => area));
  const strange = areas?.findIndex((area) => !known.has(area)) ?? -1;
  if (strange >= 0)
    throw new Problem('invalid-input', {}, [{ pointer: `/areas/${strange}`, kind: 'unknown' }]);
  const gone = (each: CalendarException) => days.includes(each.day) && sameAreas(each.areas, areas);
  const declared = days.map(
    (each): CalendarException => ({
      day: each,
      kind: 'off',
      hours: hours as CalendarException['hours'],
      name,
      decision,
      ...(areas === undefined ? {} : { areas }),
      ...(sparesCitizens ? { sparesCitizens } : {}),
    }),
  );
  return {
    ...before,
    version: before.version + 1,
    exceptions: [...before.exceptions.filter((each) => !gone(each)), ...declared],
  };
}

/** @throws Problem invalid-input */
function daysOf({ day, until = day }: Pick<Declared, 'day' | 'until'>): readonly PlainDay[] {
  const [first, last] = [numberOfDay(day as PlainDay), numberOfDay(until as PlainDay)];
  if (last < first || last - first >= LONGEST_CLOSURE)
    throw new Problem('invalid-input', {}, [
      { pointer: '/until', kind: 'wrong', message: `≥ day, ≤ ${LONGEST_CLOSURE}` },
    ]);
  return Array.from({ length: last - first + 1 }, (_, n) => plainDay(first + n));
}

function sameAreas(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return [...(a ?? [])].sort().join() === [...(b ?? [])].sort().join();
}

function demandSound(calendar: BusinessCalendar, context: Context, language: Language): void {
  const findings = checkCalendar(calendar, context.now() as Instant, context.settings.leastWeeklyHours);
  if (findings.length > 0)
    throw new Problem(
      'invalid-calendar',
      {},
      findings.map((each) => faultOf(each, language)),
    );
}

async function publish(
  context: Context,
  actor: Actor,
  calendar: BusinessCalendar,
  { decision, retroactive }: { readonly decision: string; readonly retroactive: boolean },
  language: Language,
) {
  demandSound(calendar, context, language);
  // Announced first: whatever is killed from here on, somebody looks for what was published.
  await announceCalendars(context.client, actor.province, context.taskQueue);
  await publishCalendar(context.db, actor.province, calendar, actor.user, { decision, retroactive });
  await announceCalendars(context.client, actor.province, context.taskQueue).catch((error: unknown) =>
    context.logger.warn({ err: error }, 'the change of a calendar is found by its workflow a little later'),
  );
  return reply(201, calendar);
}
