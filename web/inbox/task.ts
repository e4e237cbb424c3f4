import type { components } from '../api/schema.gen.ts';

export type ListedTask = components['schemas']['ListedTask'];

/** A task's id is its case's own. */
export const taskKey = ({ id, case: { id: caseId } }: ListedTask): string => `${caseId}/${id}`;

/** One order for many is for so many at most. */
export const MOST_AT_ONCE = 100;
