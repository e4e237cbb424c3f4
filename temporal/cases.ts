/** Cases as the API sees them: file one, give it an order. */
import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import {
  ApplicationFailure,
  defineSearchAttributeKey,
  type SearchAttributePair,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/common';
import {
  ACT,
  CASE_QUEUE,
  CASE_WORKFLOW,
  CATCH_UP,
  type CaseInput,
  MOVE,
  REFUSED,
  type Receipt,
  SEARCH_ATTRIBUTES,
  STATE,
  type StateAnswer,
  SYNC_RECORD,
  workflowIdOf,
} from '../contracts/temporal/cases.ts';
import type { Definition, Order } from '../domain/cases/state/commands.ts';
import type { Refusal } from '../domain/cases/state/refusal.ts';
import type { CaseState } from '../domain/cases/state/state.ts';
import type { CaseId, ProvinceId } from '../domain/ids.ts';

/** What came of an order. `ended`: no workflow of that case is running any more (or ever was). */
export type Answer =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly ended: true };

/**
 * No answer in time. The order may have been accepted, and is then carried out as soon as the server is back: giving the
 * same order again finds out.
 */
export class TemporalUnavailable extends Error {
  override readonly name = 'TemporalUnavailable';
}

/** The case refuses to go on because its record stands elsewhere; `npm run reconcile` mends it. */
export class CaseParked extends Error {
  override readonly name = 'CaseParked';
}

const ANSWER_WITHIN_MS = 4_000;

export async function fileCase(
  client: Client,
  input: CaseInput,
  order: Order,
  taskQueue = CASE_QUEUE,
): Promise<Answer> {
  const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW, {
    workflowId: workflowIdOf(input.caseId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    // A case that ended keeps its id for ever: filing it again must find it and not begin another.
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    typedSearchAttributes: searchAttributesOf(input),
  });
  return answered(client, () =>
    client.workflow.executeUpdateWithStart<never, Receipt, [Order]>(ACT, {
      args: [order],
      updateId: updateIdOf(order),
      startWorkflowOperation: startWorkflowOperation as never,
    }),
  );
}

export async function actOn(client: Client, caseId: CaseId, order: Order): Promise<Answer> {
  return answered(client, () =>
    client.workflow
      .getHandle(workflowIdOf(caseId))
      .executeUpdate<Receipt, [Order]>(ACT, { args: [order], updateId: updateIdOf(order) }),
  );
}

/** Gives a `move-procedure` order, with the definition to go on under. */
export async function moveCase(
  client: Client,
  caseId: CaseId,
  order: Order,
  to: Definition,
): Promise<Answer> {
  return answered(client, () =>
    client.workflow
      .getHandle(workflowIdOf(caseId))
      .executeUpdate<Receipt, [Order, Definition]>(MOVE, { args: [order, to], updateId: updateIdOf(order) }),
  );
}

/** Lets a case take over what its record holds beyond what it knows. @throws TemporalAway */
export async function catchUp(client: Client, caseId: CaseId): Promise<void> {
  try {
    await client.connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
      client.workflow.getHandle(workflowIdOf(caseId)).executeUpdate<void, []>(CATCH_UP),
    );
  } catch (error) {
    answerOf(error);
  }
}

/** The same without waiting: Temporal keeps it until a worker is there. A case that ended has nothing to take over. */
export async function syncRecord(client: Client, caseId: CaseId): Promise<void> {
  try {
    await client.workflow.getHandle(workflowIdOf(caseId)).signal(SYNC_RECORD);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/**
 * Begins a case's workflow again from its record, where it ended before its case did, or was lost: it takes over every
 * event from the first. Where it is running, it is only asked to look. false: the workflow that ended knows more than the
 * record (which came back from a backup), and is to be believed; `npm run reconcile` mends the record first.
 */
export async function beginAgain(
  client: Client,
  {
    id: caseId,
    version,
    province,
  }: { readonly id: CaseId; readonly version: number; readonly province: ProvinceId },
  definition: Definition,
  taskQueue = CASE_QUEUE,
): Promise<boolean> {
  const known = await lastKnownState(client, caseId);
  if (known !== null && (known.status === 'closed' || known.version > version)) return false;
  const input: CaseInput = { caseId, province, definition, carried: null };
  await client.workflow.signalWithStart(CASE_WORKFLOW, {
    workflowId: workflowIdOf(caseId),
    taskQueue,
    args: [input],
    signal: SYNC_RECORD,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    typedSearchAttributes: searchAttributesOf(input),
  });
  return true;
}

/** As the workflow, running or ended, knows its case; null where there is none, or nothing was filed in it. */
async function lastKnownState(client: Client, caseId: CaseId): Promise<CaseState | null> {
  try {
    return (await client.workflow.getHandle(workflowIdOf(caseId)).query<StateAnswer>(STATE)).state;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/**
 * Temporal answers a repeated update by its id without asking the case. With the content in it, another content under
 * the same key reaches the case, which refuses it.
 */
function updateIdOf(order: Order): string {
  return `${order.id}-${order.fingerprint.slice(0, 16)}`;
}

function searchAttributesOf(input: CaseInput): SearchAttributePair[] {
  const { procedure } = input.definition;
  const keyword = (name: string, value: string) => ({
    key: defineSearchAttributeKey(name, 'KEYWORD'),
    value,
  });
  return [
    keyword(SEARCH_ATTRIBUTES.province, input.province),
    keyword(SEARCH_ATTRIBUTES.procedure, procedure.code),
    keyword(SEARCH_ATTRIBUTES.kind, procedure.kind),
  ];
}

async function answered(client: Client, ask: () => Promise<Receipt>): Promise<Answer> {
  try {
    return { ok: true, receipt: await client.connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, ask) };
  } catch (error) {
    return answerOf(error);
  }
}

/** @throws TemporalAway, CaseParked, or the error itself when it is none that an order can meet. */
function answerOf(error: unknown): Answer {
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (failure instanceof ApplicationFailure) {
    if (failure.type === REFUSED) return { ok: false, refusal: failure.details?.[0] as Refusal };
    if (failure.type === 'RecordConflict') throw new CaseParked(failure.message, { cause: error });
    // The workflow ended between the order's arrival and its turn.
    if (failure.type === 'AcceptedUpdateCompletedWorkflow') return { ok: false, ended: true };
  }
  if (error instanceof WorkflowNotFoundError || isAlreadyStarted(error)) return { ok: false, ended: true };
  if (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof ServiceError ||
    isGrpcServiceError(error)
  )
    throw new TemporalUnavailable('Temporal did not answer in time', { cause: error });
  throw error;
}

function isAlreadyStarted(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError';
}
