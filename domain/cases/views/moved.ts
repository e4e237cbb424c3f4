/** What a changed calendar did to deadlines that people rely on. */
import type { CaseEvent } from '../state/events.ts';

type Changed = CaseEvent & { type: 'calendar-changed' };

/** Whether the deadline of that clock is another one now. */
export function isMoved({ moved }: Changed, clock: string): boolean {
  const found = moved[clock];
  return found !== undefined && found.after !== null && found.before !== null;
}

/** The decisions by which calendars changed, as they are cited. */
export function decisionsBehind({ changes }: Changed): string {
  return [...new Set(changes.map(({ decision }) => decision))].filter(Boolean).join('; ');
}
