/** The calendars of a province: its own `calendars.yaml` over the national holidays of `base/calendars.yaml`. */
import type { Problem } from '../domain/procedures/problem.ts';
import type { Calendars } from '../domain/time/clock.ts';

export interface LoadedCalendars {
  readonly calendars: Calendars;
  readonly problems: readonly Problem[];
}

/** Not joined to a reader of calendar files yet: finds none, and says nothing about them. */
export function loadCalendars(_dir: string, _province: string): LoadedCalendars {
  return { calendars: {}, problems: [] };
}
