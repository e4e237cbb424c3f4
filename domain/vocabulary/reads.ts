/** What somebody looked at: a case's page or history, or its documents. */
export const READ_KINDS = ['case', 'document'] as const;
export type ReadWhat = (typeof READ_KINDS)[number];
