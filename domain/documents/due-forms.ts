/** Which form is due on which event. */

import type { OutboxJobsOf } from '../cases/rules/outbox-job.ts';
import type { CaseEvent } from '../cases/state/events.ts';
import type { CaseState } from '../cases/state/state.ts';
import type { FormName } from '../vocabulary/documents.ts';
import type { Ending } from '../vocabulary/endings.ts';

/** `state`: the case after the transition that the event belongs to. What the procedure has to say too is asked when the form is made. */
export const documentsDueOn: OutboxJobsOf = (event, state) =>
  formsOf(event, state).map((form) => ({ kind: 'document', subject: form }));

function formsOf(event: CaseEvent, state: CaseState): readonly FormName[] {
  const { kind, channel } = state;
  if (kind === 'complaint') return complaintForms(event, channel);
  switch (event.type) {
    case 'case-accepted':
      return ['receipt'];
    case 'case-not-accepted':
      return ['refusal'];
    case 'supplement-requested':
      return ['supplement-request'];
    case 'deadline-extended':
      return ['apology'];
    case 'calendar-changed':
      return event.appointment === undefined ? [] : ['apology'];
    case 'case-decided':
      return DECIDED[event.ending] ?? [];
    case 'fee-paid':
      return ['fee-receipt'];
    default:
      return [];
  }
}

/** Whoever stands at the counter takes it along; a call and a machine get none. */
const WRITTEN_TO: readonly CaseState['channel'][] = ['online', 'counter', 'post'];

/** The documents of a complaint go to whoever reported, and name nobody: the handling agencies may read them. */
function complaintForms(event: CaseEvent, channel: CaseState['channel']): readonly FormName[] {
  switch (event.type) {
    case 'case-filed':
      return WRITTEN_TO.includes(channel) ? ['complaint-acknowledgement'] : [];
    case 'case-not-accepted':
      return event.spam === undefined ? ['complaint-answer'] : [];
    case 'result-published':
      return ['complaint-answer'];
    default:
      return [];
  }
}

/** The control sheet closes the file of every dossier that agencies worked on. */
const DECIDED: Readonly<Partial<Record<Ending, readonly FormName[]>>> = {
  granted: ['result', 'control-sheet'],
  refused: ['refusal', 'control-sheet'],
  stopped: ['stop-notice', 'control-sheet'],
};
