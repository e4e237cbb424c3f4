/** In which terms are given that have an amount. */
export const AMOUNT_UNITS = [
  'working-minutes',
  'working-hours',
  'working-days',
  'calendar-days',
  'weeks',
  'months',
  'years',
  'hours',
] as const;
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

/** `same-day`: by closing time of the day on which it came in. */
export const DURATION_UNITS = [...AMOUNT_UNITS, 'same-day'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** `office`: runs while the offices are open; `elapsed`: day and night. */
export const RUNS_ON = {
  'working-minutes': 'office',
  'working-hours': 'office',
  'working-days': 'office',
  'same-day': 'office',
  'calendar-days': 'elapsed',
  weeks: 'elapsed',
  months: 'elapsed',
  years: 'elapsed',
  hours: 'elapsed',
} as const satisfies Record<DurationUnit, 'office' | 'elapsed'>;

/**
 * How a term in days is counted: to the minute, each day as so many hours; or in whole days (Civil Code 2015, articles 147 and 148).
 */
export const COUNTINGS = ['hours', 'days'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** Whom a term binds: an office, whose day ends at closing time; or a citizen, whose day ends at 24:00. */
export const BOUND_BY_TERM = ['office', 'citizen'] as const;
export type BoundByTerm = (typeof BOUND_BY_TERM)[number];
