/** How the work goes from step to step. */
import type { AgencyId, ClockId, TaskId } from '../ids.ts';
import { holds } from '../procedures/feel.ts';
import type { ParallelStep, Procedure, Role, Step, Target, Term } from '../procedures/types.ts';
import { COMPLAINT_ENDS, DOSSIER_ENDS, type WorkEnd } from '../procedures/types.ts';
import type { Draft } from './draft.ts';
import type { CaseFact } from './events.ts';
import { taskClock } from './sla.ts';
import type { Join, Task } from './state.ts';

type CancelReason = Extract<CaseFact, { type: 'task-cancelled' }>['why'];

/** Goes to the procedure's first step. */
export function enterFirst(draft: Draft): void {
  const first = draft.definition.procedure.steps[0];
  if (first === undefined) throw new RangeError('a procedure has at least one step');
  enter(draft, first.id, {});
}

/** Goes to a step, past those whose condition does not hold, or to an end. `results` are the opinions of the join just left. */
export function enter(draft: Draft, target: Target, results: Readonly<Record<string, string | null>>): void {
  const { procedure } = draft.definition;
  let next = target;
  // Each pass skips one step; a published procedure has no cycle of skips (`check.ts`).
  for (let passes = 0; passes <= procedure.steps.length; passes++) {
    if (isEnd(procedure, next)) {
      conclude(draft, next);
      return;
    }
    const step = stepOf(procedure, next);
    if (step.when === null || isTrue(draft, step.when, results)) {
      open(draft, step);
      return;
    }
    draft.emit({ type: 'step-skipped', step: step.id });
    next = step.otherwise ?? following(procedure, step.id);
  }
  throw new RangeError(`the steps of ${procedure.code} skip each other for ever`);
}

/** Leaves a parallel step when enough branches have answered; until then nothing happens. */
export function leaveJoin(draft: Draft, join: Join): void {
  const { procedure } = draft.definition;
  const answered = Object.values(join.results).filter((outcome) => outcome !== null).length;
  if (answered < join.need) return;
  for (const { id, branch } of draft.state.tasks)
    if (branch !== null) draft.emit({ type: 'task-cancelled', taskId: id, why: 'join-satisfied' });
  const step = stepOf(procedure, join.step);
  if (step.parallel === null) throw new RangeError(`${join.step} is not parallel`);
  const way = step.then.find(({ when }) => when === null || isTrue(draft, when, join.results));
  enter(draft, way?.to ?? following(procedure, step.id), join.results);
}

/** The agencies' work is done: remaining tasks are taken back, and the result falls due. */
export function conclude(draft: Draft, end: WorkEnd): void {
  cancelOpenTasks(draft, 'case-ended');
  const { fee } = draft.state;
  const feeDue =
    end === 'granted' && draft.definition.procedure.fee?.due === 'before-result' && fee !== null && !fee.paid;
  draft.emit({ type: 'case-decided', ending: end, feeDue });
  if (end === 'stopped') draft.emit({ type: 'case-closed', how: 'ending' });
}

export function cancelOpenTasks(draft: Draft, why: CancelReason): void {
  for (const { id } of draft.state.tasks) draft.emit({ type: 'task-cancelled', taskId: id, why });
}

export function isEnd(procedure: Procedure, target: Target): target is WorkEnd {
  const ends: readonly string[] = procedure.kind === 'dossier' ? DOSSIER_ENDS : COMPLAINT_ENDS;
  return ends.includes(target);
}

function open(draft: Draft, step: Step): void {
  const visit = (draft.state.visits[step.id] ?? 0) + 1;
  if (step.parallel === null) {
    draft.emit({ type: 'step-entered', step: step.id, visit, join: null });
    openTask(draft, step.id, visit, null, step);
    return;
  }
  draft.emit({ type: 'step-entered', step: step.id, visit, join: joinOf(step, visit) });
  for (const branch of step.parallel.branches) openTask(draft, step.id, visit, branch.id, branch);
}

function joinOf(step: ParallelStep, visit: number): Join {
  const results = Object.fromEntries(step.parallel.branches.map(({ id }) => [id, null]));
  return { step: step.id, visit, need: step.parallel.need, results };
}

function openTask(
  draft: Draft,
  step: string,
  visit: number,
  branch: string | null,
  work: { readonly agency: string; readonly role: Role; readonly due: Term; readonly urgentDue?: Term },
): void {
  const id = (branch === null ? `${step}.${visit}` : `${step}.${visit}.${branch}`) as TaskId;
  const agency = agencyOf(draft, work.agency);
  const clock = taskClock(draft.state, draft.definition, id, agency, work, draft.now);
  draft.emit({
    type: 'task-opened',
    task: {
      id,
      step,
      branch,
      visit,
      agency,
      role: work.role,
      assignee: null,
      openedAt: draft.now,
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
  draft: Draft,
  about: Task | null,
  agency: AgencyId,
  role: Role,
  due: Term,
): void {
  const step = about?.step ?? draft.state.tasks[0]?.step;
  // Before the first step is entered there is no work to look into.
  if (step === undefined) return;
  const id = `${FOLLOW_UP}.${draft.state.version + 1}` as TaskId;
  const clock = taskClock(draft.state, draft.definition, id, agency, { due, urgentDue: due }, draft.now);
  draft.emit({
    type: 'task-opened',
    task: {
      id,
      step,
      branch: null,
      visit: draft.state.visits[step] ?? 1,
      agency,
      role,
      assignee: null,
      openedAt: draft.now,
      clock: clock.id as ClockId,
      transfers: 0,
      followUp: true,
    },
    clock,
  });
}

/** Filing resolves every key of the procedure; moving to another version checks it again. */
function agencyOf(draft: Draft, key: string): AgencyId {
  const agency = draft.state.agencies[key] ?? draft.state.agencies.owner;
  if (agency === undefined) throw new RangeError(`no agency is known for ${key}`);
  return agency;
}

function isTrue(draft: Draft, expression: string, results: Readonly<Record<string, string | null>>): boolean {
  const { facts, channel, urgency } = draft.state;
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
