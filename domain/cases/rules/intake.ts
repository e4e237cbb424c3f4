/** From filing to acceptance: what happens at the counter, and at the operations centre for complaints. */

import type { UserId } from '../../ids.ts';
import { feeOf } from '../../payments/fee.ts';
import type { Actor, CommandOf, Filing } from '../state/commands.ts';
import type { Refusal } from '../state/refusal.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { caseClock, responseClock } from './sla.ts';

export function submit(decision: DecisionBuilder, { filing }: CommandOf<'submit'>): Refusal | null {
  const { procedure, ref } = decision.definition;
  if (!mayFile(decision.order.actor, filing) || !procedure.channels.includes(filing.channel))
    return { code: 'not-permitted', action: 'submit' };
  if (filing.procedure.hash !== ref.hash || filing.kind !== procedure.kind)
    return { code: 'not-permitted', action: 'submit' };
  if (filing.danger === true && filing.kind !== 'complaint')
    return { code: 'not-permitted', action: 'submit' };
  const missing = procedure.documents.find(
    ({ id, required }) => required && !filing.documents.some(({ rule }) => rule === id),
  );
  if (missing !== undefined) return { code: 'document-missing', rule: missing.id };
  decision.behalf = filedFor(decision.order.actor, filing);
  const response = responseClock(filing, decision.definition, decision.now);
  decision.emit({
    type: 'case-filed',
    filing,
    code: null,
    ...feeFor(decision, filing),
    ...(response === null ? {} : { response }),
  });
  if (filing.danger === true) {
    decision.emit({ type: 'case-classified', urgency: 'danger', owner: null });
    accept(decision);
  }
  return null;
}

/** Nothing is owed where it is waived; the reduction says why. */
function feeFor({ definition }: DecisionBuilder, filing: Filing) {
  const reckoned = feeOf(definition.procedure, filing);
  if (reckoned === null) return { fee: null };
  const { amount, reduction } = reckoned;
  if (reduction !== null)
    return { fee: amount === 0 ? null : amount, reduction: { id: reduction.id, off: reduction.off } };
  // Nothing of what is counted was there to count.
  return { fee: amount === 0 && definition.procedure.fee?.items !== undefined ? null : amount };
}

/** Online a citizen files for themselves; through every other channel the counter takes in what is brought to it. */
function mayFile(actor: Actor, filing: Filing): boolean {
  if (actor.province !== filing.province) return false;
  if (filing.channel === 'online')
    return filing.applicant === actor.user && actor.roles.some(({ role }) => role === 'citizen');
  if (actor.roles.some(({ role }) => role === 'sensor'))
    return filing.channel === 'sensor' && filing.applicant === actor.user;
  return actor.roles.some(
    ({ role, agency }) => role === 'receptionist' && agency === filing.agencies.counter,
  );
}

/** Whose counter it is that takes it in, where the receptionist stands in for somebody of another one. */
function filedFor({ roles, ...actor }: Actor, filing: Filing): UserId | null {
  if (mayFile({ ...actor, roles: roles.filter(({ of }) => of === undefined) }, filing)) return null;
  const counter = filing.agencies.counter;
  return roles.find(({ role, agency }) => role === 'receptionist' && agency === counter)?.of ?? null;
}

function accept(decision: DecisionBuilder): void {
  decision.emit({
    type: 'case-accepted',
    clock: caseClock(decision.state, decision.definition, decision.now),
  });
  enterFirst(decision);
}

export const intake = {
  accept: (decision) => {
    accept(decision);
    return null;
  },
  /** Form 03 for a dossier; for a complaint: spam, or nothing that an agency could act on. */
  refuse: (decision, { reason, spam = false }) => {
    if (spam && decision.state.kind !== 'complaint') return { code: 'not-permitted', action: 'refuse' };
    decision.emit({ type: 'case-not-accepted', reason, ...(spam ? { spam } : {}) });
    decision.emit({ type: 'case-closed', how: 'ending' });
    return null;
  },
  /** The operations centre judges the urgency, names who is responsible, and with that hands the complaint over. */
  classify: (decision, { urgency, owner, offices }) => {
    decision.emit({ type: 'case-classified', urgency, owner, ...(offices === undefined ? {} : { offices }) });
    accept(decision);
    return null;
  },
} satisfies Partial<Rules>;
