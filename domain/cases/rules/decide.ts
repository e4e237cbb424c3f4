import type { TaskId } from '../../ids.ts';
import type { Instant } from '../../time/instant.ts';
import type { Command, CommandName, Definition, Order } from '../state/commands.ts';
import { ENGINE } from '../state/commands.ts';
import type { CaseEvent } from '../state/events.ts';
import type { Refusal } from '../state/refusal.ts';
import type { CaseState } from '../state/state.ts';
import { behalfOf, whyNot } from './availability.ts';
import { closing } from './closing.ts';
import { DecisionBuilder } from './decision-builder.ts';
import { documents } from './documents.ts';
import { intake, submit } from './intake.ts';
import { interruptions } from './interruptions.ts';
import { isAboutTask } from './permissions.ts';
import type { Rules } from './rules.ts';
import { shipping } from './shipping.ts';
import type { PendingEscalationLevel } from './sla.ts';
import { tasks } from './task-rules.ts';
import { pendingBreaches, recordBreaches, tick } from './tick.ts';

export type Decision =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

const RULES: Rules = { ...intake, ...tasks, ...documents, ...interruptions, ...shipping, ...closing };

/**
 * What an order brings about, or why it is refused. Pure: the same state, order, instant and definition give the same
 * decision on every host and on every replay. `now` is the instant of the order. An order that this case has
 * carried out already brings about nothing (and is no refusal). `move-procedure` and `recategorise` are decided by `decideMove`.
 */
export function decide(
  state: CaseState | null,
  order: Order,
  now: Instant,
  definition: Definition,
): Decision {
  const decision = new DecisionBuilder(state, order, now, definition);
  const refusal = state === null ? decideFiling(decision) : decideNext(state, decision);
  return refusal === null ? { ok: true, events: decision.events } : { ok: false, refusal };
}

/** Whether the case has carried out this order before; a refusal when its id came with other content. */
export function repeated(state: CaseState, order: Order): 'new' | 'done' | Refusal {
  const done = state.done.find(({ commandId }) => commandId === order.id);
  if (done === undefined) return 'new';
  return done.fingerprint === order.fingerprint ? 'done' : { code: 'key-reused' };
}

/** The checks that every order to a filed case passes first, in the order in which a caller wants to hear of them. */
export function gate(state: CaseState, order: Order, definition: Definition): Refusal | null {
  const { command, actor, expectedVersion } = order;
  const refusal = whyNot(state, definition, actor, command.type, taskOf(command, state));
  if (refusal !== null) return refusal;
  return expectedVersion !== null && expectedVersion !== state.version
    ? { code: 'stale-version', expected: expectedVersion, actual: state.version }
    : null;
}

function decideFiling(decision: DecisionBuilder): Refusal | null {
  const { command } = decision.order;
  return command.type === 'submit' ? submit(decision, command) : { code: 'no-such-case' };
}

function decideNext(state: CaseState, decision: DecisionBuilder): Refusal | null {
  const { order, definition } = decision;
  const before = repeated(state, order);
  if (before !== 'new') return before === 'done' ? null : before;
  const { command } = order;
  if (command.type === 'submit') return { code: 'already-filed' };
  if (command.type === 'tick')
    return order.actor.user === ENGINE ? tick(decision) : { code: 'not-permitted', action: 'tick' };
  if (command.type === 'move-procedure' || command.type === 'recategorise')
    return { code: 'not-allowed-now', status: state.status, action: command.type };
  const refusal = gate(state, order, definition);
  if (refusal !== null) return refusal;
  decision.behalf = behalfOf(state, definition, order.actor, command.type, taskOf(command, state));
  const rule = RULES[command.type] as (decision: DecisionBuilder, command: Command) => Refusal | null;
  const late = pendingBreaches(decision);
  if (late.length > 0) {
    const trial = trialOf(state, decision);
    const refused = rule(trial, command);
    if (refused !== null) return refused;
    recordBreaches(decision, soundOnes(state, decision, judgedBy(trial, late)));
  }
  return rule(decision, command);
}

/** What an order ends or prolongs is known once it is carried out; that it was late stands before it. */
function trialOf(state: CaseState, { order, now, definition, behalf }: DecisionBuilder): DecisionBuilder {
  const trial = new DecisionBuilder(state, order, now, definition);
  trial.behalf = behalf;
  return trial;
}

function judgedBy({ events }: DecisionBuilder, late: readonly PendingEscalationLevel[]) {
  const judged = new Set(events.flatMap((event) => Object.keys(event.judged ?? {})));
  return late.filter(({ clock }) => judged.has(clock.id));
}

/** A level whose work fails is the tick's to try again: it keeps nobody from acting. */
function soundOnes(state: CaseState, decision: DecisionBuilder, late: readonly PendingEscalationLevel[]) {
  return late.filter((pending) => {
    try {
      recordBreaches(trialOf(state, decision), [pending]);
      return true;
    } catch {
      return false;
    }
  });
}

/** The task that it is about. `extend` names a task whose clock moves too, yet is a matter of the case. */
function taskOf(command: Command, state: CaseState): TaskId | null {
  const name: CommandName = command.type;
  const isTaskBound = isAboutTask(state, name) || name === 'request-supplement';
  return isTaskBound && 'taskId' in command ? command.taskId : null;
}
