import type { Client } from '@temporalio/client';
import { errandQueueOf } from '../contracts/errands.ts';
import { FEED_WORKFLOW, type FeedCall, feedWorkflowId, WAKE_FEED } from '../contracts/webhook-messages.ts';

/** Begins to hand over, or tells who is at it already that there is more. */
export async function beginFeed(client: Client, feed: FeedCall, caseQueue?: string): Promise<void> {
  await client.workflow.signalWithStart(FEED_WORKFLOW, {
    workflowId: feedWorkflowId(feed),
    taskQueue: errandQueueOf(caseQueue),
    args: [feed],
    signal: WAKE_FEED,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}
