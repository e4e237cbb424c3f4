/** Closures that hold for one commune alone: a flood, a storm. */
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
    const own = calendar.exceptions.flatMap(({ areas, ...each }) =>
      area !== null && areas?.includes(area) ? [each] : [],
    );
    const shared = calendar.exceptions.filter(({ areas }) => areas === undefined);
    const days = new Set([...shared, ...own].map(({ day }) => day));
    const holding = [...days].flatMap((day) => {
      const on = (each: CalendarException) => each.day === day;
      return wider(shared.filter(on), own.filter(on));
    });
    found = { ...calendar, exceptions: holding };
    known.set(area, found);
  }
  return found;
}

/** What holds on a day of what was declared for all and for a commune. */
function wider(
  shared: readonly CalendarException[],
  own: readonly CalendarException[],
): readonly CalendarException[] {
  if (own.length === 0) return shared;
  const closed = shared.find(({ kind }) => kind === 'off');
  const areBoth = closed !== undefined && own.every(({ kind }) => kind === 'off');
  return areBoth && own.every((each) => openMinutes(closed) < openMinutes(each)) ? shared : own;
}

function openMinutes({ hours }: CalendarException): number {
  return (hours ?? []).reduce((sum, [from, to]) => sum + to - from, 0);
}
