/** From filing to acceptance: what happens at the counter, and at the operations centre for complaints. */
import { feeOf } from '../fees/fee.ts';
import type { UserId } from '../ids.ts';
import type { Actor, CommandOf, Filing } from './commands.ts';
import type { Draft } from './draft.ts';
import type { Refusal } from './refusal.ts';
import { enterFirst } from './routing.ts';
import type { Rules } from './rules.ts';
import { caseClock, responseClock } from './sla.ts';

export function submit(draft: Draft, { filing }: CommandOf<'submit'>): Refusal | null {
  const { procedure, ref } = draft.definition;
  if (!mayFile(draft.order.actor, filing) || !procedure.channels.includes(filing.channel))
    return { code: 'not-permitted', action: 'submit' };
  if (filing.procedure.hash !== ref.hash || filing.kind !== procedure.kind)
    return { code: 'not-permitted', action: 'submit' };
  if (filing.danger === true && filing.kind !== 'complaint')
    return { code: 'not-permitted', action: 'submit' };
  const missing = procedure.documents.find(
    ({ id, required }) => required && !filing.documents.some(({ rule }) => rule === id),
  );
  if (missing !== undefined) return { code: 'document-missing', rule: missing.id };
  draft.behalf = filedFor(draft.order.actor, filing);
  const response = responseClock(filing, draft.definition, draft.now);
  draft.emit({
    type: 'case-filed',
    filing,
    code: null,
    ...feeFor(draft, filing),
    ...(response === null ? {} : { response }),
  });
  if (filing.danger === true) {
    draft.emit({ type: 'case-classified', urgency: 'danger', owner: null });
    accept(draft);
  }
  return null;
}

/** Nothing is owed where it is waived; the reduction says why. */
function feeFor({ definition }: Draft, filing: Filing) {
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

function accept(draft: Draft): void {
  draft.emit({ type: 'case-accepted', clock: caseClock(draft.state, draft.definition, draft.now) });
  enterFirst(draft);
}

export const intake = {
  accept: (draft) => {
    accept(draft);
    return null;
  },
  /** Form 03 for a dossier; for a complaint: spam, or nothing that an agency could act on. */
  refuse: (draft, { reason, spam = false }) => {
    if (spam && draft.state.kind !== 'complaint') return { code: 'not-permitted', action: 'refuse' };
    draft.emit({ type: 'case-not-accepted', reason, ...(spam ? { spam } : {}) });
    draft.emit({ type: 'case-closed', how: 'ending' });
    return null;
  },
  /** The operations centre judges the urgency, names who is responsible, and with that hands the complaint over. */
  classify: (draft, { urgency, owner, offices }) => {
    draft.emit({ type: 'case-classified', urgency, owner, ...(offices === undefined ? {} : { offices }) });
    accept(draft);
    return null;
  },
} satisfies Partial<Rules>;
