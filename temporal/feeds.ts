import type { Client } from '@temporalio/client';
import { outboxQueueOf } from '../contracts/temporal/outbox.ts';
import { FEED_WORKFLOW, type FeedCall, feedWorkflowId, WAKE_FEED } from '../contracts/temporal/webhooks.ts';

/** Begins to hand over, or tells who is at it already that there is more. */
export async function beginFeed(client: Client, feed: FeedCall, caseQueue?: string): Promise<void> {
  await client.workflow.signalWithStart(FEED_WORKFLOW, {
    workflowId: feedWorkflowId(feed),
    taskQueue: outboxQueueOf(caseQueue),
    args: [feed],
    signal: WAKE_FEED,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}
