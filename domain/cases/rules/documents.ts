/** Documents, words and money that come to a case while it is under way. */

import type { Clock } from '../../time/clock.ts';
import { ENGINE } from '../state/commands.ts';
import type { Refusal } from '../state/refusal.ts';
import { type DocumentRef, owedOf } from '../state/state.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';
import type { OutboxJobsOf } from './outbox-job.ts';
import { resumptionsOf } from './resumptions.ts';
import { cancelOpenTasks, enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { responseAgain, supplementClock } from './sla.ts';

export const documents = {
  /** Form 02. The clocks stand still until the documents are there; the applicant's own term begins. */
  'request-supplement': (decision, { taskId, missing, reason, advice }) => {
    const unknown = missing.find((rule) => !isKnownRule(decision, rule));
    if (unknown !== undefined) return { code: 'no-such-document', rule: unknown };
    const clock = supplementClock(decision.state, decision.definition, decision.now);
    decision.emit({
      type: 'supplement-requested',
      taskId,
      missing,
      reason,
      ...(advice === undefined ? {} : { advice }),
      clock,
    });
    return null;
  },
  /** The clock goes on with what was left, or the full term begins again at the first step: the procedure says which. */
  'receive-supplement': (decision, { documents }) => {
    const lacking = decision.state.missing.find((rule) => !documents.some((each) => each.rule === rule));
    if (lacking !== undefined) return { code: 'document-missing', rule: lacking };
    const unknown = unknownRule(decision, documents);
    if (unknown !== null) return unknown;
    const restart =
      decision.definition.procedure.supplement.mode === 'restart' &&
      decision.state.interrupted === 'in-process';
    decision.emit({
      type: 'supplement-received',
      documents,
      restart,
      ...resumptionsOf(decision, restart),
      ...answerable(decision),
    });
    if (restart) {
      cancelOpenTasks(decision, 'restarted');
      enterFirst(decision);
    }
    return null;
  },
  note: (decision, { content, mentions = [] }) => {
    decision.emit({ type: 'note-added', content, ...(mentions.length === 0 ? {} : { mentions }) });
    return null;
  },
  attach: (decision, { documents }) => {
    const unknown = unknownRule(decision, documents);
    if (unknown !== null) return unknown;
    decision.emit({ type: 'documents-attached', documents });
    return null;
  },
  pay: (decision, { amount, receipt, how }) => {
    const { fee } = decision.state;
    const due = fee === null ? 0 : owedOf(fee);
    if (amount !== due) return { code: 'wrong-amount', amount: due };
    decision.emit({ type: 'fee-paid', amount, receipt, ...(how === undefined ? {} : { how }) });
    return null;
  },
  refund: (decision, { reason, receipt }) => {
    const { fee } = decision.state;
    if (fee === null) return { code: 'no-fee' };
    if (decision.order.actor.user === ENGINE || fee.how !== 'transfer') {
      if (receipt === null) return { code: 'receipt-missing' };
      decision.emit({ type: 'fee-refunded', amount: fee.amount, receipt, reason });
      return null;
    }
    if (reason === null || fee.transfer === undefined) return { code: 'no-fee' };
    decision.emit({ type: 'fee-refund-ordered', transfer: fee.transfer, reason });
    return null;
  },
} satisfies Partial<Rules>;

/** Documents that came before the case was accepted: now it is the counter that has to answer. */
function answerable({ state, definition, now }: DecisionBuilder): { readonly response?: Clock } {
  if (state.interrupted !== 'filed' || !isUnder(2, state)) return {};
  const response = responseAgain(state, definition, now);
  return response === null ? {} : { response };
}

/** What came by bank goes back by bank. */
export const paymentsOf: OutboxJobsOf = (event) =>
  event.type === 'fee-refund-ordered' ? [{ kind: 'payment', subject: event.transfer }] : [];

/** A document is one that the procedure names, or `other`. */
function isKnownRule(decision: DecisionBuilder, rule: string): boolean {
  return rule === 'other' || decision.definition.procedure.documents.some(({ id }) => id === rule);
}

function unknownRule(decision: DecisionBuilder, documents: readonly DocumentRef[]): Refusal | null {
  const unknown = documents.find(({ rule }) => !isKnownRule(decision, rule));
  return unknown === undefined ? null : { code: 'no-such-document', rule: unknown.rule };
}
