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

/** Ten years, day and night, or of weeks of forty office hours: longer is a slip of the hand, or somebody's joke. In minutes. */
const LONGEST = { elapsed: 10 * 366 * 24 * 60, office: 10 * 53 * 40 * 60 };

/** Whether so many minutes, in a term of that unit, end within ten years. */
export function isWithinTenYears(amount: number, unit: Term['unit']): boolean {
  return amount <= LONGEST[RUNS_ON[unit]];
}

/** Terms in hours and calendar days run day and night; the others on the office calendar. */
export function calendarFor(term: Term, officeCalendar: string): string {
  return RUNS_ON[term.unit] === 'elapsed' ? ALWAYS : officeCalendar;
}
