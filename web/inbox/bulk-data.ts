/** One action on many tasks: what fits all of them, and doing it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CommonAction } from '../../domain/vocabulary/lists.ts';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { ListedTask } from './task.ts';
import { TEXTS } from './texts.ts';

export type BulkName = 'claim' | 'assign' | 'complete';

/** What can be chosen for each of the tasks; undefined while it is being asked. No case is opened for it. */
export function useCommonOptions(action: CommonAction, tasks: readonly ListedTask[]) {
  const items = tasks.map(({ id, case: { id: caseId } }) => ({ case: caseId, taskId: id }));
  const { data, error } = useQuery({
    queryKey: ['task-options', action, items],
    queryFn: () => dataOf(api.POST('/v1/tasks/options', { body: { action, items } })),
    gcTime: 0,
  });
  return { options: data?.options, error };
}

const isTwice = (tasks: readonly ListedTask[], caseId: string) =>
  tasks.filter((task) => task.case.id === caseId).length > 1;

/** Each is an order of its own: what is refused of one leaves the others. */
export function useBulk(onDone: () => void) {
  const says = useTexts(TEXTS);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (asked: {
      readonly action: BulkName;
      readonly tasks: readonly ListedTask[];
      readonly input?: Record<string, unknown>;
    }) => {
      const items = asked.tasks.map(({ id, case: { id: caseId, version } }) => ({
        case: caseId,
        key: crypto.randomUUID(),
        // As it was when it was chosen; a claim needs no more than that nobody holds it. Two tasks of one case move it on each.
        ...(asked.action === 'claim' || isTwice(asked.tasks, caseId) ? {} : { version }),
        input: { taskId: id, ...asked.input },
      }));
      const answer = await dataOf(api.POST('/v1/actions', { body: { action: asked.action, items } }));
      return answer.items;
    },
    onSuccess: (items) => {
      const refused = items.filter(({ ok }) => !ok);
      const why = refused[0]?.problem?.detail ?? refused[0]?.problem?.title ?? '';
      notifications.show({
        color: refused.length > 0 ? 'orange' : 'jade',
        message: fill(refused.length > 0 ? says.doneSome : says.doneAll, {
          done: items.length - refused.length,
          refused: refused.length,
          why,
        }),
      });
      onDone();
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
      void queries.invalidateQueries({ queryKey: ['case'] });
    },
  });
}
