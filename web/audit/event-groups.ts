/** Types of events in the groups that people look for. A type without a group is found by the compiler. */
import type { FactName } from '../../domain/cases/state/events.ts';

const GROUP_OF = {
  'case-filed': 'intake',
  'case-accepted': 'intake',
  'case-not-accepted': 'intake',
  'case-classified': 'intake',
  'case-recategorised': 'intake',
  'case-merged': 'intake',
  'step-entered': 'steps',
  'step-skipped': 'steps',
  'work-returned': 'steps',
  'procedure-moved': 'steps',
  'task-opened': 'tasks',
  'task-claimed': 'tasks',
  'task-released': 'tasks',
  'task-assigned': 'tasks',
  'task-completed': 'tasks',
  'task-cancelled': 'tasks',
  'task-transferred': 'tasks',
  'task-raised': 'tasks',
  'task-escalated': 'lateness',
  'case-prioritised': 'time',
  'calendar-changed': 'time',
  'supplement-requested': 'time',
  'supplement-received': 'time',
  'supplement-expired': 'time',
  'deadline-extended': 'time',
  'case-suspended': 'time',
  'case-resumed': 'time',
  'escalation-level-reached': 'lateness',
  'clock-breached': 'lateness',
  'card-given': 'lateness',
  'note-added': 'documents',
  'documents-attached': 'documents',
  'fee-paid': 'fees',
  'fee-refund-ordered': 'fees',
  'fee-refunded': 'fees',
  'case-decided': 'decision',
  'case-withdrawn': 'decision',
  'result-delivered': 'decision',
  'result-published': 'decision',
  'case-closed': 'decision',
  'case-rated': 'voice',
  'case-disputed': 'voice',
  'case-reopened': 'voice',
  'case-appealed': 'voice',
  'delivery-chosen': 'post',
  'shipment-ordered': 'post',
  'shipment-readdressed': 'post',
  'shipment-recalled': 'post',
  'shipment-moved': 'post',
  'shipment-late': 'post',
} as const satisfies Record<FactName, string>;

export type EventGroup = (typeof GROUP_OF)[FactName];

export const EVENT_GROUPS: readonly EventGroup[] = [...new Set(Object.values(GROUP_OF))];

export function isEventGroup(value: unknown): value is EventGroup {
  return EVENT_GROUPS.some((each) => each === value);
}

/** Comma separated, as the API asks. */
export function typesOf(group: EventGroup): string {
  return Object.entries(GROUP_OF)
    .filter(([, its]) => its === group)
    .map(([type]) => type)
    .join(',');
}
