/** Papers, words and money that come to a case while it is under way. */
import { ENGINE } from './commands.ts';
import type { Draft } from './draft.ts';
import type { ErrandsOf } from './errands.ts';
import { isCaseClock } from './evolve.ts';
import type { Refusal } from './refusal.ts';
import { cancelOpenTasks, enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { missedBy, supplementClock } from './sla.ts';
import { type DocumentRef, owedOf } from './state.ts';

export const papers = {
  /** Form 02. The clocks stand still until the papers are there; the applicant's own term begins. */
  'request-supplement': (draft, { taskId, missing, reason, advice }) => {
    const unknown = missing.find((rule) => !isKnownRule(draft, rule));
    if (unknown !== undefined) return { code: 'no-such-document', rule: unknown };
    const clock = supplementClock(draft.definition, draft.now);
    draft.emit({
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
  'receive-supplement': (draft, { documents }) => {
    const lacking = draft.state.missing.find((rule) => !documents.some((each) => each.rule === rule));
    if (lacking !== undefined) return { code: 'document-missing', rule: lacking };
    const unknown = unknownRule(draft, documents);
    if (unknown !== null) return unknown;
    const restart =
      draft.definition.procedure.supplement.mode === 'restart' && draft.state.interrupted === 'in-process';
    const missed = restart ? missedBy(draft, isCaseClock) : {};
    draft.emit({ type: 'supplement-received', documents, restart, ...missed });
    if (restart) {
      cancelOpenTasks(draft, 'restarted');
      enterFirst(draft);
    }
    return null;
  },
  note: (draft, { words, mentions = [] }) => {
    draft.emit({ type: 'note-added', words, ...(mentions.length === 0 ? {} : { mentions }) });
    return null;
  },
  attach: (draft, { documents }) => {
    const unknown = unknownRule(draft, documents);
    if (unknown !== null) return unknown;
    draft.emit({ type: 'documents-attached', documents });
    return null;
  },
  pay: (draft, { amount, receipt, how }) => {
    const { fee } = draft.state;
    const due = fee === null ? 0 : owedOf(fee);
    if (amount !== due) return { code: 'wrong-amount', amount: due };
    draft.emit({ type: 'fee-paid', amount, receipt, ...(how === undefined ? {} : { how }) });
    return null;
  },
  refund: (draft, { reason, receipt }) => {
    const { fee } = draft.state;
    if (fee === null) return { code: 'no-fee' };
    if (draft.order.actor.user === ENGINE || fee.how !== 'transfer') {
      if (receipt === null) return { code: 'receipt-missing' };
      draft.emit({ type: 'fee-refunded', amount: fee.amount, receipt, reason });
      return null;
    }
    if (reason === null || fee.transfer === undefined) return { code: 'no-fee' };
    draft.emit({ type: 'fee-refund-ordered', transfer: fee.transfer, reason });
    return null;
  },
} satisfies Partial<Rules>;

/** What came by bank goes back by bank. */
export const paymentsOf: ErrandsOf = (event) =>
  event.type === 'fee-refund-ordered' ? [{ kind: 'payment', subject: event.transfer }] : [];

/** A paper is one that the procedure names, or `other`. */
function isKnownRule(draft: Draft, rule: string): boolean {
  return rule === 'other' || draft.definition.procedure.documents.some(({ id }) => id === rule);
}

function unknownRule(draft: Draft, documents: readonly DocumentRef[]): Refusal | null {
  const unknown = documents.find(({ rule }) => !isKnownRule(draft, rule));
  return unknown === undefined ? null : { code: 'no-such-document', rule: unknown.rule };
}
