import type { Limited } from '../../vocabulary/procedures.ts';
import type { CaseStatus } from '../../vocabulary/statuses.ts';

/** Why an order was not carried out. A value, not an exception; `contracts/texts` says it in both languages. */
export type Refusal =
  /** The case's status does not allow this. */
  | { readonly code: 'not-allowed-now'; readonly status: CaseStatus; readonly action: string }
  /** This caller may not do it: role, agency or province. */
  | { readonly code: 'not-permitted'; readonly action: string }
  | { readonly code: 'no-such-case' }
  | { readonly code: 'already-filed' }
  | { readonly code: 'stale-version'; readonly expected: number; readonly actual: number }
  /** The same idempotency key came with another body. */
  | { readonly code: 'key-reused' }
  | { readonly code: 'no-such-task'; readonly taskId: string }
  /** Somebody else holds the task. */
  | { readonly code: 'task-held'; readonly taskId: string }
  | { readonly code: 'not-held'; readonly taskId: string }
  | { readonly code: 'no-such-outcome'; readonly outcome: string; readonly known: readonly string[] }
  | { readonly code: 'reason-required'; readonly outcome: string }
  | { readonly code: 'document-missing'; readonly rule: string }
  /** The outcome must show where the work was done. */
  | { readonly code: 'position-missing'; readonly outcome: string }
  | { readonly code: 'no-such-document'; readonly rule: string }
  | { readonly code: 'no-such-step'; readonly step: string }
  | {
      readonly code: 'limit-reached';
      readonly what: Limited;
      readonly max: number;
    }
  | { readonly code: 'fee-unpaid'; readonly amount: number }
  | { readonly code: 'wrong-amount'; readonly amount: number }
  | { readonly code: 'already-paid' }
  | { readonly code: 'no-fee' }
  /** It was not paid, or was given back. */
  | { readonly code: 'nothing-to-refund' }
  | { readonly code: 'receipt-missing' }
  | { readonly code: 'no-such-delivery'; readonly way: string }
  | { readonly code: 'no-such-shipment'; readonly shipment: string }
  /** It is on its way: it has to arrive or to come back first. */
  | { readonly code: 'shipment-under-way'; readonly shipment: string }
  | { readonly code: 'same-agency' }
  | { readonly code: 'bad-term' }
  /** Term and extensions would come to more than the procedure's maximum, in working minutes. */
  | { readonly code: 'beyond-maximum'; readonly maximum: number }
  /** The new appointment would lie in the past; `least` of the unit that was asked for brings it after now. */
  | { readonly code: 'extension-too-short'; readonly least: number }
  | { readonly code: 'already-rated' }
  | { readonly code: 'merge-with-itself' }
  /** The agency itself has not looked at it again yet, and the procedure has no appeal without that. */
  | { readonly code: 'dispute-first' }
  | {
      readonly code: 'cannot-move';
      readonly why: 'same-version' | 'other-procedure' | 'unmapped-step' | 'no-such-target' | 'no-way-on';
      readonly step: string | null;
    };

export type RefusalCode = Refusal['code'];
