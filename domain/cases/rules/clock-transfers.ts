/** A clock follows responsibility: it goes on by the calendar and the commune of the agency that has the work now. */
import type { AgencyId } from '../../ids.ts';
import type { Clock } from '../../time/clock.ts';
import { isStopped, readClock, usedBy } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import { ALWAYS } from '../../time/terms.ts';
import type { Definition } from '../state/commands.ts';
import type { ClockTransfers } from '../state/events.ts';
import type { Office, Offices } from '../state/state.ts';

export interface ClockMove {
  readonly clock: Clock;
  readonly from: AgencyId;
  readonly to: AgencyId;
}

/**
 * Of the clocks of work that goes to another agency, those that count otherwise there, or that were late when it went. `calendar`: by
 * which an office without one of its own works.
 */
export function transfersOf(
  moves: readonly ClockMove[],
  offices: Offices,
  { calendars }: Definition,
  calendar: string,
  now: Instant,
): ClockTransfers {
  return Object.fromEntries(
    moves
      .filter(({ clock }) => !isStopped(clock))
      .flatMap(({ clock, from, to }) => {
        const place = placeOf(clock, offices[to] ?? {}, calendar);
        const { dueAt } = readClock(clock, calendars, now);
        const isLate = dueAt !== null && dueAt < now;
        const isSame = place.calendar === clock.calendar && place.area === (clock.area ?? null);
        if (isSame && !isLate) return [];
        const used = usedBy(clock, calendars, now);
        return [[clock.id, { from, ...place, used, ...(isLate ? { dueAt } : {}) }] as const];
      }),
  );
}

/** By what a clock counts; `area` null: no commune's closures. */
export interface Place {
  readonly calendar: string;
  readonly area: string | null;
}

/** By what it counts in that office, which works by `calendar` where it has none of its own. By day and night time runs alike everywhere. */
export function placeOf(clock: Clock, office: Office, calendar: string): Place {
  const { area = null } = clock.calendar === ALWAYS ? clock : office;
  return { calendar: clock.calendar === ALWAYS ? ALWAYS : (office.calendar ?? calendar), area };
}
