/** Closures that hold for one commune alone: a flood, a storm. */
import { openMinutes } from './calendar.ts';
import type { BusinessCalendar, CalendarException } from './calendar-types.ts';

/** Calendars are immutable values, and what was derived from one is derived once. */
const derived = new WeakMap<BusinessCalendar, Map<string | null, BusinessCalendar>>();

/**
 * The calendar as it holds in a commune: with the exceptions declared for it, which go before those declared for all; of two
 * closures of one day the wider holds. `area` null: without any that were declared for some communes only.
 */
export function calendarIn(calendar: BusinessCalendar, area: string | null): BusinessCalendar {
  if (calendar.exceptions.every(({ areas }) => areas === undefined)) return calendar;
  let known = derived.get(calendar);
  if (known === undefined) {
    known = new Map();
    derived.set(calendar, known);
  }
  let found = known.get(area);
  if (found === undefined) {
    const days = new Map<string, CalendarException>();
    for (const each of calendar.exceptions) if (each.areas === undefined) days.set(each.day, each);
    for (const { areas, ...own } of calendar.exceptions)
      if (area !== null && areas?.includes(area)) days.set(own.day, holding(days.get(own.day), own));
    found = { ...calendar, exceptions: [...days.values()] };
    known.set(area, found);
  }
  return found;
}

/** What holds on a day of what was declared for all and for a commune. */
function holding(shared: CalendarException | undefined, own: CalendarException): CalendarException {
  if (shared?.kind !== 'off' || own.kind !== 'off') return own;
  const wider = openMinutes(shared.hours ?? []) < openMinutes(own.hours ?? []) ? shared : own;
  return shared.sparesCitizens ? { ...wider, sparesCitizens: true } : { ...wider, ...sparing(own) };
}

function sparing({ sparesCitizens }: CalendarException) {
  return sparesCitizens === undefined ? {} : { sparesCitizens };
}
