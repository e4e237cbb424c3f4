/** With what a task can be completed. */
import type { Outcome, Procedure } from '../../procedures/language/types.ts';
import type { Task } from '../state/state.ts';

/** What an officer chooses among; where it leads is for the routing to say. */
export type Completion = Omit<Outcome, 'to'>;

/** The one outcome of a task that an escalation opened beside the step's own. */
const FOLLOW_UP: Readonly<Record<string, Completion>> = {
  done: { name: { vi: 'Đã xem xét', en: 'Looked into' }, reason: false },
};

/** In the order of the procedure; none for a step that it does not have. */
export function completionsOf(
  { steps }: Pick<Procedure, 'steps'>,
  task: Pick<Task, 'step' | 'branch' | 'followUp'>,
): Readonly<Record<string, Completion>> {
  if (task.followUp === true) return FOLLOW_UP;
  const step = steps.find(({ id }) => id === task.step);
  if (step === undefined) return {};
  if (step.parallel === null) return step.outcomes;
  return step.parallel.branches.find(({ id }) => id === task.branch)?.outcomes ?? {};
}
