import { useInfiniteQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { beginOf, dayAfter, dayOf, endOf } from '../shell/days.ts';
import type { CaseFilters } from './filters.ts';

export type ListedCase = components['schemas']['ListedCase'];

const OPEN = 'filed,in-process,supplement,suspended';
/** From this instant the week's end is reckoned; rounded, so that the same question is asked for a while. */
const ROUND_MS = 5 * 60_000;

export function useCases(filters: CaseFilters, text: string) {
  const asked = {
    limit: 50,
    ...(text === '' ? {} : { text }),
    ...askedOf(filters, Math.floor(Date.now() / ROUND_MS) * ROUND_MS),
  };
  return useInfiniteQuery({
    queryKey: ['cases', asked],
    queryFn: ({ pageParam }): Promise<{ items: ListedCase[]; next: string | null }> =>
      dataOf(
        api.POST('/v1/cases/search', {
          body: { ...asked, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}

function askedOf({ text: _, overdue, own, open, due, from, to, ...rest }: CaseFilters, now: number) {
  return {
    ...rest,
    ...(overdue === undefined ? {} : { overdue: 'true' as const }),
    ...(own === undefined ? {} : { own: 'true' as const }),
    ...(open === undefined ? {} : { status: OPEN }),
    ...(due === undefined ? {} : { dueFrom: new Date(now).toISOString(), dueBefore: weekEnd(now) }),
    ...(from === undefined ? {} : { finishedFrom: beginOf(from) }),
    ...(to === undefined ? {} : { finishedTo: endOf(to) }),
  };
}

/** The midnight after the coming Sunday. */
function weekEnd(now: number): string {
  const today = dayOf(now);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return beginOf(dayAfter(today, 7 - weekday));
}
