/** From the decision to the end: the result reaches the citizen, who may rate it, and may not let it rest. */

import type { Refusal } from '../state/refusal.ts';
import { mayHandOver } from '../state/shipping-state.ts';
import type { TextContentRef } from '../state/state.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { caseClock, closesAt } from './sla.ts';

export const closing = {
  deliver: (decision, { way }) => {
    // A refusal is handed over as a letter, whatever ways the procedure has for its result.
    if (
      decision.state.ending === 'granted' &&
      !mayHandOver(decision.state, decision.definition.procedure, way)
    )
      return { code: 'no-such-delivery', way };
    decision.emit({ type: 'result-delivered', way });
    return null;
  },
  publish: (decision, { content, photos }) => {
    const ids = new Set(decision.state.documents.map(({ id }) => id));
    const unknown = photos?.find((id) => !ids.has(id));
    if (unknown !== undefined) return { code: 'no-such-document', rule: unknown };
    decision.emit({ type: 'result-published', content, ...(photos === undefined ? {} : { photos }) });
    return null;
  },
  rate: (decision, { rating, content }) => {
    decision.emit({ type: 'case-rated', rating, content });
    return null;
  },
  /** The citizen does not accept the result: the work begins anew under a new clock. */
  dispute: (decision, { reason }) => {
    const late = windowOver(decision, 'dispute');
    if (late !== null) return late;
    decision.emit({ type: 'case-disputed', reason });
    reopen(decision, null);
    return null;
  },
  /** The citizen does not accept the result that the agency stands by: the one above decides, under a new clock. */
  appeal: (decision, { reason, to, offices }) => {
    const late = windowOver(decision, 'appeal');
    if (late !== null) return late;
    const from = decision.state.agencies.owner;
    if (from === undefined || from === to) return { code: 'same-agency' };
    decision.emit({
      type: 'case-appealed',
      reason,
      from,
      to,
      ...(offices === undefined ? {} : { offices }),
    });
    reopen(decision, null);
    return null;
  },
  reopen: (decision, { reason }) => {
    const late = windowOver(decision, 'reopen');
    if (late !== null) return late;
    reopen(decision, reason);
    return null;
  },
  close: (decision) => {
    decision.emit({ type: 'case-closed', how: 'command' });
    return null;
  },
} satisfies Partial<Rules>;

function reopen(decision: DecisionBuilder, reason: TextContentRef | null): void {
  decision.emit({
    type: 'case-reopened',
    reason,
    clock: caseClock(decision.state, decision.definition, decision.now),
  });
  enterFirst(decision);
}

/** By the instants, and not by whether the timer that closes the case has been noticed. */
function windowOver(decision: DecisionBuilder, action: string): Refusal | null {
  const until = closesAt(decision.state, decision.definition);
  return until !== null && decision.now > until
    ? { code: 'not-allowed-now', status: decision.state.status, action }
    : null;
}
