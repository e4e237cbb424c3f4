/** A clock of a case, also one that has ended: the state forgets those, the events do not. */
import type { Clock, LedgerEntry } from '../time/clock.ts';
import { stopClock } from '../time/clocks.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { CaseState } from './state.ts';

export interface PastClock {
  readonly clock: Clock;
  /** The versions of the calendars by which the case counted while it ran; absent: it named none. */
  readonly calendars?: Readonly<Record<string, number>>;
  /** The events by which it came to be, moved and ended, in order; matched to the ledger by their instants. */
  readonly events: readonly CaseEvent[];
  /** From when on the case counted by which versions, the earliest first; empty where it names none. */
  readonly periods: readonly {
    readonly from: Instant;
    readonly calendars: Readonly<Record<string, number>>;
  }[];
}

/** null: the case never had a clock of that id. */
export function clockHistory(events: readonly CaseEvent[], id: string): PastClock | null {
  let state: CaseState | null = null;
  let clock: Clock | undefined;
  let calendars: CaseState['calendars'];
  const moving: CaseEvent[] = [];
  const periods: PastClock['periods'][number][] = [];
  for (const event of events) {
    const before = clockIn(state, id);
    const counted = state?.calendars;
    state = evolve(state, event);
    const after = clockIn(state, id);
    if (state.calendars !== undefined && state.calendars !== counted)
      periods.push({ from: event.at, calendars: state.calendars });
    if (before !== undefined || after !== undefined) calendars = state.calendars;
    // A changed calendar moves a clock without a word in its ledger.
    const isMoved = event.type === 'calendar-changed' && id in event.moved;
    if (before === after && !isMoved) continue;
    clock = after ?? (before && stopClock(before, event.at, 'met'));
    // A rung that fired moved nothing.
    if (event.type !== 'rung-reached') moving.push(event);
  }
  if (clock === undefined) return null;
  return { clock, ...(calendars === undefined ? {} : { calendars }), events: moving, periods };
}

/** The event that wrote an entry of the clock's ledger; a term may begin later than the event that set it. */
export function eventBehind({ events }: PastClock, entry: LedgerEntry): CaseEvent | null {
  const found = events.find(({ at }) => at === entry.at);
  return found ?? (entry.kind === 'start' ? (events[0] ?? null) : null);
}

function clockIn(state: CaseState | null, id: string): Clock | undefined {
  return state?.clocks.find((clock) => clock.id === id);
}
