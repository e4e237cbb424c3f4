/** Which cases are looked for; kept in the address. */
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { DecidedWhen } from '../../domain/vocabulary/lists.ts';
import { beginOf, dayAfter, dayOf, endOf, isDay } from '../shell/days.ts';
import { codeIn } from '../shell/search-text.ts';

const OPEN = 'filed,in-process,supplement,suspended';

export interface CaseFilters {
  /** A code, or the beginning of one; other words stand in no address. */
  readonly text?: string;
  readonly kind?: CaseKind;
  readonly overdue?: true;
  readonly sort?: 'due';
  /** The agency that decides. */
  readonly owner?: string;
  readonly procedure?: string;
  readonly ward?: string;
  /** A task of this step stands open. */
  readonly step?: string;
  /** Of one's own agencies: that decide it, or have the task of the step. */
  readonly own?: true;
  /** Not decided yet. */
  readonly open?: true;
  /** Due in the days that are left of this week. */
  readonly due?: 'week';
  /** Decided in these days, both meant. */
  readonly from?: string;
  readonly to?: string;
  readonly punctuality?: DecidedWhen;
}

export function readCaseFilters(search: Record<string, unknown>): CaseFilters {
  const { kind, overdue, sort, open, due, from, to, punctuality } = search;
  const named = Object.fromEntries(
    (['owner', 'procedure', 'ward', 'step'] as const).flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
  return {
    ...named,
    ...codeIn(search.text),
    ...(kind === 'dossier' || kind === 'complaint' ? { kind } : {}),
    ...(overdue === true ? { overdue } : {}),
    ...(sort === 'due' ? { sort } : {}),
    ...(search.own === true ? { own: true as const } : {}),
    ...(open === true ? { open } : {}),
    ...(due === 'week' ? { due } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(punctuality === 'on-time' || punctuality === 'late' ? { punctuality } : {}),
  };
}

/** As the API asks for it; what is typed is asked beside it. */
export function queryOf({ text: _, overdue, own, open, due, from, to, ...rest }: CaseFilters, now: number) {
  return {
    ...rest,
    ...(overdue === undefined ? {} : { overdue: 'true' as const }),
    ...(own === undefined ? {} : { own: 'true' as const }),
    ...(open === undefined ? {} : { status: OPEN }),
    ...(due === undefined ? {} : { dueFrom: new Date(now).toISOString(), dueBefore: weekEnd(now) }),
    ...(from === undefined ? {} : { finishedFrom: beginOf(from) }),
    ...(to === undefined ? {} : { finishedTo: endOf(to) }),
  };
}

/** The midnight after the coming Sunday. */
function weekEnd(now: number): string {
  const today = dayOf(now);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return beginOf(dayAfter(today, 7 - weekday));
}
