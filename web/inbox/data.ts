import { notifications } from '@mantine/notifications';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useMe } from '../shell/session.ts';
import type { Filters } from './filters.ts';
import { changed, type Page, type Pages, queryOf } from './list.ts';
import { type ListedTask, taskKey } from './task.ts';

const PAGE = 100;
const CLAIM = ['claim'];
const NONE: ReadonlySet<string> = new Set();

/** What is chosen, and of which list. */
interface Choice {
  readonly list: string;
  readonly keys: ReadonlySet<string>;
}

/** The tasks of a box, what of them is chosen, and how they are claimed. */
export function useInbox(filters: Filters) {
  const { text } = filters;
  const queries = useQueryClient();
  const { data: me } = useMe();
  const parameters = { ...queryOf(filters), limit: PAGE };
  const key = ['tasks', parameters] as const;
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }): Promise<Page> => {
      const page = { ...parameters, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      // Words may name people, and travel in the body.
      return text === undefined
        ? dataOf(api.GET('/v1/tasks', { params: { query: page } }))
        : dataOf(api.POST('/v1/tasks/search', { body: page }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // While the answer to another search is awaited.
    placeholderData: keepPreviousData,
  });
  const { data: counts } = useQuery({
    queryKey: ['counts'],
    queryFn: () => dataOf(api.GET('/v1/tasks/counts')),
  });

  const tasks = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);

  /** What is shown, in a word. */
  const list = JSON.stringify(parameters);
  const [choice, setChoice] = useState<Choice>({ list, keys: NONE });
  // What was chosen elsewhere is out of sight here, and would be done with all the same.
  const chosen = choice.list === list ? choice.keys : NONE;
  const choose = useCallback(
    (task: ListedTask) =>
      setChoice((before) => {
        const keys = new Set(before.list === list ? before.keys : NONE);
        if (!keys.delete(taskKey(task))) keys.add(taskKey(task));
        return { list, keys };
      }),
    [list],
  );

  const claiming = useMutation({
    mutationKey: CLAIM,
    mutationFn: ({ id, case: { id: caseId } }: ListedTask) =>
      dataOf(
        api.POST('/v1/cases/{idOrCode}/actions/{name}', {
          params: { path: { idOrCode: caseId, name: 'claim' } },
          body: { taskId: id },
        }),
      ),
    // Shown as claimed at once. Another box, or another claim, may be on the screen when the answer comes.
    onMutate: async (task) => {
      await queries.cancelQueries({ queryKey: key });
      queries.setQueryData<Pages>(key, (pages) => changed(pages, task, { assignee: me?.id ?? null }));
      return { key };
    },
    onSuccess: ({ version }, task, { key: shown }) => {
      queries.setQueryData<Pages>(shown, (pages) =>
        changed(pages, task, { case: { ...task.case, version } }),
      );
    },
    onError: (error, task, context) => {
      const shown = context?.key ?? key;
      queries.setQueryData<Pages>(shown, (pages) => changed(pages, task, { assignee: null }));
      notifications.show({ color: 'red', title: task.case.code, message: error.message });
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['counts'] });
      // Asked before the last of them is through, the list would show that one unclaimed again.
      if (queries.isMutating({ mutationKey: CLAIM }) === 1)
        void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });

  const { mutate } = claiming;
  const claim = useCallback(
    (task: ListedTask) => {
      if (task.assignee === null) mutate(task);
    },
    [mutate],
  );

  return {
    query,
    counts,
    tasks,
    list,
    chosen,
    choose,
    chooseAll: (all: readonly ListedTask[]) => setChoice({ list, keys: new Set(all.map(taskKey)) }),
    claim,
    refresh: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
  };
}
