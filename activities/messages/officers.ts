/** Which officers an event concerns: by their task, their role, or because somebody named them. */

import { colleagues, mentionable } from '../../db/agencies/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { type Occasion, roleHolders, type TaskPlace, taskPlaces } from '../../db/messages/occasions.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { isResponseClock, taskOfClock } from '../../domain/cases/state/evolve.ts';
import { isMoved } from '../../domain/cases/views/moved.ts';
import type { AgencyId, CaseId, UserId } from '../../domain/ids.ts';
import { PROVINCE_ROLES, type Role } from '../../domain/vocabulary/roles.ts';

/** Somebody at work, in the role in which the news concerns them. */
export interface Officer {
  readonly user: UserId;
  readonly role: Role;
  readonly agency: AgencyId;
}

/** `obsolete`: it concerns nobody any more. */
export async function officersFor(
  db: Database,
  action: number | undefined,
  { record, event }: Occasion,
): Promise<readonly Officer[] | 'obsolete'> {
  if (event.type === 'task-assigned') {
    const [task] = await taskPlaces(db.pool, record.id, event.taskId);
    if (task === undefined || !task.open || task.assignee !== event.assignee) return 'obsolete';
    return [{ user: event.assignee, role: task.role, agency: task.agency }];
  }
  if (event.type === 'calendar-changed') return holdersOfMoved(record, event);
  if (event.type === 'note-added') return mentionable(db, record.id, event.mentions ?? []);
  if (event.type === 'shipment-moved' || event.type === 'shipment-late')
    return colleaguesIn(db, record.counter, 'receptionist');
  if (event.type !== 'escalation-level-reached' || action === undefined) return 'obsolete';
  const order = event.actions[action];
  if (order?.do !== 'remind' && order?.do !== 'notify') return 'obsolete';
  const tasks = await tasksBehind(db, record.id, event);
  if (tasks.length === 0 && (taskOfClock(event.clock) !== null || isOver(event.clock, record.status)))
    return 'obsolete';
  const agency = agencyOf(event.clock, tasks, record);
  if (order.who === 'assignee') {
    if (isResponseClock({ id: event.clock })) return colleaguesIn(db, agency, 'receptionist');
    return (await Promise.all(tasks.map((task) => holders(db, task)))).flat();
  }
  const { who: role } = order;
  // These work for the province, wherever they sit.
  if (PROVINCE_ROLES.includes(role))
    return (await roleHolders(db.pool, record.province, role)).map((each) => ({ ...each, role }));
  return colleaguesIn(db, agency, role);
}

/** Whoever holds a task of which the deadline is another one now. */
function holdersOfMoved(
  { state }: Occasion['record'],
  event: CaseEvent & { type: 'calendar-changed' },
): readonly Officer[] | 'obsolete' {
  const officers = state.tasks.flatMap(({ assignee, role, agency, clock }) =>
    assignee === null || !isMoved(event, clock) ? [] : [{ user: assignee, role, agency }],
  );
  return officers.length === 0 ? 'obsolete' : officers;
}

/** Whose time a clock measures. */
function agencyOf(
  clock: string,
  tasks: readonly TaskPlace[],
  { counter, owner }: Occasion['record'],
): AgencyId {
  if (isResponseClock({ id: clock })) return counter;
  return taskOfClock(clock) !== null ? (tasks[0]?.agency ?? owner) : owner;
}

async function colleaguesIn(db: Database, agency: AgencyId, role: Role): Promise<readonly Officer[]> {
  return (await colleagues(db, agency, role)).map((user) => ({ user, role, agency }));
}

/** The open work that a clock measures: the task's own; of the whole case, all that is open. */
async function tasksBehind(
  db: Database,
  caseId: CaseId,
  { clock }: CaseEvent & { type: 'escalation-level-reached' },
): Promise<readonly TaskPlace[]> {
  return (await taskPlaces(db.pool, caseId, taskOfClock(clock))).filter(({ open }) => open);
}

function isOver(clock: string, status: Occasion['record']['status']): boolean {
  if (isResponseClock({ id: clock })) return status !== 'filed';
  return status === 'delivered' || status === 'closed' || status === 'decided';
}

/** Whoever holds it; while nobody does, everybody who could. */
async function holders(db: Database, { assignee, role, agency }: TaskPlace): Promise<readonly Officer[]> {
  return assignee === null ? colleaguesIn(db, agency, role) : [{ user: assignee, role, agency }];
}
