/** One action on many tasks, as orders of their own, and what became of them. */
import type { ListedTask } from './task.ts';

export type BulkName = 'claim' | 'assign' | 'complete';

export interface Bulk {
  readonly action: BulkName;
  readonly tasks: readonly ListedTask[];
  readonly input?: Record<string, unknown>;
}

export function ordersFor({ action, tasks, input }: Bulk) {
  return tasks.map(({ id, case: { id: caseId, version } }) => ({
    case: caseId,
    key: crypto.randomUUID(),
    // As it was when it was chosen; a claim needs no more than that nobody holds it. Two tasks of one case move it on each.
    ...(action === 'claim' || isTwice(tasks, caseId) ? {} : { version }),
    input: { taskId: id, ...input },
  }));
}

const isTwice = (tasks: readonly ListedTask[], caseId: string) =>
  tasks.filter((task) => task.case.id === caseId).length > 1;

interface Done {
  readonly ok: boolean;
  readonly problem?: { readonly title: string; readonly detail?: string } | undefined;
}

/** How many were done and refused, and what was said against the first that was refused. */
export function outcomeOf(items: readonly Done[]): {
  readonly done: number;
  readonly refused: number;
  readonly why: string;
} {
  const refused = items.filter(({ ok }) => !ok);
  const [first] = refused;
  return {
    done: items.length - refused.length,
    refused: refused.length,
    why: first?.problem?.detail ?? first?.problem?.title ?? '',
  };
}
