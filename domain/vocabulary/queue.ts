/** What can be said of the number that was called last: call it again; nobody came. */
export const CALLED_AGAIN = ['again', 'absent'] as const;
export type CalledAgain = (typeof CALLED_AGAIN)[number];
