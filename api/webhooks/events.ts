import { z } from 'zod';
import { EventReplay, SubscriptionInput, SubscriptionView } from '../../contracts/http/webhooks.ts';
import { asActor } from '../../db/core/reader.ts';
import {
  type FeedView,
  replayFrom,
  type Subscription,
  subscribe,
  unsubscribe,
} from '../../db/webhooks/feeds.ts';
import { findWebhook } from '../../db/webhooks/queries.ts';
import type { AgencyId } from '../../domain/ids.ts';
import { demandRole } from '../administration/administration.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';

const byName = z.object({ name: z.string().min(1).max(40) });

export const webhookEventRoutes: readonly Route[] = [
  route({
    method: 'put',
    path: '/v1/webhooks/{name}/subscription',
    tag: 'Webhooks',
    summary: 'Subscribe it to events of cases',
    description:
      'For administrators. In the order of the record, one after the other, each until it is answered 2xx; the same event may arrive twice (recognise it by `webhook-id`). Starts now; an existing subscription continues from where it is.',
    params: byName,
    body: SubscriptionInput,
    answers: { 200: { description: 'As it is now', body: SubscriptionView } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, body, actor, context }) => {
      demandRole(actor, 'administrator');
      const { province } = actor;
      const { name } = params;
      const feed = await asActor(context.db, actor, async (session) => {
        if ((await findWebhook(session, province, name)) === null) throw new Problem('not-found');
        return subscribe(session, province, name, subscriptionOf(body));
      });
      return ok(subscriptionShown(feed));
    },
  }),
  route({
    method: 'delete',
    path: '/v1/webhooks/{name}/subscription',
    tag: 'Webhooks',
    summary: 'Stop sending events to it',
    description: 'For administrators. Escalations still call it.',
    params: byName,
    answers: { 200: { description: 'As it was', body: SubscriptionView } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, actor, context }) => {
      demandRole(actor, 'administrator');
      const feed = await asActor(context.db, actor, (session) =>
        unsubscribe(session, actor.province, params.name),
      );
      if (feed === null) throw new Problem('not-found');
      return ok(subscriptionShown(feed));
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/{name}/replay',
    tag: 'Webhooks',
    summary: 'Replay events',
    description:
      'For administrators. Goes back (or forward) to after a position, or to a point in time, and sends everything from there, under the original `webhook-id`.',
    params: byName,
    body: EventReplay,
    answers: { 202: { description: 'Continues from there', body: SubscriptionView } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, body, actor, context }) => {
      demandRole(actor, 'administrator');
      const from = 'after' in body ? { position: body.after } : { since: body.since };
      const feed = await asActor(context.db, actor, (session) =>
        replayFrom(session, actor.province, params.name, from),
      );
      if (feed === null) throw new Problem('not-found');
      return reply(202, subscriptionShown(feed));
    },
  }),
];

export function subscriptionOf({
  events,
  kinds,
  procedures,
  agencies,
}: z.infer<typeof SubscriptionInput>): Subscription {
  return {
    events,
    kinds: kinds ?? null,
    procedures: procedures ?? null,
    agencies: (agencies as AgencyId[] | undefined) ?? null,
  };
}

export function subscriptionShown({ events, kinds, procedures, agencies, position }: FeedView) {
  return {
    events: [...events],
    kinds: kinds && [...kinds],
    procedures: procedures && [...procedures],
    agencies: agencies && [...agencies],
    position,
  };
}
