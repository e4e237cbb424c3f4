/** The clock of the whole case, of a task, and of the counter's first answer. */
export const CLOCK_SORTS = ['case', 'task', 'response'] as const;
export type ClockSort = (typeof CLOCK_SORTS)[number];

export const CLOCK_PHASES = ['running', 'paused', 'stopped'] as const;
export type ClockPhase = (typeof CLOCK_PHASES)[number];

/** `suspension`: force majeure; `payment`: a duty that the citizen must meet; `other-authority`: an answer from outside. */
export const PAUSE_REASONS = ['supplement', 'suspension', 'payment', 'other-authority'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export const STOP_REASONS = ['met', 'cancelled'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Why a case is suspended. `payment`: a financial duty of the citizen; `other-authority`: an answer from outside the province's agencies. */
export const SUSPENSION_REASONS = ['force-majeure', 'payment', 'other-authority'] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

/** After a pause: `resume` with what was left, or `restart` with the full term at the first step. */
export const RESUMPTIONS = ['resume', 'restart'] as const;
export type Resumption = (typeof RESUMPTIONS)[number];

/**
 * What becomes of a day of a term in whole days. `begins`, `goes-on`: the day of the event; `off`: without office hours; `spared`:
 * closed by a decision that spares citizens; `ends`: the term ends with it, without its counting, `ends-instead`: because the last day
 * was a day off.
 */
export const WHOLE_DAYS = ['counted', 'begins', 'goes-on', 'off', 'spared', 'ends', 'ends-instead'] as const;
export type WholeDayKind = (typeof WHOLE_DAYS)[number];
