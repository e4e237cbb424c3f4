/** Why a task ends without anybody's having completed it. */
export const CANCEL_REASONS = ['join-satisfied', 'case-ended', 'returned', 'restarted', 'moved'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];
