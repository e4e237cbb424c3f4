/** A year of a calendar, day by day. */

import { hoursOn, reasonOf } from '../../domain/time/calendar.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { dayNumber, plainDay } from '../../domain/time/civil.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

export interface Day {
  readonly number: number;
  readonly date: number;
  readonly isOpen: boolean;
  /** Of what is not so every week; null: nothing. */
  readonly why: string | null;
}

export function monthsOf(
  calendar: BusinessCalendar,
  year: number,
  language: Language,
): readonly (readonly Day[])[] {
  return Array.from({ length: 12 }, (_, month) => {
    const first = dayNumber(year, month + 1, 1);
    const next = month === 11 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 2, 1);
    return Array.from({ length: next - first }, (_, date): Day => {
      const number = first + date;
      const day = plainDay(number);
      const reason = reasonOf(calendar, day);
      return {
        number,
        date: date + 1,
        isOpen: hoursOn(calendar, day).length > 0,
        why: reason === null || reason.kind === 'weekend' ? null : reason.name[language],
      };
    });
  });
}
