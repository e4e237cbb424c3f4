/** From a figure to its cases. */
import { PROVINCE_ROLES } from '../../domain/vocabulary/roles.ts';
import type { CaseFilters } from '../cases/filters.ts';
import { beginOf, dayAfter } from '../shell/days.ts';
import { holds, type Me, useMe } from '../shell/session.ts';
import { daysOf, type LeaderFilters } from './filters.ts';

/** The cases of whom is looked at: whoever heads agencies has the figures of these alone, and so their lists. */
export function casesOf({ agency, procedure, kind }: LeaderFilters, me: Me | null | undefined): CaseFilters {
  const isWide = holds(me, ...PROVINCE_ROLES);
  return {
    ...(agency !== undefined ? { owner: agency } : isWide ? {} : { own: true }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(kind === undefined ? {} : { kind }),
  };
}

export function useDrillDown(filters: LeaderFilters): CaseFilters {
  const { data: me } = useMe();
  return casesOf(filters, me);
}

const FIELD = { agency: 'owner', procedure: 'procedure', ward: 'ward' } as const;

/** Of one row of the report. */
export function ofRow(all: CaseFilters, by: keyof typeof FIELD, name: string): CaseFilters {
  return { ...all, [FIELD[by]]: name };
}

/** Overdue ones are a list of now: only of a period that goes on there is one. */
export function goesOn(filters: LeaderFilters, now: number): boolean {
  const { from, to } = daysOf(filters, now);
  return Date.parse(beginOf(from)) <= now && now < Date.parse(beginOf(dayAfter(to)));
}
