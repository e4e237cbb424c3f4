import { z } from 'zod';
import { type Route, route } from '../http/registry.ts';

export const eventRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/events',
    tag: 'Cases',
    summary: 'Live events of the cases that you may see',
    description:
      'Server-sent events: `event` is the type, `data` JSON with case, code, kind, status, version, seq, type and at. An event ' +
      'may come twice after a reconnection (recognise it by case and seq); Last-Event-ID continues where the client was, for up to 500 events. ' +
      '`here` comes every 15 seconds: a stream that is silent for longer has been lost.',
    answers: { 200: { description: 'A stream', body: z.string(), mediaType: 'text/event-stream' } },
    problems: [],
    run: async ({ req, res, context }) => {
      const [last] = /^\d{1,15}$/.exec(req.get('last-event-id') ?? '') ?? [];
      await context.events.follow(
        res,
        () => context.identity.actorOf(req),
        last === undefined ? null : Number(last),
      );
      return null;
    },
  }),
];
