export const CASE_KINDS = ['dossier', 'complaint'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
