import type { Term } from '../procedures/language/types.ts';
import { type Counting, DURATION_UNITS, RUNS_ON } from '../vocabulary/units.ts';
import type { CountingByUnit } from './calendar-types.ts';
import { minutes, type WorkingMinutes } from './instant.ts';

/** The calendar that never closes, on which elapsed time runs. */
export const ALWAYS = 'always';

/** Reads `3 working-days`, or `same-day`. Whole numbers only; whether zero makes sense is for the check to say. null: not a term. */
export function parseTerm(text: string): Term | null {
  if (text === SAME_DAY) return { amount: 1, unit: SAME_DAY };
  const [, amount, unit] = /^(\d{1,6}) ([a-z-]+)$/.exec(text) ?? [];
  const known = DURATION_UNITS.find((each) => each === unit || each === `${unit}s`);
  const isTerm = amount !== undefined && known !== undefined && known !== SAME_DAY;
  return isTerm ? { amount: Number(amount), unit: known } : null;
}

export function termText(term: Term): string {
  return term.unit === SAME_DAY ? SAME_DAY : `${term.amount} ${term.unit}`;
}

const SAME_DAY = 'same-day';

/** How much time the term grants, on the calendar that `calendarFor` names; of months and years, the most that it may be. */
export function budgetOf(term: Term, minutesPerWorkingDay: number): WorkingMinutes {
  switch (term.unit) {
    case 'working-minutes':
      return minutes(term.amount);
    case 'working-hours':
    case 'hours':
      return minutes(term.amount * 60);
    case 'working-days':
    case 'same-day':
      return minutes(term.amount * minutesPerWorkingDay);
    case 'calendar-days':
      return days(term.amount);
    case 'weeks':
      return days(term.amount * 7);
    case 'months':
      return days(Math.min(term.amount * 31, Math.ceil(term.amount / 12) * 366));
    case 'years':
      return days(term.amount * 366);
  }
}

function days(amount: number): WorkingMinutes {
  return minutes(amount * 24 * 60);
}

/** Ten years, day and night, or of weeks of forty office hours: longer is a slip of the hand, or somebody's joke. In minutes. */
const LONGEST = { elapsed: 10 * 366 * 24 * 60, office: 10 * 53 * 40 * 60 };

/** Whether so many minutes, in a term of that unit, end within ten years. */
export function isWithinTenYears(amount: number, unit: Term['unit']): boolean {
  return amount <= LONGEST[RUNS_ON[unit]];
}

/**
 * How the term is counted: `given` by the procedure, else as its calendar has it for that unit. Weeks, months, years and `same-day`
 * are whole days by their nature, hours and minutes never.
 */
export function countingOf(unit: Term['unit'], given: Counting | undefined, usual: CountingByUnit): Counting {
  if (unit === 'working-days') return given ?? usual.workingDays;
  if (unit === 'calendar-days') return given ?? usual.calendarDays;
  return ['weeks', 'months', 'years', SAME_DAY].includes(unit) ? 'days' : 'hours';
}

/** Terms in hours and calendar days run day and night; the others on the office calendar. */
export function calendarFor(term: Term, officeCalendar: string): string {
  return RUNS_ON[term.unit] === 'elapsed' ? ALWAYS : officeCalendar;
}
