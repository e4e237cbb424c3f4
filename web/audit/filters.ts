/** What is looked for and looked at; it stands in the address, but for words that may name people. */

import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { beginOf, endOf, isDay } from '../shell/days.ts';
import { codeIn } from '../shell/search-text.ts';
import { type EventGroup, isEventGroup } from './event-groups.ts';

interface Period {
  /** Days, both meant. */
  readonly from?: string;
  readonly to?: string;
}

export interface HistoryFilters extends Period {
  readonly group?: EventGroup;
  readonly by?: string;
  readonly agency?: string;
  readonly kind?: CaseKind;
  readonly procedure?: string;
  /** A code, or the beginning of one; other words stand in no address. */
  readonly text?: string;
}

/** What of the history and of missed deadlines can be narrowed alike. */
type CaseFilters = Omit<HistoryFilters, 'group' | 'by' | 'text'>;

export interface BreachFilters extends CaseFilters {
  readonly step?: string;
  /** Not done yet. */
  readonly running?: true;
  /** Done in these days, both meant. */
  readonly finishedFrom?: string;
  readonly finishedTo?: string;
}
export type ReadFilters = Period & { readonly by?: string };

export const VIEWS = ['verification', 'as-of', 'difference', 'breaches', 'reads'] as const;
export type View = (typeof VIEWS)[number];

export interface CaseLook {
  readonly view: View;
  /** Instants: of the case as it was, and of the two moments that are compared. */
  readonly at?: string;
  readonly since?: string;
  readonly until?: string;
}

type Search = Record<string, unknown>;

export function readHistoryFilters(search: Search): HistoryFilters {
  const { group, by } = search;
  return {
    ...readCases(search),
    ...(isEventGroup(group) ? { group } : {}),
    ...named('by', by),
    ...codeIn(search.text),
  };
}

export function readBreachFilters(search: Search): BreachFilters {
  const { step, running, finishedFrom, finishedTo } = search;
  return {
    ...readCases(search),
    ...named('step', step),
    ...(running === true ? { running } : {}),
    ...(isDay(finishedFrom) ? { finishedFrom } : {}),
    ...(isDay(finishedTo) ? { finishedTo } : {}),
  };
}

function readCases(search: Search): CaseFilters {
  const { agency, kind, procedure } = search;
  return {
    ...periodIn(search),
    ...named('agency', agency),
    ...named('procedure', procedure),
    ...(kind === 'dossier' || kind === 'complaint' ? { kind } : {}),
  };
}

export function readReadFilters(search: Search): ReadFilters {
  return { ...periodIn(search), ...named('by', search.by) };
}

export function readCaseLook(search: Search): CaseLook {
  const { view, at, since, until } = search;
  return {
    view: VIEWS.find((each) => each === view) ?? 'verification',
    ...moment('at', at),
    ...moment('since', since),
    ...moment('until', until),
  };
}

/** As the API asks for it. */
export function periodQuery({ from, to }: Period) {
  return {
    ...(from === undefined ? {} : { from: beginOf(from) }),
    ...(to === undefined ? {} : { to: endOf(to) }),
  };
}

function periodIn({ from, to }: Search): Period {
  return { ...(isDay(from) ? { from } : {}), ...(isDay(to) ? { to } : {}) };
}

function named<N extends string>(name: N, value: unknown) {
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as {
    readonly [K in N]?: string;
  };
}

function moment<N extends string>(name: N, value: unknown) {
  return named(name, typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined);
}
