/** What officers do with their tasks. */
import type { AgencyId } from '../../ids.ts';
import type { AgencyKey, Proof } from '../../procedures/language/types.ts';
import type { Clock } from '../../time/clock.ts';
import { restartClock, startClock } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import type { ClockTransfers } from '../state/events.ts';
import { isCaseClock } from '../state/evolve.ts';
import type { Offices, Task } from '../state/state.ts';
import { singleStep, stepsToReturnTo } from './availability.ts';
import { type Place, placeOf, transfersOf } from './clock-transfers.ts';
import { completionsOf } from './completions.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';
import { cancelOpenTasks, enter, leaveJoin } from './routing.ts';
import type { Rules } from './rules.ts';

export const tasks = {
  claim: (decision, { taskId }) => {
    // A deputy claims for whom they stand in: what they hold ends with the delegation.
    decision.emit({ type: 'task-claimed', taskId, assignee: decision.behalf ?? decision.order.actor.user });
    return null;
  },
  release: (decision, { taskId }) => {
    decision.emit({ type: 'task-released', taskId });
    return null;
  },
  assign: (decision, { taskId, assignee }) => {
    decision.emit({ type: 'task-assigned', taskId, assignee });
    return null;
  },
  balance: (decision, { taskId, assignee, how }) => {
    decision.emit({ type: 'task-assigned', taskId, assignee, how });
    return null;
  },
  complete: (decision, { taskId, outcome, reason, documents, position }) => {
    const task = taskOf(decision, taskId);
    const outcomes = outcomesOf(decision, task);
    const chosen = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
    if (chosen === undefined) return { code: 'no-such-outcome', outcome, known: Object.keys(outcomes) };
    if (chosen.reason && reason === null) return { code: 'reason-required', outcome };
    const { documents: rules = [], position: placed } = chosen.requires ?? {};
    const lacking = rules.find((rule) => !documents.some((document) => document.rule === rule));
    if (lacking !== undefined) return { code: 'document-missing', rule: lacking };
    if (placed && position === undefined) return { code: 'position-missing', outcome };
    decision.emit({
      type: 'task-completed',
      taskId,
      outcome,
      reason,
      documents,
      ...(position === undefined ? {} : { position }),
    });
    if (task.followUp === true) return null;
    const join = decision.state.joins.find(({ step }) => step === task.step);
    if (join !== undefined) leaveJoin(decision, join);
    else if (chosen.to !== null) enter(decision, chosen.to, {});
    return null;
  },
  /** "Not ours": the task goes to the agency whose matter it is, and later steps of the same function with it. */
  transfer: (decision, { taskId, agency, reason, offices }) => {
    const task = taskOf(decision, taskId);
    if (task.agency === agency) return { code: 'same-agency' };
    const clock = decision.state.clocks.find(({ id }) => id === task.clock);
    if (clock === undefined) throw new RangeError(`task ${taskId} has no clock`);
    const key = keyOf(decision, task);
    decision.emit({
      type: 'task-transferred',
      taskId,
      from: task.agency,
      to: agency,
      key,
      reason,
      ...clocksAfter(decision, { task, clock, to: agency, key, offices }),
      ...(offices === undefined ? {} : { offices }),
    });
    return null;
  },
  /** Back to an earlier step; the clock of the case goes on. */
  return: (decision, { taskId, step, reason }) => {
    const task = taskOf(decision, taskId);
    if (!stepsToReturnTo(decision.state, task.step).includes(step)) return { code: 'no-such-step', step };
    decision.emit({ type: 'work-returned', taskId, step, reason });
    cancelOpenTasks(decision, 'returned');
    enter(decision, step, {});
    return null;
  },
} satisfies Partial<Rules>;

interface Leaving {
  readonly task: Task;
  readonly clock: Clock;
  readonly to: AgencyId;
  readonly key: AgencyKey | null;
  readonly offices: Offices | undefined;
}

/**
 * The task's clock, and with the owner's work that of the case, by the time of the agency that has it now. Where the procedure resets
 * it, the former agency's ends and is judged, and a new one begins.
 */
function clocksAfter(
  decision: DecisionBuilder,
  { task, clock, to, key, offices }: Leaving,
): { readonly clock: Clock; readonly clocks?: ClockTransfers } {
  const { state, definition, now } = decision;
  const { sla, transfer } = definition.procedure;
  const isReset = transfer.clock === 'reset';
  if (!isUnder(2, state))
    return { clock: isReset ? { ...restartClock(clock, now), escalationLevels: [] } : clock };
  const known = { ...state.offices, ...offices };
  const ofCase = key === 'owner' ? state.clocks.filter(isCaseClock) : [];
  const moves = [...(isReset ? [] : [clock]), ...ofCase].map((each) => ({
    clock: each,
    from: task.agency,
    to,
  }));
  const clocks = transfersOf(moves, known, definition, sla.calendar, now);
  return {
    clock: isReset ? anew(clock, placeOf(clock, known[to] ?? {}, sla.calendar), now) : clock,
    ...(Object.keys(clocks).length === 0 ? {} : { clocks }),
  };
}

/** The same term under the next id. */
function anew({ id, budget, wholeDays }: Clock, { calendar, area }: Place, at: Instant): Clock {
  const [, name = id, nth = '1'] = /^(.*?)(?:~(\d+))?$/.exec(id) ?? [];
  return startClock(`${name}~${Number(nth) + 1}`, calendar, budget, at, {
    ...(area === null ? {} : { area }),
    ...(wholeDays === undefined ? {} : { wholeDays }),
  });
}

interface PossibleOutcome {
  readonly reason: boolean;
  /** null for a branch: the join decides where the case goes. */
  readonly to: string | null;
  readonly requires?: Proof;
}

/** What a task can be completed with. */
function outcomesOf(decision: DecisionBuilder, task: Task): Readonly<Record<string, PossibleOutcome>> {
  const { procedure } = decision.definition;
  const step = task.followUp === true ? null : singleStep(decision.definition, task.step);
  if (step !== null) return step.outcomes;
  return Object.fromEntries(
    Object.entries(completionsOf(procedure, task)).map(([name, each]) => [name, { ...each, to: null }]),
  );
}

function branchOf(decision: DecisionBuilder, task: Task) {
  const step = decision.definition.procedure.steps.find(({ id }) => id === task.step);
  return step?.parallel?.branches.find(({ id }) => id === task.branch) ?? null;
}

/** By which function the procedure calls the task's agency; the counter keeps its name wherever a task goes. */
function keyOf(decision: DecisionBuilder, task: Task): AgencyKey | null {
  const key = singleStep(decision.definition, task.step)?.agency ?? branchOf(decision, task)?.agency ?? null;
  return key === 'counter' ? null : key;
}

function taskOf(decision: DecisionBuilder, id: string): Task {
  const task = decision.state.tasks.find((each) => each.id === id);
  if (task === undefined) throw new RangeError(`the gate lets no unknown task through: ${id}`);
  return task;
}
