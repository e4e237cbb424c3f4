/** Calls of webhooks that somebody asks for: a test, and a dead letter that is sent anew. */
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { CASE_QUEUE, WEBHOOK_WORKFLOW, type WebhookCall } from '../contracts/temporal/cases.ts';
import { TemporalUnavailable } from './cases.ts';

/** Begins to call; a call that is under way is left to go on. @throws TemporalAway */
export async function callWebhook(
  client: Client,
  call: WebhookCall,
  taskQueue: string = CASE_QUEUE,
): Promise<void> {
  try {
    await client.workflow.start(WEBHOOK_WORKFLOW, {
      workflowId: call.id,
      taskQueue,
      args: [call],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return;
    throw new TemporalUnavailable(error instanceof Error ? error.message : String(error));
  }
}
