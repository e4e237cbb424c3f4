export const AGENCY_LEVELS = ['province', 'commune'] as const;
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

/** Which officer of its role and agency gets a task that opens; without a rule nobody does, until somebody claims it. */
export const ASSIGN_WAYS = ['least-loaded', 'round-robin', 'by-ward'] as const;
export type AssignHow = (typeof ASSIGN_WAYS)[number];
