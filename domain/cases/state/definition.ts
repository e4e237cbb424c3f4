/** Under which definition a case stands: its procedure, and the versions of the calendars that it counts by. */
import type { Definition } from './commands.ts';
import type { CaseEvent, FactName } from './events.ts';
import type { CalendarVersions, CaseState } from './state.ts';

/** From these events on, a case runs under another definition than before. */
const CHANGING: readonly FactName[] = ['procedure-moved', 'case-recategorised', 'calendar-changed'];

/** Whether the case runs by that definition. */
export function runsBy(state: CaseState, { ref, calendars }: Definition): boolean {
  return (
    ref.hash === state.procedure.hash &&
    Object.entries(state.calendars).every(([id, version]) => calendars[id]?.version === version)
  );
}

/** The versions of a definition's calendars, as a case names them. */
export function versionsOf({ calendars }: Pick<Definition, 'calendars'>): CalendarVersions {
  return Object.fromEntries(Object.entries(calendars).map(([id, { version }]) => [id, version]));
}

/** The events parted into stretches, each of which was decided under one definition. */
export function stretchesOf(events: readonly CaseEvent[]): readonly (readonly CaseEvent[])[] {
  const stretches: CaseEvent[][] = [];
  for (const event of events) {
    const current = stretches.at(-1);
    if (current === undefined || CHANGING.includes(event.type)) stretches.push([event]);
    else current.push(event);
  }
  return stretches;
}
