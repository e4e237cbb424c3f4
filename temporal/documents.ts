/** Documents that somebody asked for, made by a worker; and those that ought to be there. */
import { type Client, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { REQUESTED_DOCUMENT_WORKFLOW, type RequestedDocumentInput } from '../contracts/temporal/documents.ts';
import { OUTBOX_WORKFLOWS, type OutboxJobInput, outboxQueueOf } from '../contracts/temporal/outbox.ts';
import type { GenerationState } from '../domain/vocabulary/documents.ts';
import { TemporalUnavailable } from './cases.ts';

/**
 * Has it made, and waits for it as long as the patience goes. Asked again, it is made once. `under-way`: it is still being made.
 * @throws TemporalAway
 */
export async function generateRequestedDocument(
  client: Client,
  id: string,
  patienceMs: number,
  caseQueue?: string,
): Promise<GenerationState> {
  let timer: NodeJS.Timeout | undefined;
  const call: RequestedDocumentInput = { id };
  try {
    const handle = await client.workflow.start(REQUESTED_DOCUMENT_WORKFLOW, {
      workflowId: id,
      taskQueue: outboxQueueOf(caseQueue),
      args: [call],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    const late = new Promise<'under-way'>((resolve) => {
      timer = setTimeout(() => resolve('under-way'), patienceMs);
    });
    return await Promise.race([handle.result().then(() => 'generated' as const), late]);
  } catch (error) {
    if (error instanceof WorkflowFailedError) return 'impossible';
    throw new TemporalUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** null: nobody is making it. Otherwise why it is not there yet; empty while nothing has gone wrong. */
export async function waitsFor(client: Client, id: string): Promise<string | null> {
  try {
    const { status, raw } = await client.workflow.getHandle(id).describe();
    if (status.name !== 'RUNNING') return null;
    const failure = raw.pendingActivities?.find(({ lastFailure }) => lastFailure)?.lastFailure;
    const error = await decodeOptionalFailureToOptionalError(client.options.loadedDataConverter, failure);
    return error?.message ?? '';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Makes the form of an event once more, whatever became of it before. `failed`: why it cannot be made. */
export async function makeFormAgain(
  client: Client,
  { id, kind, province, caseId, seq, subject }: OutboxJobInput,
  patienceMs: number,
  caseQueue?: string,
): Promise<'ended' | 'under-way' | { readonly failed: string }> {
  const call: OutboxJobInput = { id, kind, province, caseId, seq, subject };
  const handle = await client.workflow.start(OUTBOX_WORKFLOWS.document, {
    workflowId: id,
    taskQueue: outboxQueueOf(caseQueue),
    args: [call],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'under-way'>((resolve) => {
    timer = setTimeout(() => resolve('under-way'), patienceMs);
  });
  try {
    return await Promise.race([handle.result().then(() => 'ended' as const), late]);
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    return { failed: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost: around it stand only the names of activity and workflow. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
