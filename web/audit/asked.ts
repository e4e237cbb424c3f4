/** What is looked for, as the API is asked for it: by the lists and by the files made of them alike. */
import { beginOf, endOf } from '../shell/days.ts';
import { typesOf } from './event-groups.ts';
import { type BreachFilters, type HistoryFilters, periodAsked, type ReadFilters } from './filters.ts';

export function historyAsked(filters: HistoryFilters, text: string) {
  const { group, text: _, from: __, to: ___, ...rest } = filters;
  return {
    ...rest,
    ...periodAsked(filters),
    ...(text === '' ? {} : { text }),
    ...(group === undefined ? {} : { type: typesOf(group) }),
  };
}

export function breachesAsked(filters: BreachFilters) {
  const { from: _, to: __, running, finishedFrom, finishedTo, ...rest } = filters;
  return {
    ...rest,
    ...periodAsked(filters),
    ...(running === undefined ? {} : { running: 'true' as const }),
    ...(finishedFrom === undefined ? {} : { finishedFrom: beginOf(finishedFrom) }),
    ...(finishedTo === undefined ? {} : { finishedTo: endOf(finishedTo) }),
  };
}

export function readsAsked({ by, ...period }: ReadFilters) {
  return { ...(by === undefined ? {} : { by }), ...periodAsked(period) };
}
