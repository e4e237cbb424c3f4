/** What a changed calendar did to deadlines that people rely on. */
import type { Instant } from '../../time/instant.ts';
import type { CaseEvent } from '../state/events.ts';
import { isCaseClock } from '../state/evolve.ts';

type Changed = CaseEvent & { type: 'calendar-changed' };

export interface Moved {
  readonly before: Instant;
  readonly after: Instant;
}

/** The deadline of the whole case; null: it did not move, or stands still and is due at no instant. */
export function appointmentMoved({ moved }: Changed): Moved | null {
  const [, { before, after }] = Object.entries(moved).find(([id]) => isCaseClock({ id })) ?? [null, NOWHERE];
  return before === null || after === null ? null : { before, after };
}

const NOWHERE = { before: null, after: null };

/** Whether the deadline of that clock is another one now. */
export function isMoved({ moved }: Changed, clock: string): boolean {
  const found = moved[clock];
  return found !== undefined && found.after !== null && found.before !== null;
}

/** The decisions by which calendars changed, as they are cited. */
export function decisionsBehind({ changes }: Changed): string {
  return [...new Set(changes.map(({ decision }) => decision))].filter(Boolean).join('; ');
}
