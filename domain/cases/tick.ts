/** What happens because a moment has come, with nobody doing anything. */
import type { AgencyId } from '../ids.ts';
import type { EscalationAction } from '../procedures/types.ts';
import type { Clock } from '../time/clock.ts';
import { readClock } from '../time/clocks.ts';
import type { Instant } from '../time/instant.ts';
import type { Draft } from './draft.ts';
import type { Refusal } from './refusal.ts';
import { conclude } from './routing.ts';
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
    draft.emit({ type: 'rung-reached', clock: clock.id, rung, dueAt, actions });
    const task = draft.state.tasks.find((each) => each.clock === clock.id) ?? null;
    for (const action of actions) carryOut(draft, action, clock, task, dueAt);
  }
}

/** Reminders and notices are sent from the record of `rung-reached`; what changes the case is done here. */
function carryOut(
  draft: Draft,
  action: EscalationAction,
  clock: Clock,
  task: Task | null,
  dueAt: Instant,
): void {
  if (action.do === 'breach') draft.emit({ type: 'clock-breached', clock: clock.id, dueAt });
  if (action.do === 'reassign' && task !== null)
    draft.emit({ type: 'task-escalated', taskId: task.id, role: action.who });
  if (action.do === 'card')
    draft.emit({
      type: 'card-given',
      agency: answerable(draft, task),
      colour: action.colour,
      clock: clock.id,
    });
}

/** Whose lateness it is: the task's agency; for the case as a whole, its owner. */
function answerable(draft: Draft, task: Task | null): AgencyId {
  const agency = task?.agency ?? draft.state.agencies.owner;
  if (agency === undefined) throw new RangeError('every case has an owner');
  return agency;
}

function closeInTime(draft: Draft): void {
  const at = closesAt(draft.state, draft.definition);
  if (at !== null && at <= draft.now) draft.emit({ type: 'case-closed', how: 'time' });
}
