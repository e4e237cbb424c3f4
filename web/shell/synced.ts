/** What of the page grows old by what happened to a case. */
import type { Query } from '@tanstack/react-query';
import type { CaseFact } from '../../domain/cases/state/events.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';

export interface Happened {
  readonly case: string;
  readonly code: string;
  readonly kind: CaseKind;
  readonly type: string;
}

/** Each, so that a new type of event is not forgotten here: a stream hands over by name. `case`: no list shows it. */
export const REFRESHED_BY: Readonly<Record<CaseFact['type'], 'lists' | 'case'>> = {
  'calendar-changed': 'lists',
  'card-given': 'case',
  'case-accepted': 'lists',
  'case-appealed': 'lists',
  'case-classified': 'lists',
  'case-closed': 'lists',
  'case-decided': 'lists',
  'case-disputed': 'lists',
  'case-filed': 'lists',
  'case-merged': 'lists',
  'case-not-accepted': 'lists',
  'case-prioritised': 'lists',
  'case-rated': 'case',
  'case-recategorised': 'lists',
  'case-reopened': 'lists',
  'case-resumed': 'lists',
  'case-suspended': 'lists',
  'case-withdrawn': 'lists',
  'clock-breached': 'lists',
  'deadline-extended': 'lists',
  'delivery-chosen': 'case',
  'documents-attached': 'case',
  'fee-paid': 'lists',
  'fee-refund-ordered': 'case',
  'fee-refunded': 'case',
  'note-added': 'case',
  'procedure-moved': 'lists',
  'result-delivered': 'lists',
  'result-published': 'lists',
  'escalation-level-reached': 'case',
  'shipment-late': 'case',
  'shipment-moved': 'case',
  'shipment-ordered': 'lists',
  'shipment-readdressed': 'case',
  'shipment-recalled': 'case',
  'step-entered': 'lists',
  'step-skipped': 'lists',
  'supplement-expired': 'lists',
  'supplement-received': 'lists',
  'supplement-requested': 'lists',
  'task-assigned': 'lists',
  'task-cancelled': 'lists',
  'task-claimed': 'lists',
  'task-completed': 'lists',
  'task-escalated': 'lists',
  'task-opened': 'lists',
  'task-raised': 'lists',
  'task-released': 'lists',
  'task-transferred': 'lists',
  'work-returned': 'lists',
};

export const REFRESHING_TYPES: readonly string[] = Object.keys(REFRESHED_BY);

/** A list of so many pages is asked for anew at once; a longer one, of which little is in sight, at its leisure. */
const MOST_PAGES = 3;

/** `soon`: within the blink of an eye; `later`: what is reckoned over many cases, or was read on for pages and pages. */
export type Pace = 'soon' | 'later';

/** When a query's answer has to be asked for anew; null: what happened is nothing to it. */
export function paceOf(
  { queryKey, state }: Pick<Query, 'queryKey' | 'state'>,
  happened: readonly Happened[],
): Pace | null {
  const [about, id] = queryKey;
  if (about === 'case') return happened.some((each) => each.case === id || each.code === id) ? 'soon' : null;
  if (about === 'shipments') return happened.some(({ type }) => type.startsWith('shipment-')) ? 'soon' : null;
  const moved = happened.filter(({ type }) => REFRESHED_BY[type as CaseFact['type']] !== 'case');
  if (moved.length === 0) return null;
  if (about === 'leaders') return 'later';
  if (about === 'complaints') return moved.some(({ kind }) => kind === 'complaint') ? 'soon' : null;
  if (about !== 'tasks' && about !== 'counts' && about !== 'cases') return null;
  const pages = (state.data as { pages?: readonly unknown[] } | undefined)?.pages?.length ?? 1;
  return pages > MOST_PAGES ? 'later' : 'soon';
}
