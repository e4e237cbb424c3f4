/** The tasks of a box: what the API is asked for, and what is made of its answers. */
import type { InfiniteData } from '@tanstack/react-query';
import type { components } from '../api/schema.gen.ts';
import type { Box, Filters } from './filters.ts';
import { type ListedTask, taskKey } from './task.ts';

export interface Page {
  readonly items: ListedTask[];
  readonly next: string | null;
}
export type Pages = InfiniteData<Page, string | undefined>;

type Counts = components['schemas']['TaskCounts'];

/** What is overdue is a part of the agency's own box. */
export function queryOf({ box, kind, procedure, agency, text }: Filters) {
  return {
    ...(box === 'overdue' ? { box: 'agency' as const, overdue: 'true' as const } : { box }),
    ...(kind === undefined ? {} : { kind }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(agency === undefined ? {} : { agency }),
    ...(text === undefined ? {} : { text }),
  };
}

/** The same pages, with this one task as it is now. */
export function changed(
  pages: Pages | undefined,
  task: ListedTask,
  change: Partial<ListedTask>,
): Pages | undefined {
  if (pages === undefined) return undefined;
  const after = (each: ListedTask) => (taskKey(each) === taskKey(task) ? { ...each, ...change } : each);
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.map(after) })) };
}

/** How many tasks a box has, and how many of them are late; undefined: not known, or nobody counts it. */
export function countOf(
  box: Box,
  counts: Counts | undefined,
): { readonly open: number; readonly overdue: number } | undefined {
  if (counts === undefined || box === 'all') return undefined;
  return box === 'overdue' ? { open: counts.agency.overdue, overdue: counts.agency.overdue } : counts[box];
}
