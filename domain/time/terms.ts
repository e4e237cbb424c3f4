import type { Term } from '../procedures/language/types.ts';
import { DURATION_UNITS, RUNS_ON } from '../vocabulary/units.ts';
import { minutes, type WorkingMinutes } from './instant.ts';

/** The calendar that never closes, on which elapsed time runs. */
export const ALWAYS = 'always';

/** Reads `3 working-days`. Whole numbers only; whether zero makes sense is for the check to say. null: not a term. */
export function parseTerm(text: string): Term | null {
  const [, amount, unit] = /^(\d{1,6}) ([a-z-]+)$/.exec(text) ?? [];
  const known = DURATION_UNITS.find((each) => each === unit || each === `${unit}s`);
  return amount === undefined || known === undefined ? null : { amount: Number(amount), unit: known };
}

export function termText(term: Term): string {
  return `${term.amount} ${term.unit}`;
}

/** How much time the term grants, on the calendar that `calendarFor` names. */
export function budgetOf(term: Term, minutesPerWorkingDay: number): WorkingMinutes {
  switch (term.unit) {
    case 'working-minutes':
      return minutes(term.amount);
    case 'working-hours':
    case 'hours':
      return minutes(term.amount * 60);
    case 'working-days':
      return minutes(term.amount * minutesPerWorkingDay);
    case 'calendar-days':
      return minutes(term.amount * 24 * 60);
  }
}

/** Terms in hours and calendar days run day and night; the others on the office calendar. */
export function calendarFor(term: Term, officeCalendar: string): string {
  return RUNS_ON[term.unit] === 'elapsed' ? ALWAYS : officeCalendar;
}
