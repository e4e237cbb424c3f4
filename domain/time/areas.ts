/** Closures that hold for one commune alone: a flood, a storm. */
import type { BusinessCalendar } from './calendar-types.ts';

/** Calendars are immutable values, and what was derived from one is derived once. */
const derived = new WeakMap<BusinessCalendar, Map<string | null, BusinessCalendar>>();

/**
 * The calendar as it holds in a commune: with the exceptions declared for it, which go before those declared for all. `area`
 * null: without any that were declared for some communes only.
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
    const own = calendar.exceptions.flatMap(({ areas, ...each }) =>
      area !== null && areas?.includes(area) ? [each] : [],
    );
    const days = new Set(own.map(({ day }) => day));
    const shared = calendar.exceptions.filter(({ areas, day }) => areas === undefined && !days.has(day));
    found = { ...calendar, exceptions: [...shared, ...own] };
    known.set(area, found);
  }
  return found;
}
