/** What the auditors' room asks of the API. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import type { BreachFilters, HistoryFilters, ReadFilters } from './filters.ts';
import { breachesQuery, historyQuery, readsQuery } from './queries.ts';

export type FoundEvent = components['schemas']['FoundEvent'];
export type Breach = components['schemas']['Breach'];
export type CaseBreach = components['schemas']['CaseBreach'];
export type CaseRead = components['schemas']['CaseRead'];
export type Verification = components['schemas']['Verification'];
export type CaseThen = components['schemas']['Case'];
export type CaseDifference = components['schemas']['CaseDifference'];

const PAGE = 50;

interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

function usePages<T>(key: readonly unknown[], ask: (cursor: { cursor?: string }) => Promise<Page<T>>) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => ask(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}

export function useHistorySearch(filters: HistoryFilters, text: string) {
  const parameters = { limit: PAGE, ...historyQuery(filters, text) };
  return usePages<FoundEvent>(['audit', 'history', parameters], (cursor) =>
    dataOf(api.POST('/v1/history/search', { body: { ...parameters, ...cursor } })),
  );
}

export function useBreaches(filters: BreachFilters) {
  const parameters = { limit: PAGE, ...breachesQuery(filters) };
  return usePages<Breach>(['audit', 'breaches', parameters], (cursor) =>
    dataOf(api.GET('/v1/sla/breaches', { params: { query: { ...parameters, ...cursor } } })),
  );
}

export function useReads(filters: ReadFilters, code?: string) {
  const parameters = { limit: PAGE, ...readsQuery(filters) };
  return usePages<CaseRead>(['audit', 'reads', code, parameters], (cursor) => {
    const query = { ...parameters, ...cursor };
    return code === undefined
      ? dataOf(api.GET('/v1/reads', { params: { query } }))
      : dataOf(api.GET('/v1/cases/{idOrCode}/reads', { params: { path: { idOrCode: code }, query } }));
  });
}

const of = (code: string) => ({ path: { idOrCode: code } });

/** Checked when it is asked for, and not again until somebody wants it. */
export function useVerification(code: string) {
  return useQuery({
    queryKey: ['audit', 'verification', code],
    queryFn: () => dataOf(api.GET('/v1/cases/{idOrCode}/verification', { params: of(code) })),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useCaseThen(code: string, at: string | undefined) {
  return useQuery({
    queryKey: ['audit', 'as-of', code, at],
    queryFn: () =>
      dataOf(api.GET('/v1/cases/{idOrCode}/as-of', { params: { ...of(code), query: { asOf: at ?? '' } } })),
    enabled: at !== undefined,
  });
}

export function useDifference(code: string, from: string | undefined, to: string | undefined) {
  return useQuery({
    queryKey: ['audit', 'difference', code, from, to],
    queryFn: () =>
      dataOf(
        api.GET('/v1/cases/{idOrCode}/difference', {
          params: { ...of(code), query: { from: from ?? '', to: to ?? '' } },
        }),
      ),
    enabled: from !== undefined && to !== undefined && Date.parse(from) < Date.parse(to),
  });
}

export function useCaseBreaches(code: string) {
  return useQuery({
    queryKey: ['audit', 'breaches', code],
    queryFn: () =>
      dataOf(api.GET('/v1/cases/{idOrCode}/breaches', { params: of(code) })).then(({ items }) => items),
  });
}
