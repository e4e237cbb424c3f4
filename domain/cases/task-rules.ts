/** What officers do with their tasks. */
import type { AgencyKey, Proof } from '../procedures/types.ts';
import { restartClock } from '../time/clocks.ts';
import { singleStep, stepsToReturnTo } from './availability.ts';
import { completionsOf } from './completions.ts';
import type { Draft } from './draft.ts';
import { cancelOpenTasks, enter, leaveJoin } from './routing.ts';
import type { Rules } from './rules.ts';
import type { Task } from './state.ts';

export const tasks = {
  claim: (draft, { taskId }) => {
    // A deputy claims for whom they stand in: what they hold ends with the delegation.
    draft.emit({ type: 'task-claimed', taskId, assignee: draft.behalf ?? draft.order.actor.user });
    return null;
  },
  release: (draft, { taskId }) => {
    draft.emit({ type: 'task-released', taskId });
    return null;
  },
  assign: (draft, { taskId, assignee }) => {
    draft.emit({ type: 'task-assigned', taskId, assignee });
    return null;
  },
  balance: (draft, { taskId, assignee, how }) => {
    draft.emit({ type: 'task-assigned', taskId, assignee, how });
    return null;
  },
  complete: (draft, { taskId, outcome, reason, documents, position }) => {
    const task = taskOf(draft, taskId);
    const outcomes = outcomesOf(draft, task);
    const chosen = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
    if (chosen === undefined) return { code: 'no-such-outcome', outcome, known: Object.keys(outcomes) };
    if (chosen.reason && reason === null) return { code: 'reason-required', outcome };
    const { documents: rules = [], position: placed } = chosen.requires ?? {};
    const lacking = rules.find((rule) => !documents.some((document) => document.rule === rule));
    if (lacking !== undefined) return { code: 'document-missing', rule: lacking };
    if (placed && position === undefined) return { code: 'position-missing', outcome };
    draft.emit({
      type: 'task-completed',
      taskId,
      outcome,
      reason,
      documents,
      ...(position === undefined ? {} : { position }),
    });
    if (task.followUp === true) return null;
    const join = draft.state.joins.find(({ step }) => step === task.step);
    if (join !== undefined) leaveJoin(draft, join);
    else if (chosen.to !== null) enter(draft, chosen.to, {});
    return null;
  },
  /** "Not ours": the task goes to the agency whose matter it is, and later steps of the same function with it. */
  transfer: (draft, { taskId, agency, reason, offices }) => {
    const task = taskOf(draft, taskId);
    if (task.agency === agency) return { code: 'same-agency' };
    const clock = draft.state.clocks.find(({ id }) => id === task.clock);
    if (clock === undefined) throw new RangeError(`task ${taskId} has no clock`);
    const reset = draft.definition.procedure.transfer.clock === 'reset';
    draft.emit({
      type: 'task-transferred',
      taskId,
      from: task.agency,
      to: agency,
      key: keyOf(draft, task),
      reason,
      clock: reset ? { ...restartClock(clock, draft.now), rungs: [] } : clock,
      ...(offices === undefined ? {} : { offices }),
    });
    return null;
  },
  /** Back to an earlier step; the clock of the case goes on. */
  return: (draft, { taskId, step, reason }) => {
    const task = taskOf(draft, taskId);
    if (!stepsToReturnTo(draft.state, task.step).includes(step)) return { code: 'no-such-step', step };
    draft.emit({ type: 'work-returned', taskId, step, reason });
    cancelOpenTasks(draft, 'returned');
    enter(draft, step, {});
    return null;
  },
} satisfies Partial<Rules>;

interface PossibleOutcome {
  readonly reason: boolean;
  /** null for a branch: the join decides where the case goes. */
  readonly to: string | null;
  readonly requires?: Proof;
}

/** What a task can be completed with. */
function outcomesOf(draft: Draft, task: Task): Readonly<Record<string, PossibleOutcome>> {
  const { procedure } = draft.definition;
  const step = task.followUp === true ? null : singleStep(draft.definition, task.step);
  if (step !== null) return step.outcomes;
  return Object.fromEntries(
    Object.entries(completionsOf(procedure, task)).map(([name, each]) => [name, { ...each, to: null }]),
  );
}

function branchOf(draft: Draft, task: Task) {
  const step = draft.definition.procedure.steps.find(({ id }) => id === task.step);
  return step?.parallel?.branches.find(({ id }) => id === task.branch) ?? null;
}

/** By which function the procedure calls the task's agency; the counter keeps its name wherever a task goes. */
function keyOf(draft: Draft, task: Task): AgencyKey | null {
  const key = singleStep(draft.definition, task.step)?.agency ?? branchOf(draft, task)?.agency ?? null;
  return key === 'counter' ? null : key;
}

function taskOf(draft: Draft, id: string): Task {
  const task = draft.state.tasks.find((each) => each.id === id);
  if (task === undefined) throw new RangeError(`the gate lets no unknown task through: ${id}`);
  return task;
}
