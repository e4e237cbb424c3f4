import { z } from 'zod';
import { CalendarInput, CalendarView, Closure } from '../../contracts/definitions.ts';
import type { Language } from '../../contracts/texts/index.ts';
import { currentCalendars, publishCalendar } from '../../db/queries/definitions.ts';
import type { Actor } from '../../domain/cases/commands.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { checkCalendar } from '../../domain/time/check-calendar.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { demandRole, faultOf } from '../administration.ts';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { ok, type Reply, type Route, route } from '../registry.ts';

const byId = z.object({ id: z.string().min(1).max(100) });

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/calendars',
    tag: 'Time',
    summary: 'What clocks of your province count by',
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
    description: 'For administrators. New cases count by it.',
    body: CalendarInput,
    answers: { 201: { description: 'Published', body: CalendarView } },
    problems: ['not-permitted', 'invalid-calendar', 'version-conflict'],
    run: async ({ body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const before = (await currentCalendars(context.db, actor.province))[body.id];
      // Days are branded only inside; the schema has checked that they are days.
      const calendar = { ...body, version: (before?.version ?? 0) + 1 } as unknown as BusinessCalendar;
      return publish(context, actor, calendar, language);
    },
  }),
  route({
    method: 'post',
    path: '/v1/calendars/{id}/closures',
    tag: 'Time',
    summary: 'Declare a day on which the offices are closed, or open at other hours',
    description: 'For administrators. Publishes the next version of the calendar.',
    params: byId,
    body: Closure,
    answers: { 201: { description: 'Published', body: CalendarView } },
    problems: ['not-permitted', 'not-found', 'invalid-calendar', 'version-conflict'],
    run: async ({ params, body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const before = await current(context, actor, params.id);
      const exception = { ...body, kind: 'off' } as BusinessCalendar['exceptions'][number];
      const calendar = {
        ...before,
        version: before.version + 1,
        exceptions: [...before.exceptions.filter(({ day }) => day !== exception.day), exception],
      };
      return publish(context, actor, calendar, language);
    },
  }),
];

async function current(context: Context, actor: Actor, id: string): Promise<BusinessCalendar> {
  const calendars = await currentCalendars(context.db, actor.province);
  const found = Object.hasOwn(calendars, id) ? calendars[id] : undefined;
  if (found === undefined) throw new Problem('not-found');
  return found;
}

async function publish(
  context: Context,
  actor: Actor,
  calendar: BusinessCalendar,
  language: Language,
): Promise<Reply> {
  const findings = checkCalendar(calendar, context.now() as Instant);
  if (findings.length > 0)
    throw new Problem(
      'invalid-calendar',
      {},
      findings.map((each) => faultOf(each, language)),
    );
  await publishCalendar(context.db, actor.province, calendar, actor.user);
  return { status: 201, body: calendar };
}
