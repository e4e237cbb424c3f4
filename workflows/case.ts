import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import {
  ACT,
  type ActArgs,
  CATCH_UP,
  type CaseInput,
  MOVE,
  type MoveArgs,
  ORDERS_PER_RUN,
  RECORD_CONFLICT,
  type Receipt,
  STATE,
  type StateAnswer,
  TRANSITIONS,
  type TransitionsAnswer,
} from '../contracts/messages.ts';
import { CaseFile } from './case-file.ts';

const act = defineUpdate<Receipt, ActArgs>(ACT);
const move = defineUpdate<Receipt, MoveArgs>(MOVE);
const catchUp = defineUpdate<void>(CATCH_UP);
const stateQuery = defineQuery<StateAnswer>(STATE);
const transitionsQuery = defineQuery<TransitionsAnswer>(TRANSITIONS);

/** An order is on its way together with the start; without one, there is nothing to keep this case open for. */
const FILED_WITHIN = '1 minute';
/** How long a case waits whose record refuses it, before it tries its timers again; `reconcile` mends it meanwhile. */
const PARKED_FOR = '10 minutes';

/**
 * A case, dossier or complaint, from its filing to its end: takes orders, does by itself what is due, and closes.
 */
export async function caseWorkflow(input: CaseInput): Promise<void> {
  const file = new CaseFile(input);
  takeOrders(file);

  if (!(await condition(() => file.state !== null, FILED_WITHIN))) return;

  while (!file.isClosed) {
    if (isRunFull(file, input)) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof caseWorkflow>(file.carried());
    }
    if (await momentHasCome(file, input)) await doWhatIsDue(file);
  }
  await condition(allHandlersFinished);
}

function takeOrders(file: CaseFile): void {
  setHandler(act, (order) => file.carryOut(order, null), { validator: (order) => file.check(order, null) });
  setHandler(move, (order, to) => file.carryOut(order, to), {
    validator: (order, to) => file.check(order, to),
  });
  setHandler(catchUp, () => file.catchUp());
  setHandler(stateQuery, () => ({ state: file.state, headHash: file.headHash }));
  setHandler(transitionsQuery, () => ({ begins: file.begins, transitions: file.transitions() }));
}

/**
 * Waits for the next due instant; false when the case closed, or the run filled up, before it came. A timer that is set
 * for too early an instant is left to run out rather than set anew: most deadlines only ever move back.
 */
async function momentHasCome(file: CaseFile, input: CaseInput): Promise<boolean> {
  const { wake } = file;
  const isOver = () => file.isClosed || isRunFull(file, input);
  if (wake === null) {
    await condition(() => isOver() || file.wake !== null);
    return false;
  }
  const delay = wake - Date.now();
  if (delay <= 0) return true;
  await condition(() => isOver() || (file.wake !== null && file.wake < wake), delay);
  return !isOver() && file.wake !== null && file.wake <= Date.now();
}

async function doWhatIsDue(file: CaseFile): Promise<void> {
  try {
    await file.tick();
  } catch (error) {
    if (!(error instanceof ApplicationFailure && error.type === RECORD_CONFLICT)) throw error;
    await sleep(PARKED_FOR);
  }
}

/** Temporal keeps at most 2,000 updates and some 50,000 events a run. */
function isRunFull(file: CaseFile, input: CaseInput): boolean {
  return workflowInfo().continueAsNewSuggested || file.orders >= (input.ordersPerRun ?? ORDERS_PER_RUN);
}
