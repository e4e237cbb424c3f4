/** Starting what outbox jobs ask for. */
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import {
  deliveryWorkflowId,
  OUTBOX_WORKFLOWS,
  type OutboxJobInput,
  outboxQueueOf,
  SYNC_SHIPMENT,
} from '../contracts/temporal/outbox.ts';

/**
 * Begins an outbox job's workflow, `delay` milliseconds from now. Given again it begins nothing new. A shipment has one workflow for
 * its whole way: later outbox jobs about it only ask it to look again.
 */
export async function startOutboxJob(
  client: Client,
  { id, kind, province, caseId, seq, subject }: OutboxJobInput,
  delay: number,
  caseQueue?: string,
): Promise<void> {
  const call: OutboxJobInput = { id, kind, province, caseId, seq, subject };
  const options = { taskQueue: outboxQueueOf(caseQueue), args: [call] };
  if (kind === 'delivery') {
    await client.workflow.signalWithStart(OUTBOX_WORKFLOWS[kind], {
      ...options,
      workflowId: deliveryWorkflowId(subject),
      signal: SYNC_SHIPMENT,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return;
  }
  try {
    await client.workflow.start(OUTBOX_WORKFLOWS[kind], {
      ...options,
      workflowId: id,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      ...(delay > 0 ? { startDelay: delay } : {}),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
