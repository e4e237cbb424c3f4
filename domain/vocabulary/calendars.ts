/** How an announced day departs from the rules. `substitute-settled`: a holiday's substitute was given on another day. */
export const EXCEPTION_KINDS = ['off', 'worked', 'substitute-settled'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Why a day has other hours than a usual working day. `off` and `worked`: announced for that day alone. */
export const DAY_REASONS = ['weekend', 'holiday', 'off', 'worked'] as const;
export type DayReasonKind = (typeof DAY_REASONS)[number];
