/** What tells who somebody is. */
export const PERSONAL_KINDS = ['name', 'phone', 'email', 'id'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];
