import type { TaskId, UserId } from '../../ids.ts';
import type { SingleStep } from '../../procedures/language/types.ts';
import { type Actor, type CommandName, type Definition, ENGINE } from '../state/commands.ts';
import type { Refusal } from '../state/refusal.ts';
import { isReaddressable, isRecallable, underWay } from '../state/shipping-state.ts';
import { type CaseShipment, type CaseState, owedOf, type Task } from '../state/state.ts';
import { isAboutTask, isAllowedNow, mayDo } from './permissions.ts';

/**
 * Why this caller cannot do this to this case (and task) now, whatever they would put into it; null when they can.
 * The one gate: `decide` asks it before every command, and `availableActions` shows what passes it.
 */
export function whyNot(
  state: CaseState,
  definition: Definition,
  actor: Actor,
  name: CommandName,
  taskId: TaskId | null,
): Refusal | null {
  const task = state.tasks.find(({ id }) => id === taskId);
  if (task === undefined && (taskId !== null || isAboutTask(state, name)))
    return { code: 'no-such-task', taskId: taskId ?? '' };
  if (!mayDo(state, definition.procedure, actor, name, taskId)) {
    const mine =
      task !== undefined &&
      task.assignee !== null &&
      mayDo(unheld(state, taskId), definition.procedure, actor, name, taskId);
    return mine ? { code: 'task-held', taskId: task.id } : { code: 'not-permitted', action: name };
  }
  const now: Refusal = { code: 'not-allowed-now', status: state.status, action: name };
  if (!isAllowedNow(state, name)) return now;
  const { procedure } = definition;
  switch (name) {
    case 'accept':
      return procedure.fee?.due === 'at-intake' ? unpaid(state) : null;
    case 'request-supplement': {
      if ((state.status === 'in-process') !== (task !== undefined)) return now;
      if (task !== undefined && !mayRequestDocuments(definition, task)) return now;
      const max = procedure.supplement.max;
      return state.counts.supplements >= max ? { code: 'limit-reached', what: 'supplements', max } : null;
    }
    case 'claim':
      return task === undefined || task.assignee === null ? null : { code: 'task-held', taskId: task.id };
    case 'balance':
      return task === undefined || task.assignee === null ? null : { code: 'task-held', taskId: task.id };
    case 'release':
      return task === undefined || task.assignee !== null ? null : { code: 'not-held', taskId: task.id };
    case 'transfer': {
      const max = procedure.transfer.max;
      const province = actor.roles.some(({ role }) => role === 'province-office');
      return state.counts.transfers >= max && !province
        ? { code: 'limit-reached', what: 'transfers', max }
        : null;
    }
    case 'return':
      return task !== undefined && (task.followUp === true || stepsToReturnTo(state, task.step).length === 0)
        ? now
        : null;
    case 'extend': {
      const max = procedure.extension.max;
      return state.counts.extensions >= max ? { code: 'limit-reached', what: 'extensions', max } : null;
    }
    case 'appeal': {
      const { max, direct } = procedure.appeal ?? { max: 1, direct: false };
      if (state.counts.appeals >= max) return { code: 'limit-reached', what: 'appeals', max };
      return direct || state.counts.reopenings > 0 ? null : { code: 'dispute-first' };
    }
    case 'pay':
      if (state.fee === null) return { code: 'no-fee' };
      if (state.fee.paid) return { code: 'already-paid' };
      // Afterwards, what the post did not collect at the door.
      return state.status === 'delivered' && !wasToCollect(state) ? now : null;
    case 'refund':
      return isRefundable(state, actor) ? null : { code: 'nothing-to-refund' };
    case 'send':
      if (state.delivery !== 'post') return { code: 'no-such-delivery', way: 'post' };
      return underWay(state, 'result');
    case 'fetch':
      if (!procedure.channels.includes('post')) return { code: 'no-such-delivery', way: 'post' };
      return underWay(state, 'documents');
    case 'choose-delivery':
      return procedure.result === null ? now : underWay(state, 'result');
    case 'track':
      return anyShipment(state, () => true) ? null : now;
    case 'readdress':
      return anyShipment(state, isReaddressable) ? null : now;
    case 'recall':
      return anyShipment(state, isRecallable) ? null : now;
    case 'deliver':
      if (underWay(state, 'result') !== null) return underWay(state, 'result');
      return state.ending === 'granted' && procedure.fee?.due === 'on-delivery' ? unpaid(state) : null;
    case 'rate':
      return state.rating === null ? null : { code: 'already-rated' };
    default:
      return null;
  }
}

/**
 * For whom the actor would do it: null where they may by a role of their own; else the first of those whom they stand in
 * for by whose role they may.
 */
export function behalfOf(
  state: CaseState,
  definition: Definition,
  actor: Actor,
  name: CommandName,
  taskId: TaskId | null,
): UserId | null {
  const principals = [...new Set(actor.roles.flatMap(({ of }) => (of === undefined ? [] : [of])))];
  const mayBy = (roles: Actor['roles']) =>
    whyNot(state, definition, { ...actor, roles }, name, taskId) === null;
  const own = actor.roles.filter(({ of }) => of === undefined);
  if (principals.length === 0 || mayBy(own)) return null;
  const one = principals.find((each) => mayBy(actor.roles.filter(({ of }) => of === each)));
  return one ?? principals[0] ?? null;
}

function mayRequestDocuments(definition: Definition, task: Task): boolean {
  return task.followUp !== true && singleStep(definition, task.step)?.supplement === true;
}

/** The steps to which the work can be returned from `step`: those entered before it. */
export function stepsToReturnTo(state: CaseState, step: string): readonly string[] {
  const at = state.trail.indexOf(step);
  return at < 0 ? [] : state.trail.slice(0, at);
}

/** The step of that id, where it is one that a single task answers. */
export function singleStep(definition: Definition, id: string): SingleStep | null {
  const step = definition.procedure.steps.find((each) => each.id === id);
  return step !== undefined && step.parallel === null ? step : null;
}

/** An order to give it back is given once; the engine tells when it has been carried out. */
function isRefundable({ fee }: CaseState, actor: Actor): boolean {
  if (fee === null || !fee.paid || fee.refund === 'done') return false;
  return fee.refund === undefined || actor.user === ENGINE;
}

/** Whether somebody may pay something now, whoever it is. */
export function isPayable(state: CaseState): boolean {
  const { fee, status } = state;
  if (fee === null || fee.paid || owedOf(fee) === 0 || !isAllowedNow(state, 'pay')) return false;
  return status !== 'delivered' || wasToCollect(state);
}

function wasToCollect(state: CaseState): boolean {
  return anyShipment(state, ({ cod, status }) => cod !== undefined && status === 'delivered');
}

function anyShipment(state: CaseState, fits: (shipment: CaseShipment) => boolean): boolean {
  return state.shipments.some(fits);
}

function unpaid(state: CaseState): Refusal | null {
  return state.fee === null || state.fee.paid ? null : { code: 'fee-unpaid', amount: owedOf(state.fee) };
}

/** The case as if nobody held the task: tells "somebody else has it" from "this is none of yours". */
function unheld(state: CaseState, taskId: TaskId | null): CaseState {
  return {
    ...state,
    tasks: state.tasks.map((task) => (task.id === taskId ? { ...task, assignee: null } : task)),
  };
}
