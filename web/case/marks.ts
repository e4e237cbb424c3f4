/** How a case stands in the drawing of its procedure. */
import type { Language } from '../../domain/vocabulary/languages.ts';
import { nodeOf } from '../diagram/drawing.ts';
import type { Mark } from '../diagram/procedure-diagram.tsx';
import { span } from '../shell/deadline.ts';
import type { Task } from './data.ts';

type Passed = Pick<Task, 'step' | 'branch' | 'openedAt' | 'closedAt' | 'dueAt'>;

/** Calendar time in each step; of a step that was entered again, all of it together. */
export function marksOf(
  tasks: readonly Passed[],
  now: number,
  language: Language,
  times: (count: number) => string,
): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const key of new Set(tasks.map(({ step, branch }) => nodeOf(step, branch)))) {
    const own = tasks.filter(({ step, branch }) => nodeOf(step, branch) === key);
    const open = own.find(({ closedAt }) => closedAt === null);
    const took = own.reduce(
      (sum, { openedAt, closedAt }) =>
        openedAt === null
          ? sum
          : sum + (closedAt === null ? now : Date.parse(closedAt)) - Date.parse(openedAt),
      0,
    );
    const isLate = open !== undefined && open.dueAt !== null && Date.parse(open.dueAt) < now;
    const label = own.length > 1 ? `${span(took, language)}, ${times(own.length)}` : span(took, language);
    marks.set(key, { state: open === undefined ? 'done' : isLate ? 'late' : 'here', label });
  }
  return marks;
}
