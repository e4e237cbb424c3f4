import type { TaskId } from '../../ids.ts';
import type { Actor, CommandName, Definition } from '../state/commands.ts';
import type { CaseState } from '../state/state.ts';
import { whyNot } from './availability.ts';
import { ALLOWED_IN, isAboutTask } from './permissions.ts';

export interface AvailableAction {
  readonly name: CommandName;
  /** null where the action is about the case and not about one of its tasks. */
  readonly taskId: TaskId | null;
}

/** Exactly what this caller may do to this case now. */
export function availableActions(
  state: CaseState,
  definition: Definition,
  actor: Actor,
): readonly AvailableAction[] {
  return ALLOWED_IN[state.status]
    .filter((name) => name !== 'tick' && name !== 'balance')
    .flatMap((name): AvailableAction[] =>
      isAboutTask(state, name)
        ? state.tasks.map(({ id }) => ({ name, taskId: id }))
        : [{ name, taskId: null }],
    )
    .filter(({ name, taskId }) => whyNot(state, definition, actor, name, taskId) === null);
}
