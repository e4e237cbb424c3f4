import type { BusinessCalendar, CalendarException } from '../../domain/time/calendar-types.ts';
import { numberOfDay } from '../../domain/time/civil.ts';

/** Days in a row that one decision closed, as it was declared. */
export interface Declared extends Omit<CalendarException, 'kind'> {
  readonly until: CalendarException['day'];
}

/** What was declared, the latest first; days that follow each other under one decision are one closing. */
export function declaredIn({ exceptions }: Pick<BusinessCalendar, 'exceptions'>): readonly Declared[] {
  const days = exceptions.filter(({ kind }) => kind === 'off').sort((a, b) => (a.day < b.day ? -1 : 1));
  const rows: Declared[] = [];
  for (const { kind: _, ...day } of days) {
    const at = rows.findIndex(
      (row) => numberOfDay(row.until) + 1 === numberOfDay(day.day) && sameness(row) === sameness(day),
    );
    const before = rows[at];
    if (before === undefined) rows.push({ ...day, until: day.day });
    else rows[at] = { ...before, until: day.day };
  }
  return rows.reverse();
}

function sameness({ name, decision, areas, hours }: Pick<Declared, 'name' | 'decision' | 'areas' | 'hours'>) {
  return JSON.stringify([name, decision, areas ?? [], hours]);
}
