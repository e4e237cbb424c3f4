/** What happens because a moment has come, with nobody doing anything. */
import type { AgencyId } from '../../ids.ts';
import type { EscalationAction } from '../../procedures/language/types.ts';
import type { Clock } from '../../time/clock.ts';
import { agencyThatMissed, readClock } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import { ENGINE } from '../state/commands.ts';
import { isResponseClock } from '../state/evolve.ts';
import type { Refusal } from '../state/refusal.ts';
import type { Task } from '../state/state.ts';
import { transfersOf } from './clock-transfers.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';
import { shorterTerms } from './prioritising.ts';
import { heldBack } from './quiet.ts';
import { conclude, openFollowUp } from './routing.ts';
import {
  closesAt,
  escalationLevelDue,
  ladderOf,
  type PendingEscalationLevel,
  pendingEscalationLevels,
  recordsBreach,
  supplementDue,
} from './sla.ts';

export function tick(decision: DecisionBuilder): Refusal | null {
  expireSupplement(decision);
  fireEscalationLevels(decision);
  closeInTime(decision);
  return null;
}

/** Past the applicant's own term the dossier is stopped (form 05). */
function expireSupplement(decision: DecisionBuilder): void {
  const due = supplementDue(decision.state, decision.definition.calendars);
  if (due === null || due > decision.now) return;
  decision.emit({ type: 'supplement-expired' });
  conclude(decision, decision.state.kind === 'dossier' ? 'stopped' : 'rejected');
}

/**
 * Breaches that a late tick has not recorded yet, of the clocks that an order ends or gives more time: they are written before it,
 * with the cards and notices of their levels. What a level would do about work that is still to be done comes too late.
 */
export function recordBreaches(decision: DecisionBuilder, late: readonly PendingEscalationLevel[]): void {
  for (const pending of late)
    reachLevel(decision, pending, ({ do: what }) => !ABOUT_OPEN_WORK.includes(what));
}

const ABOUT_OPEN_WORK: readonly EscalationAction['do'][] = ['reassign', 'raise', 'prioritise', 'follow-up'];

/** Levels that record a breach, and whose moment has come. */
export function pendingBreaches({
  state,
  definition,
  now,
}: DecisionBuilder): readonly PendingEscalationLevel[] {
  const breaching = ladderOf(definition.procedure).map(recordsBreach);
  return pendingEscalationLevels(state, definition).filter(
    ({ at, escalationLevel }) => at < now && breaching[escalationLevel],
  );
}

function fireEscalationLevels(decision: DecisionBuilder): void {
  for (const pending of pendingEscalationLevels(decision.state, decision.definition)) {
    if (pending.at > decision.now) return;
    if (!hasNewTerm(decision, pending.clock)) reachLevel(decision, pending, () => true);
  }
}

/** A level before it in an outage gave its clock the urgent term: what comes due in that is to be said of that. */
function hasNewTerm({ events }: DecisionBuilder, { id }: Clock): boolean {
  return events.some((event) => event.type === 'case-prioritised' && event.terms?.[id] !== undefined);
}

function reachLevel(
  decision: DecisionBuilder,
  { clock, escalationLevel, at }: PendingEscalationLevel,
  isWanted: (action: EscalationAction) => boolean,
): void {
  const { state, definition, now } = decision;
  const dueAt = readClock(clock, definition.calendars, now).dueAt ?? at;
  const actions = (ladderOf(definition.procedure)[escalationLevel]?.do ?? []).filter(isWanted);
  const held = heldBack(state, definition, actions, now);
  decision.emit(
    {
      type: 'escalation-level-reached',
      clock: clock.id,
      escalationLevel,
      ...timesOf(decision, clock, escalationLevel),
      dueAt,
      actions,
      ...held,
    },
    ENGINE,
  );
  for (const action of actions) {
    const task = decision.state.tasks.find((each) => each.clock === clock.id) ?? null;
    carryOut(decision, action, clock, task, dueAt);
  }
}

/** After an outage a level that repeats has come due more than once: it is said once, with the count. */
function timesOf({ state, definition, now }: DecisionBuilder, clock: Clock, index: number) {
  const level = ladderOf(definition.procedure)[index];
  if (level?.repeat === undefined || !isUnder(2, state)) return {};
  const fired = clock.escalationLevels.filter((each) => each === index).length;
  let times = 0;
  for (let nth = fired; nth <= level.repeat.times; nth++) {
    const due = escalationLevelDue(clock, level, nth, definition);
    if (due !== null && due <= now) times += 1;
  }
  return times > 1 ? { times } : {};
}

/** Reminders, notices and calls are sent from the record of `escalation-level-reached`; what changes the case is done here. */
function carryOut(
  decision: DecisionBuilder,
  action: EscalationAction,
  clock: Clock,
  task: Task | null,
  dueAt: Instant,
): void {
  switch (action.do) {
    case 'breach':
      decision.emit({ type: 'clock-breached', clock: clock.id, dueAt }, ENGINE);
      break;
    case 'reassign':
      if (task !== null) decision.emit({ type: 'task-escalated', taskId: task.id, role: action.who });
      break;
    case 'raise':
      if (task !== null) raise(decision, task);
      break;
    case 'prioritise':
      if (decision.state.urgency === 'normal')
        decision.emit({
          type: 'case-prioritised',
          urgency: action.urgency,
          ...shorterTerms(decision, action.urgency),
        });
      break;
    case 'follow-up':
      // One that is late itself is not followed up again: that would never end.
      if (task?.followUp !== true)
        openFollowUp(decision, task, answerable(decision, clock, task), action.who, action.due);
      break;
    case 'card': {
      const agency = answerable(decision, clock, task);
      decision.emit({ type: 'card-given', agency, colour: action.colour, clock: clock.id }, ENGINE);
      break;
    }
    default:
  }
}

/** To the head of the agency above; where there is none, it stays where it is. */
function raise(decision: DecisionBuilder, { id, agency, clock: clockId }: Task): void {
  const { state, definition, now } = decision;
  const parent = state.offices[agency]?.parent;
  if (parent === undefined) return;
  const moves = state.clocks
    .filter((clock) => clock.id === clockId && isUnder(2, state))
    .map((clock) => ({ clock, from: agency, to: parent }));
  const clocks = transfersOf(moves, state.offices, definition, definition.procedure.sla.calendar, now);
  const more = Object.keys(clocks).length === 0 ? {} : { clocks };
  decision.emit({ type: 'task-raised', taskId: id, from: agency, to: parent, role: 'agency-head', ...more });
}

/**
 * Whose lateness it is: the agency that had the work when it became late; else the task's; until it is answered, the counter; for the
 * case as a whole, its owner.
 */
function answerable({ state }: DecisionBuilder, { id }: Clock, task: Task | null): AgencyId {
  const clock = state.clocks.find((each) => each.id === id);
  const missed = (clock && agencyThatMissed(clock)) as AgencyId | null | undefined;
  const usual = isResponseClock({ id }) ? state.agencies.counter : state.agencies.owner;
  const agency = missed ?? task?.agency ?? usual;
  if (agency === undefined) throw new RangeError('every case has an owner');
  return agency;
}

function closeInTime(decision: DecisionBuilder): void {
  const at = closesAt(decision.state, decision.definition);
  if (at !== null && at <= decision.now) decision.emit({ type: 'case-closed', how: 'time' });
}
