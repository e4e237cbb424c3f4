import { useQuery } from '@tanstack/react-query';
import type { components, operations } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import type { ComplaintFilters } from './filters.ts';

export type OpenComplaint = components['schemas']['OpenComplaint'];
export type Duplicate = components['schemas']['Duplicate'];

const PAGE = 500;
/** More than these are narrowed, not looked through. */
const MOST = 2_000;

export interface OpenComplaints {
  readonly items: readonly OpenComplaint[];
  readonly areMore: boolean;
}

export function useOpenComplaints(filters: ComplaintFilters) {
  const { category, ward, urgency, overdue } = filters;
  const parameters = {
    ...(category === undefined ? {} : { category }),
    ...(ward === undefined ? {} : { ward }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(overdue === undefined ? {} : { overdue: 'true' as const }),
  };
  return useQuery({
    queryKey: ['complaints', parameters],
    queryFn: () => listOpenComplaints(parameters),
    placeholderData: (before) => before,
  });
}

type ComplaintQuery = NonNullable<operations['getV1Complaints']['parameters']['query']>;

/** Page after page, the most urgent first. */
export async function listOpenComplaints(parameters: ComplaintQuery): Promise<OpenComplaints> {
  const items: OpenComplaint[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: OpenComplaint[]; next: string | null } = await dataOf(
      api.GET('/v1/complaints', {
        params: { query: { ...parameters, limit: PAGE, ...(cursor === null ? {} : { cursor }) } },
      }),
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && items.length < MOST);
  return { items, areMore: cursor !== null };
}

export function useDuplicates(code: string) {
  return useQuery({
    queryKey: ['case', code, 'duplicates'],
    queryFn: () =>
      dataOf(api.GET('/v1/cases/{idOrCode}/duplicates', { params: { path: { idOrCode: code } } })).then(
        ({ items }) => items,
      ),
  });
}

export function useCategories() {
  return useQuery({
    queryKey: ['procedures', 'complaint'],
    queryFn: () =>
      dataOf(api.GET('/v1/procedures', { params: { query: { kind: 'complaint' } } })).then(
        ({ items }) => items,
      ),
    staleTime: 5 * 60_000,
  });
}
