/** `danger`: to life; goes to the agencies at once, and its messages at any hour. */
export const URGENCIES = ['normal', 'urgent', 'danger'] as const;
export type Urgency = (typeof URGENCIES)[number];
