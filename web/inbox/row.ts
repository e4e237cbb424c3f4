/** Where one stands in a list that changes by itself. */
import { type ListedTask, taskKey } from './task.ts';

/** The task that one stands at, and where in the list it was: another may take that place. */
export interface Here {
  readonly task: ListedTask;
  readonly place: number;
}

/** Where that very task is now; -1: nowhere. */
export function placeOf(tasks: readonly ListedTask[], { task }: Here): number {
  return tasks.findIndex((each) => taskKey(each) === taskKey(task));
}

/** One row on, or one back; of a task that is gone, the next one stands in its place. Stays in the list. */
export function placeAfter(tasks: readonly ListedTask[], here: Here | null, way: 1 | -1): number {
  const now = here === null ? -1 : placeOf(tasks, here);
  const isGone = here !== null && now === -1;
  const from = isGone ? here.place - (way === 1 ? 1 : 0) : now;
  return Math.max(0, Math.min(from + way, tasks.length - 1));
}
