/** Which period and whose work; kept in the address. */
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { beginOf, dayAfter, dayOf, isDay, monthFrom } from '../shell/days.ts';

export const PERIODS = [
  'month',
  'last-month',
  'quarter',
  'last-quarter',
  'year',
  'last-year',
  'days',
] as const;
export type PeriodName = (typeof PERIODS)[number];

export const GROUPINGS = ['agency', 'procedure', 'ward', 'steps', 'cards'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface LeaderFilters {
  readonly period: PeriodName;
  readonly by: Grouping;
  /** Of `days` alone; both are meant. */
  readonly from?: string;
  readonly to?: string;
  readonly agency?: string;
  readonly procedure?: string;
  readonly kind?: CaseKind;
}

export function readLeaderFilters(search: Record<string, unknown>): LeaderFilters {
  const { period, by, from, to, agency, procedure, kind } = search;
  return {
    period: PERIODS.find((each) => each === period) ?? 'month',
    by: GROUPINGS.find((each) => each === by) ?? 'agency',
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(typeof agency === 'string' && agency !== '' ? { agency } : {}),
    ...(typeof procedure === 'string' && procedure !== '' ? { procedure } : {}),
    ...(kind === 'dossier' || kind === 'complaint' ? { kind } : {}),
  };
}

/** The first and the last day of what was chosen. */
export function daysOf({ period, from, to }: LeaderFilters, now: number): { from: string; to: string } {
  const today = dayOf(now);
  const month = Number(today.slice(5, 7));
  const span = (first: string, months: number) => ({
    from: first,
    to: dayAfter(monthFrom(first, months), -1),
  });
  const quarter = monthFrom(today, -((month - 1) % 3));
  const year = `${today.slice(0, 4)}-01-01`;
  switch (period) {
    case 'month':
      return span(monthFrom(today, 0), 1);
    case 'last-month':
      return span(monthFrom(today, -1), 1);
    case 'quarter':
      return span(quarter, 3);
    case 'last-quarter':
      return span(monthFrom(quarter, -3), 3);
    case 'year':
      return span(year, 12);
    case 'last-year':
      return span(monthFrom(year, -12), 12);
    case 'days': {
      const first = from ?? monthFrom(today, 0);
      const last = to ?? today;
      return last < first ? { from: first, to: first } : { from: first, to: last };
    }
  }
}

/** As the API asks for it. */
export function periodQuery(days: { readonly from: string; readonly to: string }) {
  return { from: beginOf(days.from), to: beginOf(dayAfter(days.to)) };
}

export function workQuery({ agency, procedure, kind }: LeaderFilters) {
  return {
    ...(agency === undefined ? {} : { agency }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(kind === undefined ? {} : { kind }),
  };
}

export function readDay({ day }: Record<string, unknown>): { day?: string } {
  return isDay(day) ? { day } : {};
}

export function readMonth({ month }: Record<string, unknown>): { month?: string } {
  return typeof month === 'string' && isDay(`${month}-01`) ? { month } : {};
}
