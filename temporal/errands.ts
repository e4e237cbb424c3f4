/** Starting what errands ask for. */
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { WorkflowIdReusePolicy } from '@temporalio/common';
import {
  deliveryWorkflowId,
  ERRAND_WORKFLOWS,
  type ErrandCall,
  errandQueueOf,
  HEED_SHIPMENT,
} from '../contracts/errands.ts';

/**
 * Begins an errand's workflow, `delay` milliseconds from now. Given again it begins nothing new. A shipment has one workflow for
 * its whole way: later errands about it only ask it to look again.
 */
export async function startErrand(
  client: Client,
  { id, kind, province, caseId, seq, subject }: ErrandCall,
  delay: number,
  caseQueue?: string,
): Promise<void> {
  const call: ErrandCall = { id, kind, province, caseId, seq, subject };
  const options = { taskQueue: errandQueueOf(caseQueue), args: [call] };
  if (kind === 'delivery') {
    await client.workflow.signalWithStart(ERRAND_WORKFLOWS[kind], {
      ...options,
      workflowId: deliveryWorkflowId(subject),
      signal: HEED_SHIPMENT,
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    });
    return;
  }
  try {
    await client.workflow.start(ERRAND_WORKFLOWS[kind], {
      ...options,
      workflowId: id,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      ...(delay > 0 ? { startDelay: delay } : {}),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
