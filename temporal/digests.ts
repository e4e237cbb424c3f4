/** The mail of the morning, for each province. */
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { errandQueueOf } from '../contracts/errands.ts';
import { DIGEST_WORKFLOW, digestWorkflowId } from '../contracts/message-activities.ts';
import type { ProvinceId } from '../domain/ids.ts';

/** Begins a province's; where it runs, it goes on. */
export async function beginDigests(client: Client, province: ProvinceId, caseQueue?: string): Promise<void> {
  const taskQueue = errandQueueOf(caseQueue);
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
