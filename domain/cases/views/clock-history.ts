/** A clock of a case, also one that has ended: the state forgets those, the events do not. */
import type { Clock, LedgerEntry } from '../../time/clock.ts';
import { isStopped } from '../../time/clocks.ts';
import type { Instant } from '../../time/instant.ts';
import type { CaseEvent } from '../state/events.ts';
import { endedBy, evolve } from '../state/evolve.ts';
import type { CalendarVersions, CaseState } from '../state/state.ts';

export interface PastClock {
  readonly clock: Clock;
  /** By which the case counted while it ran. */
  readonly calendars: CalendarVersions;
  /** The events by which it came to be, moved and ended, in order; matched to the ledger by their instants. */
  readonly events: readonly CaseEvent[];
  /** From when on the case counted by which versions, the earliest first. */
  readonly periods: readonly { readonly from: Instant; readonly calendars: CalendarVersions }[];
}

/** null: the case never had a clock of that id. */
export function clockHistory(events: readonly CaseEvent[], id: string): PastClock | null {
  return clockHistories(events).get(id) ?? null;
}

/** Every clock that the case ever had, by its id, in the order in which they came to be. */
export function clockHistories(events: readonly CaseEvent[]): ReadonlyMap<string, PastClock> {
  const periods: PastClock['periods'][number][] = [];
  const found = new Map<string, PastClock & { readonly events: CaseEvent[] }>();
  let state: CaseState | null = null;
  for (const event of events) {
    const former = state?.calendars;
    const before = clocksIn(state);
    state = evolve(state, event);
    const after = clocksIn(state);
    const { calendars } = state;
    if (calendars !== former) periods.push({ from: event.at, calendars });
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(id), after.get(id)];
      const known = found.get(id);
      const clock = is ?? (was && endedBy(was, event));
      if (clock === undefined) continue;
      const moving = known?.events ?? [];
      // A changed calendar moves a clock without a word in its ledger; an escalation level that fired moved nothing.
      const isMoved = event.type === 'calendar-changed' && id in event.moved;
      if ((was !== is || isMoved) && event.type !== 'escalation-level-reached') moving.push(event);
      // What comes after its end is nothing to it.
      const counted = known !== undefined && isStopped(known.clock) ? known.calendars : calendars;
      found.set(id, { clock, calendars: counted, events: moving, periods });
    }
  }
  return found;
}

/** The event that wrote an entry of the clock's ledger; a term may begin later than the event that set it. */
export function eventBehind({ events }: PastClock, entry: LedgerEntry): CaseEvent | null {
  const found = events.find(({ at }) => at === entry.at);
  return found ?? (entry.kind === 'start' ? (events[0] ?? null) : null);
}

function clocksIn(state: CaseState | null): ReadonlyMap<string, Clock> {
  return new Map(state?.clocks.map((clock) => [clock.id, clock]));
}
