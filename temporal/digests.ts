/** The mail of the morning, for each province. */
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { DIGEST_WORKFLOW, digestWorkflowId } from '../contracts/temporal/messages.ts';
import { outboxQueueOf } from '../contracts/temporal/outbox.ts';
import type { ProvinceId } from '../domain/ids.ts';

/** Begins a province's; where it runs, it goes on. */
export async function beginDigests(client: Client, province: ProvinceId, caseQueue?: string): Promise<void> {
  const taskQueue = outboxQueueOf(caseQueue);
  try {
    await client.workflow.start(DIGEST_WORKFLOW, {
      workflowId: digestWorkflowId(province, taskQueue),
      taskQueue,
      args: [{ province, after: null }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
