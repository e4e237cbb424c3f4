/**
 * What of the inbox is shown. It stands in the address, so that it can be kept, sent to a colleague, and gone back to; but for
 * words that are looked for, which name people: they stand in the browser's own entry of the page.
 */
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { codeIn, placed, searchedFor } from '../shell/search-text.ts';

export const BOXES = ['mine', 'free', 'agency', 'watched', 'overdue', 'all'] as const;
export type Box = (typeof BOXES)[number];

export interface Filters {
  readonly box: Box;
  readonly kind?: CaseKind;
  readonly procedure?: string;
  readonly agency?: string;
  /** The case's code or words of it; marks need not be typed. */
  readonly text?: string;
}

/** Of whatever was kept: what is not known is left out. */
function known(kept: Readonly<Record<string, unknown>>): Filters {
  const { box, kind } = kept;
  const named = Object.fromEntries(
    (['procedure', 'agency', 'text'] as const).flatMap((name) => {
      const value = kept[name];
      return typeof value === 'string' && value.trim() !== '' ? [[name, value]] : [];
    }),
  );
  return {
    box: BOXES.find((each) => each === box) ?? 'mine',
    ...(kind === 'dossier' || kind === 'complaint' ? { kind } : {}),
    ...named,
  };
}

/** Of an address. */
export function readFilters(search: Record<string, unknown>): Filters {
  const { text, ...rest } = known(search);
  return { ...rest, ...codeIn(text) };
}

/** Where what was kept under a name is shown: words that look for people do not go into the address there either. */
export function placeOfKept(kept: Readonly<Record<string, unknown>>) {
  return placeOf(known(kept));
}

function placeOf({ text: wanted = '', ...rest }: Filters) {
  const { text: code, state } = placed(wanted);
  return { search: code === undefined ? rest : { ...rest, text: code }, state };
}

type Change = { readonly [K in keyof Filters]?: Filters[K] | undefined };

export function useFilters() {
  const search = useSearch({ from: '/inbox' });
  const text = searchedFor(search, useLocation().state);
  const navigate = useNavigate({ from: '/inbox' });
  const filters: Filters = text === '' ? search : { ...search, text };
  return {
    filters,
    change: (change: Change) =>
      void navigate({ ...placeOf(known({ ...filters, ...change })), replace: true }),
    show: (kept: Readonly<Record<string, string>>) => void navigate(placeOfKept(kept)),
  };
}
