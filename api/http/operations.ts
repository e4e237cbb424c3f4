import { z } from 'zod';
import type { Context } from './context.ts';
import { ok, type Route, reply, route } from './registry.ts';

/** How long a part may take to say that it is there. */
const WITHIN_MS = 2_000;

const Readiness = z
  .object({ ready: z.boolean(), parts: z.object({ postgres: z.boolean(), temporal: z.boolean() }) })
  .meta({ id: 'Readiness' });

export const operationsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/healthz',
    tag: 'Operations',
    summary: 'Whether this process runs',
    access: 'public',
    answers: { 200: { description: 'It does', body: z.object({ ok: z.literal(true) }) } },
    problems: [],
    run: async () => ok({ ok: true as const }),
  }),
  route({
    method: 'get',
    path: '/readyz',
    tag: 'Operations',
    summary: 'Whether requests can be answered',
    access: 'public',
    answers: {
      200: { description: 'PostgreSQL and Temporal answer', body: Readiness },
      503: {
        description: 'One of them does not',
        body: Readiness,
        headers: { 'Retry-After': 'Seconds' },
      },
    },
    problems: [],
    run: async ({ context }) => {
      const [postgres, temporal] = await Promise.all([
        answers(context.db.sql.query('SELECT 1')),
        answers(reachTemporal(context)),
      ]);
      const ready = postgres && temporal;
      const body = { ready, parts: { postgres, temporal } };
      return ready ? ok(body) : reply(503, body, { 'Retry-After': '5' });
    },
  }),
  route({
    method: 'get',
    path: '/metrics',
    tag: 'Operations',
    summary: 'Metrics for Prometheus',
    access: 'public',
    answers: { 200: { description: 'Text', body: z.string(), mediaType: 'text/plain' } },
    problems: [],
    run: async ({ context, res }) => {
      const { type, text } = await context.metrics.text(context.events.followers);
      res.setHeader('Content-Type', type);
      res.send(text);
      return null;
    },
  }),
];

function reachTemporal({ connection }: Context): Promise<unknown> {
  return connection.withDeadline(Date.now() + WITHIN_MS, () => connection.workflowService.getSystemInfo({}));
}

async function answers(call: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), WITHIN_MS);
  });
  try {
    return await Promise.race([
      call.then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
