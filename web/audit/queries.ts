/** What is looked for, as the API is asked for it: by the lists and by the files made of them alike. */
import { beginOf, endOf } from '../shell/days.ts';
import { typesOf } from './event-groups.ts';
import { type BreachFilters, type HistoryFilters, periodQuery, type ReadFilters } from './filters.ts';

export function historyQuery(filters: HistoryFilters, text: string) {
  const { group, text: _, from: __, to: ___, ...rest } = filters;
  return {
    ...rest,
    ...periodQuery(filters),
    ...(text === '' ? {} : { text }),
    ...(group === undefined ? {} : { type: typesOf(group) }),
  };
}

export function breachesQuery(filters: BreachFilters) {
  const { from: _, to: __, running, finishedFrom, finishedTo, ...rest } = filters;
  return {
    ...rest,
    ...periodQuery(filters),
    ...(running === undefined ? {} : { running: 'true' as const }),
    ...(finishedFrom === undefined ? {} : { finishedFrom: beginOf(finishedFrom) }),
    ...(finishedTo === undefined ? {} : { finishedTo: endOf(finishedTo) }),
  };
}

export function readsQuery({ by, ...period }: ReadFilters) {
  return { ...(by === undefined ? {} : { by }), ...periodQuery(period) };
}
