/** One action on many tasks: what fits all of them, and doing it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CommonAction } from '../../domain/vocabulary/lists.ts';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { type Bulk, ordersFor, outcomeOf } from './orders.ts';
import type { ListedTask } from './task.ts';
import { TEXTS } from './texts.ts';

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

/** Each is an order of its own: what is refused of one leaves the others. */
export function useBulk(onDone: () => void) {
  const says = useTexts(TEXTS);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (request: Bulk) => {
      const items = ordersFor(request);
      const answer = await dataOf(api.POST('/v1/actions', { body: { action: request.action, items } }));
      return answer.items;
    },
    onSuccess: (items) => {
      const { done, refused, why } = outcomeOf(items);
      notifications.show({
        color: refused > 0 ? 'orange' : 'jade',
        message: fill(refused > 0 ? says.doneSome : says.doneAll, { done, refused, why }),
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
