import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  type InfiniteData,
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
import { type ListedTask, taskKey } from './task.ts';

const PAGE = 100;
/** Who types on has not finished the word. */
const TYPING_MS = 200;

interface Page {
  readonly items: ListedTask[];
  readonly next: string | null;
}
type Pages = InfiniteData<Page, string | undefined>;

/** The tasks of a box, what of them is chosen, and how they are claimed. */
export function useInbox(filters: Filters) {
  const { box, kind, procedure } = filters;
  const [text] = useDebouncedValue(filters.text, TYPING_MS);
  const queries = useQueryClient();
  const { data: me } = useMe();
  const asked = {
    ...(box === 'overdue' ? { box: 'agency' as const, overdue: 'true' as const } : { box }),
    limit: PAGE,
    ...(kind === undefined ? {} : { kind }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(text === undefined ? {} : { text }),
  };
  const key = ['tasks', asked] as const;
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }): Promise<Page> =>
      dataOf(
        api.GET('/v1/tasks', {
          params: { query: { ...asked, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
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

  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback((task: ListedTask) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(taskKey(task))) after.add(taskKey(task));
      return after;
    });
  }, []);

  const claiming = useMutation({
    mutationFn: ({ id, case: { id: caseId } }: ListedTask) =>
      dataOf(
        api.POST('/v1/cases/{idOrCode}/actions/{name}', {
          params: { path: { idOrCode: caseId, name: 'claim' } },
          body: { taskId: id },
        }),
      ),
    // Shown as claimed at once; put back when it is refused.
    onMutate: async (task) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<Pages>(key);
      queries.setQueryData<Pages>(key, (pages) => withHolder(pages, task, me?.id ?? null));
      return { before };
    },
    onError: (error, _task, context) => {
      queries.setQueryData(key, context?.before);
      notifications.show({ color: 'red', message: error.message });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['counts'] }),
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
    chosen,
    choose,
    chooseAll: (all: readonly ListedTask[]) => setChosen(new Set(all.map(taskKey))),
    claim,
    refresh: () => {
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void queries.invalidateQueries({ queryKey: ['counts'] });
    },
  };
}

function withHolder(pages: Pages | undefined, task: ListedTask, assignee: string | null): Pages | undefined {
  if (pages === undefined) return undefined;
  const held = (each: ListedTask) => (taskKey(each) === taskKey(task) ? { ...each, assignee } : each);
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(held) })) };
}
