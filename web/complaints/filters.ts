/** Which open complaints are shown, and how; kept in the address. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Urgency } from '../../domain/vocabulary/urgencies.ts';

export interface ComplaintFilters {
  readonly view: 'map' | 'board';
  readonly category?: string;
  readonly ward?: string;
  readonly urgency?: Urgency;
  readonly overdue?: true;
  /** The code of the one that is looked at. */
  readonly chosen?: string;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export function readComplaintFilters(search: Record<string, unknown>): ComplaintFilters {
  const { view, urgency, overdue } = search;
  const category = text(search.category);
  const ward = text(search.ward);
  const chosen = text(search.chosen);
  return {
    view: view === 'board' ? 'board' : 'map',
    ...(category === undefined ? {} : { category }),
    ...(ward === undefined ? {} : { ward }),
    ...(urgency === 'normal' || urgency === 'urgent' || urgency === 'danger' ? { urgency } : {}),
    ...(overdue === true ? { overdue } : {}),
    ...(chosen === undefined ? {} : { chosen }),
  };
}

export type Change = { readonly [K in keyof ComplaintFilters]?: ComplaintFilters[K] | undefined };

export function useComplaintFilters() {
  const filters = useSearch({ from: '/complaints' });
  const navigate = useNavigate({ from: '/complaints' });
  return {
    filters,
    change: (change: Change) =>
      void navigate({
        search: (before: ComplaintFilters) => readComplaintFilters({ ...before, ...change }),
        replace: true,
      }),
  };
}
