/** Papers that somebody asked for, made by a worker. */
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { errandQueueOf } from '../contracts/errands.ts';
import { ASKED_PAPER_WORKFLOW, type AskedPaperCall } from '../contracts/papers-messages.ts';
import { TemporalAway } from './cases.ts';

/**
 * Has it made, and waits for it as long as the patience goes. Asked again, it is made once. `under-way`: it is still being made.
 * @throws TemporalAway
 */
export async function makeAskedPaper(
  client: Client,
  id: string,
  patienceMs: number,
  caseQueue?: string,
): Promise<'made' | 'impossible' | 'under-way'> {
  let timer: NodeJS.Timeout | undefined;
  const call: AskedPaperCall = { id };
  try {
    const handle = await client.workflow.start(ASKED_PAPER_WORKFLOW, {
      workflowId: id,
      taskQueue: errandQueueOf(caseQueue),
      args: [call],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    const late = new Promise<'under-way'>((resolve) => {
      timer = setTimeout(() => resolve('under-way'), patienceMs);
    });
    return await Promise.race([handle.result().then(() => 'made' as const), late]);
  } catch (error) {
    if (error instanceof WorkflowFailedError) return 'impossible';
    throw new TemporalAway(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
