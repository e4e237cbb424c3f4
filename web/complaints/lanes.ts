import type { OpenComplaint } from './data.ts';

/** Where a complaint stands on the board: who has to do something next. */
export const LANES = ['triage', 'waiting', 'field', 'review'] as const;
export type Lane = (typeof LANES)[number];

export function laneOf({ status, tasks }: Pick<OpenComplaint, 'status' | 'tasks'>): Lane {
  if (status === 'filed' || tasks.length === 0) return status === 'filed' ? 'triage' : 'review';
  if (tasks.every(({ role }) => role === 'agency-head' || role === 'receptionist')) return 'review';
  return tasks.some(({ assignee }) => assignee !== null) ? 'field' : 'waiting';
}
