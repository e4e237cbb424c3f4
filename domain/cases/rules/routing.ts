/** How the work goes from step to step. */
import type { AgencyId, ClockId, TaskId } from '../../ids.ts';
import { holds } from '../../procedures/language/feel.ts';
import type { ParallelStep, Procedure, Step, Target, Term } from '../../procedures/language/types.ts';
import { COMPLAINT_ENDS, DOSSIER_ENDS, type WorkEnd } from '../../vocabulary/endings.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { CancelReason } from '../../vocabulary/tasks.ts';
import type { Join, Task } from '../state/state.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { taskClock } from './sla.ts';

/** Goes to the procedure's first step. */
export function enterFirst(decision: DecisionBuilder): void {
  const first = decision.definition.procedure.steps[0];
  if (first === undefined) throw new RangeError('a procedure has at least one step');
  enter(decision, first.id, {});
}

/** Goes to a step, past those whose condition does not hold, or to an end. `results` are the opinions of the join just left. */
export function enter(
  decision: DecisionBuilder,
  target: Target,
  results: Readonly<Record<string, string | null>>,
): void {
  const { procedure } = decision.definition;
  let next = target;
  // Each pass skips one step; a published procedure has no cycle of skips (`check.ts`).
  for (let passes = 0; passes <= procedure.steps.length; passes++) {
    if (isEnd(procedure, next)) {
      conclude(decision, next);
      return;
    }
    const step = stepOf(procedure, next);
    if (step.when === null || isTrue(decision, step.when, results)) {
      open(decision, step);
      return;
    }
    decision.emit({ type: 'step-skipped', step: step.id });
    next = step.otherwise ?? following(procedure, step.id);
  }
  throw new RangeError(`the steps of ${procedure.code} skip each other for ever`);
}

/** Leaves a parallel step when enough branches have answered; until then nothing happens. */
export function leaveJoin(decision: DecisionBuilder, join: Join): void {
  const { procedure } = decision.definition;
  const answered = Object.values(join.results).filter((outcome) => outcome !== null).length;
  if (answered < join.need) return;
  for (const { id, branch } of decision.state.tasks)
    if (branch !== null) decision.emit({ type: 'task-cancelled', taskId: id, why: 'join-satisfied' });
  const step = stepOf(procedure, join.step);
  if (step.parallel === null) throw new RangeError(`${join.step} is not parallel`);
  const way = step.then.find(({ when }) => when === null || isTrue(decision, when, join.results));
  enter(decision, way?.to ?? following(procedure, step.id), join.results);
}

/** The agencies' work is done: remaining tasks are taken back, and the result falls due. */
export function conclude(decision: DecisionBuilder, end: WorkEnd): void {
  cancelOpenTasks(decision, 'case-ended');
  const { fee } = decision.state;
  const feeDue =
    end === 'granted' &&
    decision.definition.procedure.fee?.due === 'before-result' &&
    fee !== null &&
    !fee.paid;
  decision.emit({ type: 'case-decided', ending: end, feeDue });
  if (end === 'stopped') decision.emit({ type: 'case-closed', how: 'ending' });
}

export function cancelOpenTasks(decision: DecisionBuilder, why: CancelReason): void {
  for (const { id } of decision.state.tasks) decision.emit({ type: 'task-cancelled', taskId: id, why });
}

export function isEnd(procedure: Procedure, target: Target): target is WorkEnd {
  const ends: readonly string[] = procedure.kind === 'dossier' ? DOSSIER_ENDS : COMPLAINT_ENDS;
  return ends.includes(target);
}

function open(decision: DecisionBuilder, step: Step): void {
  const visit = (decision.state.visits[step.id] ?? 0) + 1;
  if (step.parallel === null) {
    decision.emit({ type: 'step-entered', step: step.id, visit, join: null });
    openTask(decision, step.id, visit, null, step);
    return;
  }
  decision.emit({ type: 'step-entered', step: step.id, visit, join: joinOf(step, visit) });
  for (const branch of step.parallel.branches) openTask(decision, step.id, visit, branch.id, branch);
}

function joinOf(step: ParallelStep, visit: number): Join {
  const results = Object.fromEntries(step.parallel.branches.map(({ id }) => [id, null]));
  return { step: step.id, visit, need: step.parallel.need, results };
}

function openTask(
  decision: DecisionBuilder,
  step: string,
  visit: number,
  branch: string | null,
  work: { readonly agency: string; readonly role: Role; readonly due: Term; readonly urgentDue?: Term },
): void {
  const id = (branch === null ? `${step}.${visit}` : `${step}.${visit}.${branch}`) as TaskId;
  const agency = agencyOf(decision, work.agency);
  const clock = taskClock(decision.state, decision.definition, id, agency, work, decision.now);
  decision.emit({
    type: 'task-opened',
    task: {
      id,
      step,
      branch,
      visit,
      agency,
      role: work.role,
      assignee: null,
      openedAt: decision.now,
      clock: clock.id as ClockId,
      transfers: 0,
    },
    clock,
  });
}

/** How ids of tasks beside the work itself begin; no step is called so. */
export const FOLLOW_UP = 'follow-up';

/** A task beside the work itself, for somebody of that agency to see what holds it up. */
export function openFollowUp(
  decision: DecisionBuilder,
  about: Task | null,
  agency: AgencyId,
  role: Role,
  due: Term,
): void {
  const step = about?.step ?? decision.state.tasks[0]?.step;
  // Before the first step is entered there is no work to look into.
  if (step === undefined) return;
  const id = `${FOLLOW_UP}.${decision.state.version + 1}` as TaskId;
  const clock = taskClock(
    decision.state,
    decision.definition,
    id,
    agency,
    { due, urgentDue: due },
    decision.now,
  );
  decision.emit({
    type: 'task-opened',
    task: {
      id,
      step,
      branch: null,
      visit: decision.state.visits[step] ?? 1,
      agency,
      role,
      assignee: null,
      openedAt: decision.now,
      clock: clock.id as ClockId,
      transfers: 0,
      followUp: true,
    },
    clock,
  });
}

/** Filing resolves every key of the procedure; moving to another version checks it again. */
function agencyOf(decision: DecisionBuilder, key: string): AgencyId {
  const agency = decision.state.agencies[key] ?? decision.state.agencies.owner;
  if (agency === undefined) throw new RangeError(`no agency is known for ${key}`);
  return agency;
}

function isTrue(
  decision: DecisionBuilder,
  expression: string,
  results: Readonly<Record<string, string | null>>,
): boolean {
  const { facts, channel, urgency } = decision.state;
  return holds(expression, { form: facts, results, case: { channel, urgency } });
}

function stepOf(procedure: Procedure, id: string): Step {
  const step = procedure.steps.find((each) => each.id === id);
  if (step === undefined) throw new RangeError(`${procedure.code} has no step ${id}`);
  return step;
}

function following(procedure: Procedure, id: string): Target {
  const next = procedure.steps[procedure.steps.findIndex((step) => step.id === id) + 1];
  if (next === undefined) throw new RangeError(`nothing follows ${id} in ${procedure.code}`);
  return next.id;
}
