/** In which terms are given. */
export const DURATION_UNITS = [
  'working-minutes',
  'working-hours',
  'working-days',
  'calendar-days',
  'hours',
] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** `office`: runs while the offices are open; `elapsed`: day and night. */
export const RUNS_ON = {
  'working-minutes': 'office',
  'working-hours': 'office',
  'working-days': 'office',
  'calendar-days': 'elapsed',
  hours: 'elapsed',
} as const satisfies Record<DurationUnit, 'office' | 'elapsed'>;
