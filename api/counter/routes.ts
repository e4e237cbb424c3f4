import { z } from 'zod';
import { asActor } from '../../db/core/reader.ts';
import {
  callAgain,
  callNext,
  noteAbsent,
  queueShown,
  servedBy,
  takeTicket,
} from '../../db/counter/queries.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { CALLED_AGAIN } from '../../domain/vocabulary/queue.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';

const params = z.object({ agency: z.string().min(1).max(100) });
const called = params.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });
const Queue = z
  .object({
    waiting: z.number().int(),
    called: z.array(z.number().int()).meta({ description: 'of today, the newest first' }),
    mine: z.number().int().nullable().meta({ description: 'the number you called last; null: none' }),
  })
  .meta({ id: 'Queue' });

export const queueRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/queue/{agency}',
    tag: 'Queue',
    summary: 'The queue of a counter',
    description: 'The screen in the waiting room shows the same at `/queue/{agency}`, without signing in.',
    params,
    answers: { 200: { description: 'Today', body: Queue } },
    problems: ['not-found'],
    run: async ({ params: { agency }, actor, context }) => {
      const at = context.now() as Instant;
      const shown = await queueShown(context.db.pool, agency as AgencyId, at);
      if (shown === null) throw new Problem('not-found');
      const mine = await asActor(context.db, actor, (session) =>
        servedBy(session, agency as AgencyId, actor.user, at),
      );
      return ok({ waiting: shown.waiting, called: [...shown.called], mine });
    },
  }),
  route({
    method: 'post',
    path: '/v1/queue/{agency}/tickets',
    tag: 'Queue',
    summary: 'Issue the next queue number',
    params,
    answers: {
      200: { description: 'Its', body: z.object({ number: z.number().int(), ahead: z.number().int() }) },
    },
    problems: ['not-permitted'],
    run: async ({ params: { agency }, actor, context }) => {
      demandCounter(actor, agency);
      const at = context.now() as Instant;
      return ok(await asActor(context.db, actor, (session) => takeTicket(session, agency as AgencyId, at)));
    },
  }),
  route({
    method: 'post',
    path: '/v1/queue/{agency}/calls',
    tag: 'Queue',
    summary: 'Call the next number',
    params,
    answers: {
      200: {
        description: 'The number called; null: nobody is waiting',
        body: z.object({ number: z.number().int().nullable() }),
      },
    },
    problems: ['not-permitted'],
    run: async ({ params: { agency }, actor, context }) => {
      demandCounter(actor, agency);
      const at = context.now() as Instant;
      const number = await asActor(context.db, actor, (session) =>
        callNext(session, agency as AgencyId, actor.user, at),
      );
      return ok({ number });
    },
  }),
  route({
    method: 'post',
    path: '/v1/queue/{agency}/calls/{number}',
    tag: 'Queue',
    summary: 'Call a number again, or mark it as a no-show',
    params: called,
    body: z.strictObject({ what: z.enum(CALLED_AGAIN) }),
    answers: { 200: { description: 'Done', body: z.object({ number: z.number().int() }) } },
    problems: ['invalid-input', 'not-found', 'not-permitted'],
    run: async ({ params: { agency, number }, body: { what }, actor, context }) => {
      demandCounter(actor, agency);
      const at = context.now() as Instant;
      const ticket = { agency: agency as AgencyId, number };
      const isDone = await asActor(context.db, actor, (session) =>
        (what === 'again' ? callAgain : noteAbsent)(session, ticket, actor.user, at),
      );
      if (!isDone) throw new Problem('not-found');
      return ok({ number });
    },
  }),
];

/** @throws Problem not-permitted */
function demandCounter({ roles }: Actor, at: string): void {
  if (!roles.some(({ role, agency }) => role === 'receptionist' && agency === at))
    throw new Problem('not-permitted', { action: 'queue' });
}
