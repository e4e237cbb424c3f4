/** What happens because a moment has come, with nobody doing anything. */
import type { AgencyId } from '../ids.ts';
import type { EscalationAction } from '../procedures/types.ts';
import type { Clock } from '../time/clock.ts';
import { readClock } from '../time/clocks.ts';
import type { Instant } from '../time/instant.ts';
import type { Draft } from './draft.ts';
import { RESPONSE_CLOCK } from './evolve.ts';
import { heldBack } from './quiet.ts';
import type { Refusal } from './refusal.ts';
import { conclude, openFollowUp } from './routing.ts';
import { closesAt, ladderOf, pendingRungs, supplementDue } from './sla.ts';
import type { Task } from './state.ts';

export function tick(draft: Draft): Refusal | null {
  expireSupplement(draft);
  fireRungs(draft);
  closeInTime(draft);
  return null;
}

/** Past the applicant's own term the dossier is stopped (form 05). */
function expireSupplement(draft: Draft): void {
  const due = supplementDue(draft.state, draft.definition.calendars);
  if (due === null || due > draft.now) return;
  draft.emit({ type: 'supplement-expired' });
  conclude(draft, draft.state.kind === 'dossier' ? 'stopped' : 'rejected');
}

function fireRungs(draft: Draft): void {
  const ladder = ladderOf(draft.definition.procedure);
  for (const { clock, rung, at } of pendingRungs(draft.state, draft.definition)) {
    if (at > draft.now) return;
    const dueAt = readClock(clock, draft.definition.calendars, draft.now).dueAt ?? at;
    const actions = ladder[rung]?.do ?? [];
    const held = heldBack(draft.state, draft.definition, actions, draft.now);
    draft.emit({ type: 'rung-reached', clock: clock.id, rung, dueAt, actions, ...held });
    for (const action of actions) {
      const task = draft.state.tasks.find((each) => each.clock === clock.id) ?? null;
      carryOut(draft, action, clock, task, dueAt);
    }
  }
}

/** Reminders, notices and calls are sent from the record of `rung-reached`; what changes the case is done here. */
function carryOut(
  draft: Draft,
  action: EscalationAction,
  clock: Clock,
  task: Task | null,
  dueAt: Instant,
): void {
  switch (action.do) {
    case 'breach':
      draft.emit({ type: 'clock-breached', clock: clock.id, dueAt });
      break;
    case 'reassign':
      if (task !== null) draft.emit({ type: 'task-escalated', taskId: task.id, role: action.who });
      break;
    case 'raise':
      if (task !== null) raise(draft, task);
      break;
    case 'prioritise':
      if (draft.state.urgency === 'normal') draft.emit({ type: 'case-prioritised', urgency: action.urgency });
      break;
    case 'follow-up':
      // One that is late itself is not followed up again: that would never end.
      if (task?.followUp !== true)
        openFollowUp(draft, task, answerable(draft, clock, task), action.who, action.due);
      break;
    case 'card': {
      const agency = answerable(draft, clock, task);
      draft.emit({ type: 'card-given', agency, colour: action.colour, clock: clock.id });
      break;
    }
    default:
  }
}

/** To the head of the agency above; where there is none, it stays where it is. */
function raise(draft: Draft, { id, agency }: Task): void {
  const parent = draft.state.offices?.[agency]?.parent;
  if (parent !== undefined)
    draft.emit({ type: 'task-raised', taskId: id, from: agency, to: parent, role: 'agency-head' });
}

/** Whose lateness it is: the task's agency; until it is answered, the counter; for the case as a whole, its owner. */
function answerable({ state }: Draft, clock: Clock, task: Task | null): AgencyId {
  const agency =
    task?.agency ?? (clock.id === RESPONSE_CLOCK ? state.agencies.counter : state.agencies.owner);
  if (agency === undefined) throw new RangeError('every case has an owner');
  return agency;
}

function closeInTime(draft: Draft): void {
  const at = closesAt(draft.state, draft.definition);
  if (at !== null && at <= draft.now) draft.emit({ type: 'case-closed', how: 'time' });
}
