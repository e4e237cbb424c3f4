/** Which tasks are to be given to an officer at once, as the procedure or the agency asks for. */
import type { AgencyId, CaseId, ProvinceId, TaskId } from '../../ids.ts';
import type { AssignHow } from '../../vocabulary/agencies.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { Definition } from '../state/commands.ts';
import type { CaseEvent } from '../state/events.ts';
import type { CaseState, Task } from '../state/state.ts';

/** A task that nobody holds, and how somebody is to be found for it. */
export interface Vacancy {
  readonly province: ProvinceId;
  readonly caseId: CaseId;
  readonly taskId: TaskId;
  readonly agency: AgencyId;
  readonly role: Role;
  readonly how: AssignHow;
  /** The ward that the case is about; null: none in particular. */
  readonly area: string | null;
}

/**
 * The tasks that came to a place of work by these events and that nobody holds, in the order in which they came. `state`
 * is the one after the events. A task that an officer gave back does not come to a place: it stays where it is.
 */
export function vacancies(
  state: CaseState,
  events: readonly CaseEvent[],
  definition: Definition,
): readonly Vacancy[] {
  const arrived = new Set(events.flatMap((event) => arrivedBy(event)));
  if (state.status !== 'in-process') return [];
  return state.tasks.flatMap((task) => {
    const how = arrived.has(task.id) && task.assignee === null ? howOf(state, definition, task) : null;
    return how === null ? [] : [vacancyOf(state, task, how)];
  });
}

function arrivedBy(event: CaseEvent): readonly TaskId[] {
  switch (event.type) {
    case 'task-opened':
      return [event.task.id];
    case 'task-transferred':
    case 'task-escalated':
    case 'task-raised':
      return [event.taskId];
    default:
      return [];
  }
}

/** By the procedure while the task is with the role that its step names; else by the agency that it is with. */
function howOf({ offices }: CaseState, { procedure }: Definition, task: Task): AssignHow | null {
  const step = procedure.steps.find(({ id }) => id === task.step);
  const work = step?.parallel === null ? step : step?.parallel.branches.find(({ id }) => id === task.branch);
  const rule = task.followUp !== true && work?.role === task.role ? work.assign : undefined;
  return rule ?? offices[task.agency]?.assign ?? null;
}

function vacancyOf(
  { id, province, agencies, offices, facts }: CaseState,
  task: Task,
  how: AssignHow,
): Vacancy {
  const owner = agencies.owner === undefined ? undefined : offices[agencies.owner];
  const area = typeof facts.ward === 'string' ? facts.ward : (owner?.area ?? null);
  return { province, caseId: id, taskId: task.id, agency: task.agency, role: task.role, how, area };
}
