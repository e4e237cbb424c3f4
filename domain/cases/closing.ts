/** From the decision to the end: the result reaches the citizen, who may rate it, and may not let it rest. */

import type { Draft } from './draft.ts';
import type { Refusal } from './refusal.ts';
import { enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { mayHandOver } from './shipping-state.ts';
import { caseClock, closesAt } from './sla.ts';
import type { WordsRef } from './state.ts';

export const closing = {
  deliver: (draft, { way }) => {
    // A refusal is handed over as a letter, whatever ways the procedure has for its result.
    if (draft.state.ending === 'granted' && !mayHandOver(draft.state, draft.definition.procedure, way))
      return { code: 'no-such-delivery', way };
    draft.emit({ type: 'result-delivered', way });
    return null;
  },
  publish: (draft, { words, photos }) => {
    const ids = new Set(draft.state.documents.map(({ id }) => id));
    const unknown = photos?.find((id) => !ids.has(id));
    if (unknown !== undefined) return { code: 'no-such-document', rule: unknown };
    draft.emit({ type: 'result-published', words, ...(photos === undefined ? {} : { photos }) });
    return null;
  },
  rate: (draft, { rating, words }) => {
    draft.emit({ type: 'case-rated', rating, words });
    return null;
  },
  /** The citizen does not accept the result: the work begins anew under a new clock. */
  dispute: (draft, { reason }) => {
    const late = windowOver(draft, 'dispute');
    if (late !== null) return late;
    draft.emit({ type: 'case-disputed', reason });
    reopen(draft, null);
    return null;
  },
  /** The citizen does not accept the result that the agency stands by: the one above decides, under a new clock. */
  appeal: (draft, { reason, to, offices }) => {
    const late = windowOver(draft, 'appeal');
    if (late !== null) return late;
    const from = draft.state.agencies.owner;
    if (from === undefined || from === to) return { code: 'same-agency' };
    draft.emit({
      type: 'case-appealed',
      reason,
      from,
      to,
      ...(offices === undefined ? {} : { offices }),
    });
    reopen(draft, null);
    return null;
  },
  reopen: (draft, { reason }) => {
    const late = windowOver(draft, 'reopen');
    if (late !== null) return late;
    reopen(draft, reason);
    return null;
  },
  close: (draft) => {
    draft.emit({ type: 'case-closed', how: 'command' });
    return null;
  },
} satisfies Partial<Rules>;

function reopen(draft: Draft, reason: WordsRef | null): void {
  draft.emit({ type: 'case-reopened', reason, clock: caseClock(draft.state, draft.definition, draft.now) });
  enterFirst(draft);
}

/** By the instants, and not by whether the timer that closes the case has been noticed. */
function windowOver(draft: Draft, action: string): Refusal | null {
  const until = closesAt(draft.state, draft.definition);
  return until !== null && draft.now > until
    ? { code: 'not-allowed-now', status: draft.state.status, action }
    : null;
}
