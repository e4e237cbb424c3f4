/** What of the inbox is shown: it stands in the address, so that it can be kept, sent to a colleague, and gone back to. */
import { useNavigate, useSearch } from '@tanstack/react-router';

export const BOXES = ['mine', 'free', 'agency', 'watched', 'overdue', 'all'] as const;
export type Box = (typeof BOXES)[number];

export interface Filters {
  readonly box: Box;
  readonly kind?: 'dossier' | 'complaint';
  readonly procedure?: string;
  /** The case's code or words of it; marks need not be typed. */
  readonly text?: string;
}

/** Of an address: whatever is not known is left out. */
export function readFilters(search: Record<string, unknown>): Filters {
  const { box, kind, procedure, text } = search;
  return {
    box: BOXES.find((each) => each === box) ?? 'mine',
    ...(kind === 'dossier' || kind === 'complaint' ? { kind } : {}),
    ...(typeof procedure === 'string' ? { procedure } : {}),
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
  };
}

type Change = { readonly [K in keyof Filters]?: Filters[K] | undefined };

export function useFilters() {
  const filters = useSearch({ from: '/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  return {
    filters,
    change: (change: Change) =>
      void navigate({ search: (before: Filters) => readFilters({ ...before, ...change }), replace: true }),
    show: (kept: Readonly<Record<string, string>>) => void navigate({ search: readFilters(kept) }),
  };
}
