import { useInfiniteQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { type CaseFilters, queryOf } from './filters.ts';

export type ListedCase = components['schemas']['ListedCase'];

/** From this instant the week's end is reckoned; rounded, so that the same question is asked for a while. */
const ROUND_MS = 5 * 60_000;

export function useCases(filters: CaseFilters, text: string) {
  const query = {
    limit: 50,
    ...(text === '' ? {} : { text }),
    ...queryOf(filters, Math.floor(Date.now() / ROUND_MS) * ROUND_MS),
  };
  return useInfiniteQuery({
    queryKey: ['cases', query],
    queryFn: ({ pageParam }): Promise<{ items: ListedCase[]; next: string | null }> =>
      dataOf(
        api.POST('/v1/cases/search', {
          body: { ...query, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}
