import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  log,
  ParentClosePolicy,
  setHandler,
  startChild,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow';
import {
  ACT,
  type ActArgs,
  CATCH_UP,
  type CaseInput,
  MOVE,
  type MoveArgs,
  NOTHING_FILED,
  ORDERS_PER_RUN,
  type Receipt,
  STATE,
  type StateAnswer,
  SYNC_RECORD,
  TRANSITIONS,
  type TransitionsAnswer,
  WEBHOOK_WORKFLOW,
  type WebhookCall,
} from '../../contracts/temporal/cases.ts';
import type { Hook } from '../../domain/cases/rules/hooks.ts';
import { CaseFile } from './case-file.ts';
import { chooseOfficer } from './recording.ts';

const act = defineUpdate<Receipt, ActArgs>(ACT);
const move = defineUpdate<Receipt, MoveArgs>(MOVE);
const catchUp = defineUpdate<void>(CATCH_UP);
const syncRecord = defineSignal(SYNC_RECORD);
const stateQuery = defineQuery<StateAnswer>(STATE);
const transitionsQuery = defineQuery<TransitionsAnswer>(TRANSITIONS);

/** An order is on its way together with the start; without one, there is nothing to keep this case open for. */
const FILED_WITHIN = '1 minute';
/** How long a case waits that cannot do what is due, before it tries again; whatever moves it meanwhile ends the wait. */
const PARKED_FOR = '10 minutes';

/**
 * A case, dossier or complaint, from its filing to its end: takes orders, does by itself what is due, and closes.
 */
export async function caseWorkflow(input: CaseInput): Promise<void> {
  const file = new CaseFile(input);
  takeOrders(file);

  if (!(await condition(() => file.state !== null, FILED_WITHIN))) await takeOverOrEnd(file);

  while (!file.isClosed) {
    await runFollowUps(file);
    if (isRunFull(file, input)) {
      await condition(allHandlersFinished);
      await runFollowUps(file);
      await continueAsNew<typeof caseWorkflow>(file.carried());
    }
    if (await momentHasCome(file, input)) await doWhatIsDue(file, input);
  }
  await condition(allHandlersFinished);
  await runFollowUps(file);
}

/**
 * The case may be filed all the same: its filing is slow to be recorded, or was, and was lost on the way back. A case that is
 * not ends as failed, so that its id can be used again.
 */
async function takeOverOrEnd(file: CaseFile): Promise<void> {
  await file.catchUp();
  if (file.state === null) throw ApplicationFailure.nonRetryable('nothing was filed', NOTHING_FILED);
}

function takeOrders(file: CaseFile): void {
  setHandler(act, (order) => file.carryOut(order, null), { validator: (order) => file.check(order, null) });
  setHandler(move, (order, to) => file.carryOut(order, to), {
    validator: (order, to) => file.check(order, to),
  });
  setHandler(catchUp, () => file.catchUp());
  // A signal has nobody to tell of a failure, and must not end the case.
  setHandler(syncRecord, () => file.catchUp().catch(() => undefined));
  setHandler(stateQuery, () => ({ state: file.state, headHash: file.headHash }));
  setHandler(transitionsQuery, () => ({ begins: file.begins, transitions: file.transitions() }));
}

/** What the case asks of the world outside. None of it can hold the case up, or end it. */
async function runFollowUps(file: CaseFile): Promise<void> {
  for (const followUp of file.takeFollowUps()) {
    try {
      if ('hook' in followUp) await call(followUp.hook);
      else {
        const officer = await chooseOfficer(followUp.vacancy);
        if (officer !== null) await file.give(followUp.vacancy, officer);
      }
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.warn('an outbox job of a case came to nothing', { error });
    }
  }
}

/** By a workflow of its own, which goes on when the case is over; its id lets no escalation level call twice. */
async function call(hook: Hook): Promise<void> {
  try {
    await startChild<(call: WebhookCall) => Promise<void>>(WEBHOOK_WORKFLOW, {
      workflowId: hook.id,
      args: [{ ...hook, data: { ...hook.data } }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/**
 * Waits for the next due instant; false when the case closed, or the run filled up, before it came. A timer that is set
 * for too early an instant is left to run out rather than set anew: most deadlines only ever move back.
 */
async function momentHasCome(file: CaseFile, input: CaseInput): Promise<boolean> {
  const { wake } = file;
  const isOver = () => file.isClosed || file.hasFollowUps || isRunFull(file, input);
  if (wake === null) {
    await condition(() => isOver() || file.wake !== null);
    return false;
  }
  const delay = wake - Date.now();
  if (delay <= 0) return true;
  await condition(() => isOver() || (file.wake !== null && file.wake < wake), delay);
  return !isOver() && file.wake !== null && file.wake <= Date.now();
}

/** What cannot be done now is tried again: a deadline's work must not end the case that it belongs to. */
async function doWhatIsDue(file: CaseFile, input: CaseInput): Promise<void> {
  const { orders } = file;
  try {
    await file.tick();
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
  // Nothing was brought about, and it is due still: trying at once would go round for ever.
  const isStuck = () => file.orders === orders && file.wake !== null && file.wake <= Date.now();
  if (isStuck()) await condition(() => !isStuck() || file.isClosed || isRunFull(file, input), PARKED_FOR);
}

/** Temporal keeps at most 2,000 updates and some 50,000 events a run. */
function isRunFull(file: CaseFile, input: CaseInput): boolean {
  return workflowInfo().continueAsNewSuggested || file.orders >= (input.ordersPerRun ?? ORDERS_PER_RUN);
}
