import { z } from 'zod';
import { CASE_QUEUE } from '../../contracts/temporal/cases.ts';
import { outboxQueueOf } from '../../contracts/temporal/outbox.ts';
import { outboxJobsWaiting } from '../../db/outbox/queries.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Context } from '../http/context.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { demandRole } from './administration.ts';

const WORKFLOW_TASKS = 1;
const WITHIN_MS = 2_000;
/** A worker asks at least once a minute; Temporal speaks of it for some minutes after it was last seen. */
const UNSEEN_MS = 90_000;
/** What nobody takes up for so long, nobody is there to take up. */
const WAITED_MS = 15_000;

const Queue = z.object({
  name: z.enum(['cases', 'outbox']),
  up: z.boolean().meta({ description: 'workers are polling it and processing its tasks' }),
  workers: z.number().int().meta({ description: 'that were seen within 90 seconds' }),
  waiting: z.number().int().meta({ description: 'approximate number of tasks waiting for a worker' }),
  waitedSeconds: z.number().int().meta({ description: 'the oldest of them' }),
});

const Health = z
  .object({
    queues: z.array(Queue).nullable().meta({ description: 'null: Temporal does not answer' }),
    jobs: z.object({
      waiting: z.number().int().meta({
        description:
          'messages, documents, shipments and payments that are waiting for a worker; 1000 at most',
      }),
      since: z.iso.datetime().nullable(),
    }),
  })
  .meta({ id: 'Health' });

export const healthRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/health',
    tag: 'Operations',
    summary: 'Whether workers are running, and what is waiting',
    description: 'For administrators.',
    answers: { 200: { description: 'As it is now', body: Health } },
    problems: ['not-permitted'],
    run: async ({ actor, context }) => {
      demandRole(actor, 'administrator');
      const queue = context.taskQueue ?? CASE_QUEUE;
      const [queues, jobs] = await Promise.all([
        Promise.all([
          queueHealth(context, 'cases', queue),
          queueHealth(context, 'outbox', outboxQueueOf(queue)),
        ]).catch(() => null),
        outboxJobsWaiting(context.db, actor.province),
      ]);
      const { waiting, since } = jobs;
      return ok({ queues, jobs: { waiting, since: since === null ? null : isoOf(since) } });
    },
  }),
];

async function queueHealth(
  { connection, settings, now }: Context,
  name: 'cases' | 'outbox',
  queue: string,
): Promise<z.input<typeof Queue>> {
  const { pollers, stats } = await connection.withDeadline(Date.now() + WITHIN_MS, () =>
    connection.workflowService.describeTaskQueue({
      namespace: settings.temporalNamespace,
      taskQueue: { name: queue },
      taskQueueType: WORKFLOW_TASKS,
      reportStats: true,
    }),
  );
  const oldest = (now() - UNSEEN_MS) as Instant;
  const workers = (pollers ?? []).filter(
    ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldest,
  );
  const waitedSeconds = Number(stats?.approximateBacklogAge?.seconds ?? 0);
  return {
    name,
    up: workers.length > 0 && waitedSeconds * 1_000 < WAITED_MS,
    workers: workers.length,
    waiting: Number(stats?.approximateBacklogCount ?? 0),
    waitedSeconds,
  };
}
