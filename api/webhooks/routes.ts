import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  DeliveryStarted,
  DeliveryView,
  WebhookInput,
  WebhookSecret,
  WebhookView,
} from '../../contracts/http/agencies.ts';
import { paging } from '../../contracts/http/inbox.ts';
import { mayBeCalled } from '../../contracts/webhooks/webhook-address.ts';
import { asActor } from '../../db/core/reader.ts';
import { callPoller, type FeedView, findFeed, listFeeds, subscribe } from '../../db/webhooks/feeds.ts';
import {
  addWebhook,
  type Delivery,
  findDelivery,
  findWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  rotateSecret,
  type Webhook,
} from '../../db/webhooks/queries.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import { DELIVERY_STATUSES } from '../../domain/vocabulary/webhooks.ts';
import { seal, webhookSecret } from '../../temporal/secrets.ts';
import { callWebhook } from '../../temporal/webhooks.ts';
import { demandRole } from '../administration/administration.ts';
import { iso } from '../cases/case-view.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';
import { subscriptionOf, subscriptionShown } from './events.ts';

const byName = z.object({ name: z.string().min(1).max(40) });
const byDelivery = z.object({ name: z.string().min(1).max(40), id: z.string().min(1).max(200) });

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/webhooks',
    tag: 'Webhooks',
    summary: 'Webhooks: addresses that escalations call and that receive events',
    description: 'For administrators. Secrets are not shown.',
    answers: { 200: { description: 'All of them', body: z.object({ items: z.array(WebhookView) }) } },
    problems: ['not-permitted'],
    run: async ({ actor, context }) => {
      demandRole(actor, 'administrator');
      const [found, feeds] = await asActor(context.db, actor, async (session) => [
        await listWebhooks(session, actor.province),
        await listFeeds(session, actor.province),
      ]);
      return ok({
        items: found.map((each) =>
          shown(
            each,
            feeds.find(({ name }) => name === each.name),
          ),
        ),
      });
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks',
    tag: 'Webhooks',
    summary: 'Add an address',
    description:
      'For administrators. Escalations call it by its name (`webhook <name>`). What is sent is a CloudEvent, signed as Standard Webhooks has it, with the secret that is shown in this answer and never again.',
    body: WebhookInput,
    answers: { 201: { description: 'Added, with its secret', body: WebhookSecret } },
    problems: ['not-permitted', 'webhook-exists', 'webhook-address'],
    run: async ({ body, actor, context }) => {
      demandRole(actor, 'administrator');
      const { name, url, subscription } = body;
      if (!mayBeCalled(new URL(url), context.settings.webhookTargets)) throw new Problem('webhook-address');
      const secret = freshSecret();
      const { province, user } = actor;
      const sealed = seal(context.keys, secret, webhookSecret(province, name));
      const [added, feed] = await asActor(context.db, actor, async (session) => {
        const made = await addWebhook(session, province, { name, url, secret: sealed, by: user });
        if (made === null) throw new Problem('webhook-exists', { name });
        return [
          made,
          subscription && (await subscribe(session, province, name, subscriptionOf(subscription))),
        ];
      });
      return reply(201, { ...shown(added, feed), secret });
    },
  }),
  route({
    method: 'delete',
    path: '/v1/webhooks/{name}',
    tag: 'Webhooks',
    summary: 'Remove an address',
    description: 'For administrators. Calls under way are given up; what was delivered stays in the list.',
    params: byName,
    answers: { 200: { description: 'As it was', body: WebhookView } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, actor, context }) => {
      demandRole(actor, 'administrator');
      const { province } = actor;
      const { name } = params;
      const [removed, feed] = await asActor(context.db, actor, async (session) => {
        const stored = await findFeed(session, province, name);
        return [await removeWebhook(session, province, name), stored];
      });
      if (removed === null) throw new Problem('not-found');
      return ok(shown(removed, feed));
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/{name}/rotation',
    tag: 'Webhooks',
    summary: 'Create a new secret',
    description:
      'For administrators. The previous secret signs as well for 24 hours. A disabled address is called again.',
    params: byName,
    answers: { 200: { description: 'With its new secret', body: WebhookSecret } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, actor, context }) => {
      demandRole(actor, 'administrator');
      const secret = freshSecret();
      const { province } = actor;
      const { name } = params;
      const sealed = seal(context.keys, secret, webhookSecret(province, name));
      const [rotated, feed] = await asActor(context.db, actor, async (session) => {
        const made = await rotateSecret(session, province, name, sealed);
        await callPoller(session);
        return [made, await findFeed(session, province, name)];
      });
      if (rotated === null) throw new Problem('not-found');
      return ok({ ...shown(rotated, feed), secret });
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/{name}/test',
    tag: 'Webhooks',
    summary: 'Send a test event',
    description: 'For administrators. The list of deliveries shows the result.',
    params: byName,
    answers: { 202: { description: 'Being called', body: DeliveryStarted } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, actor, context }) => {
      demandRole(actor, 'administrator');
      const { province } = actor;
      const { name } = params;
      const found = await asActor(context.db, actor, (session) => findWebhook(session, province, name));
      if (found === null) throw new Problem('not-found');
      const id = `hook-test-${randomUUID()}`;
      const at = context.now() as Instant;
      const call = { id, province, name, caseId: null, at, data: {} };
      await callWebhook(context.client, call, context.taskQueue);
      return reply(202, { id });
    },
  }),
  route({
    method: 'get',
    path: '/v1/webhooks/{name}/deliveries',
    tag: 'Webhooks',
    summary: 'Result of each call',
    description: 'For administrators. Also of an address that has been removed.',
    params: byName,
    query: z.strictObject({ ...paging, status: z.enum(DELIVERY_STATUSES).optional() }),
    answers: {
      200: {
        description: 'A page, the newest first',
        body: z.object({ items: z.array(DeliveryView), next: z.string().nullable() }),
      },
    },
    problems: ['not-permitted', 'bad-cursor'],
    run: async ({ params, query, actor, context }) => {
      demandRole(actor, 'administrator');
      const page = await asActor(context.db, actor, (session) =>
        listDeliveries(session, actor.province, params.name, query),
      );
      return ok({ items: page.items.map(deliveryShown), next: page.next });
    },
  }),
  route({
    method: 'post',
    path: '/v1/webhooks/{name}/deliveries/{id}/replay',
    tag: 'Webhooks',
    summary: 'Send a failed delivery again',
    description: 'For administrators. The receiver sees the same webhook-id.',
    params: byDelivery,
    answers: { 202: { description: 'Being called', body: DeliveryStarted } },
    problems: ['not-permitted', 'not-found', 'delivery-not-dead'],
    run: async ({ params, actor, context }) => {
      demandRole(actor, 'administrator');
      const { province } = actor;
      const { name, id } = params;
      const found = await asActor(context.db, actor, (session) => findDelivery(session, province, name, id));
      if (found === null) throw new Problem('not-found');
      if (found.status !== 'dead') throw new Problem('delivery-not-dead');
      const { caseId, createdAt: at } = found;
      // What is sent is what the delivery keeps.
      await callWebhook(context.client, { id, province, name, caseId, at, data: {} }, context.taskQueue);
      return reply(202, { id });
    },
  }),
];

/** As Standard Webhooks writes them: 24 to 64 random bytes. */
function freshSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

function shown(
  { name, url, active, offWhy, createdBy, createdAt, rotatedAt }: Webhook,
  feed: FeedView | null | undefined,
) {
  return {
    name,
    url,
    active,
    offWhy,
    createdBy,
    createdAt: isoOf(createdAt),
    rotatedAt: iso(rotatedAt),
    subscription: feed ? subscriptionShown(feed) : null,
  };
}

function deliveryShown({ id, status, attempts, lastError, caseId, createdAt, deliveredAt }: Delivery) {
  return {
    id,
    status,
    attempts,
    lastError,
    case: caseId,
    createdAt: isoOf(createdAt),
    deliveredAt: iso(deliveredAt),
  };
}
