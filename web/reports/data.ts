/** What the leaders' room asks of the API. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage } from '../shell/language.tsx';
import { lastMonth } from './figures.ts';
import { daysOf, type LeaderFilters, periodQuery, workQuery } from './filters.ts';

export type Report = components['schemas']['SlaReport'];
export type ReportRow = Report['rows'][number];
export type Steps = components['schemas']['StepsReport'];
export type CardPage = components['schemas']['GivenCards'];
export type GivenCard = CardPage['items'][number];
export type Month = components['schemas']['Trend']['items'][number];
export type Scorecard = components['schemas']['Scorecard'];
export type Reconciliation = components['schemas']['PaymentReconciliation'];

const MINUTES = 60_000;
const FRESH_MS = 5 * MINUTES;
const CARDS_AT_ONCE = 50;

export type ReportBy = 'agency' | 'procedure' | 'ward';

export function reportQuery(filters: LeaderFilters, by: ReportBy) {
  return { by, ...periodQuery(daysOf(filters, Date.now())), ...workQuery(filters) };
}

export function useReport(filters: LeaderFilters, by: ReportBy) {
  const { language } = useLanguage();
  const query = reportQuery(filters, by);
  return useQuery({
    queryKey: ['leaders', 'report', query, language],
    queryFn: () => dataOf(api.GET('/v1/sla/report', { params: { query } })),
    staleTime: FRESH_MS,
    placeholderData: (before) => before,
  });
}

export function stepsQuery(filters: LeaderFilters) {
  return { ...periodQuery(daysOf(filters, Date.now())), ...workQuery(filters) };
}

export function useSteps(filters: LeaderFilters) {
  const { language } = useLanguage();
  const query = stepsQuery(filters);
  return useQuery({
    queryKey: ['leaders', 'steps', query, language],
    queryFn: () => dataOf(api.GET('/v1/sla/steps', { params: { query } })),
    staleTime: FRESH_MS,
    placeholderData: (before) => before,
  });
}

/** The cards of the period, the newest first; each page counts them all. */
export function useCards(filters: LeaderFilters) {
  const query = { ...stepsQuery(filters), limit: CARDS_AT_ONCE };
  return useInfiniteQuery({
    queryKey: ['leaders', 'cards', query],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/v1/sla/cards', {
          params: { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: FRESH_MS,
    placeholderData: (before) => before,
  });
}

export function useOpenWork(filters: LeaderFilters) {
  const query = workQuery(filters);
  return useQuery({
    queryKey: ['leaders', 'openWork', query],
    queryFn: () => dataOf(api.GET('/v1/sla/open-work', { params: { query } })),
    refetchInterval: FRESH_MS,
  });
}

/** Twelve months, up to the end of the period or the present one. */
export function useTrend(filters: LeaderFilters) {
  const now = Date.now();
  const query = { month: lastMonth(daysOf(filters, now).to, now), ...workQuery(filters) };
  return useQuery({
    queryKey: ['leaders', 'trend', query],
    queryFn: () => dataOf(api.GET('/v1/sla/trend', { params: { query } })).then(({ items }) => items),
    staleTime: FRESH_MS,
    placeholderData: (before) => before,
  });
}

export function useScorecard(id: string, month: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['leaders', 'scorecard', id, month, language],
    queryFn: () =>
      dataOf(api.GET('/v1/agencies/{id}/scorecard', { params: { path: { id }, query: { month } } })),
    staleTime: FRESH_MS,
  });
}

export function usePayments(day: string) {
  return useQuery({
    queryKey: ['leaders', 'payments', day],
    queryFn: () => dataOf(api.GET('/v1/reports/payments', { params: { query: { day } } })),
  });
}
