import { z } from 'zod';
import { callNext, queueShown, takeTicket } from '../../db/queries/queue.ts';
import { asActor } from '../../db/reader.ts';
import type { Actor } from '../../domain/cases/commands.ts';
import type { AgencyId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { Problem } from '../problem.ts';
import { ok, type Route, route } from '../registry.ts';

const params = z.object({ agency: z.string().min(1).max(100) });
const Queue = z
  .object({
    waiting: z.number().int(),
    called: z.array(z.number().int()).meta({ description: 'of today, the newest first' }),
  })
  .meta({ id: 'Queue' });

export const queueRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/queue/{agency}',
    tag: 'Queue',
    summary: 'How many wait at a counter, and who was called',
    description:
      'The same stands at `/queue/{agency}` for the screen in the waiting room, without signing in.',
    params,
    answers: { 200: { description: 'Today', body: Queue } },
    problems: ['not-found'],
    run: async ({ params: { agency }, context }) => {
      const shown = await queueShown(context.db.pool, agency as AgencyId, context.now() as Instant);
      if (shown === null) throw new Problem('not-found');
      return ok({ waiting: shown.waiting, called: [...shown.called] });
    },
  }),
  route({
    method: 'post',
    path: '/v1/queue/{agency}/tickets',
    tag: 'Queue',
    summary: 'Give out the next number of the day',
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
    summary: 'Call who waits the longest to you',
    params,
    answers: {
      200: {
        description: 'Whom; null: nobody waits',
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
];

/** @throws Problem not-permitted */
function demandCounter({ roles }: Actor, at: string): void {
  if (!roles.some(({ role, agency }) => role === 'receptionist' && agency === at))
    throw new Problem('not-permitted', { action: 'queue' });
}
