/** What events refer to. The audit asks too, and meets forged events: there a field may be missing, whatever its type says. */
import type { CaseEvent } from './events.ts';
import type { DocumentRef, TextContentRef } from './state.ts';

/** What was said with an event: the form of a filing, a reason, a note, an answer, a position. Kept in PostgreSQL, referred to here. */
export function textContentsOf(event: CaseEvent): readonly TextContentRef[] {
  const own = 'reason' in event ? event.reason : 'content' in event ? event.content : null;
  const position = event.type === 'task-completed' ? event.position : null;
  const advice = event.type === 'supplement-requested' ? event.advice : null;
  return [event.type === 'case-filed' ? event.filing?.form : null, own, position, advice].filter(
    (ref) => ref != null,
  );
}

/** The documents that came with an event. */
export function documentsOf(event: CaseEvent): readonly DocumentRef[] {
  if (event.type === 'case-filed') return event.filing?.documents ?? [];
  return 'documents' in event ? event.documents : [];
}
