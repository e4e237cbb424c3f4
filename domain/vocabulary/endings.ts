/** The ways in which the agencies' work on a case can end. */
export const DOSSIER_ENDS = ['granted', 'refused', 'stopped'] as const;
export const COMPLAINT_ENDS = ['resolved', 'rejected'] as const;
export type WorkEnd = (typeof DOSSIER_ENDS)[number] | (typeof COMPLAINT_ENDS)[number];

/** How a case ended: the end of the work, or why no work was done. */
export const ENDINGS = [...DOSSIER_ENDS, ...COMPLAINT_ENDS, 'not-accepted', 'withdrawn', 'merged'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What closed a case: somebody's command, the time for disputing it, or its ending itself. */
export const CLOSED_BY = ['command', 'time', 'ending'] as const;
export type ClosedBy = (typeof CLOSED_BY)[number];
