/** By which cases are listed: the newest first, or the most pressing. */
export const CASE_SORTS = ['filed', 'due'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

/** How cases that were decided are chosen by their deadline. */
export const DECIDED_WHEN = ['on-time', 'late'] as const;
export type DecidedWhen = (typeof DECIDED_WHEN)[number];

/**
 * Which tasks an inbox shows: what you hold; what waits for a role of yours, and for anybody in an agency that you head; what
 * waits for a role of yours and nobody holds; of cases that you watch; all that you may see.
 */
export const TASK_BOXES = ['mine', 'agency', 'free', 'watched', 'all'] as const;
export type TaskBox = (typeof TASK_BOXES)[number];

/** What can be done to several tasks at once that asks for the same of each. */
export const COMMON_ACTIONS = ['assign', 'complete'] as const;
export type CommonAction = (typeof COMMON_ACTIONS)[number];
