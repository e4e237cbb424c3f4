/** `transfer`: by bank, confirmed by a payment provider; `cod`: collected at the door by the carrier. */
export const PAYMENT_WAYS = ['cash', 'transfer', 'cod'] as const;
export type PaymentWay = (typeof PAYMENT_WAYS)[number];

/** When a fee has to be paid. */
export const FEE_MOMENTS = ['at-intake', 'before-result', 'on-delivery'] as const;
export type FeeMoment = (typeof FEE_MOMENTS)[number];

/** Which way money goes. */
export const MONEY_MOVEMENTS = ['payment', 'refund'] as const;
export type MoneyMovement = (typeof MONEY_MOVEMENTS)[number];

/**
 * How money that came by bank stands.
 * - `new`: not booked yet; `taken`: booked to the case
 * - `refund-due`, `refunded`: goes back, went back
 * - `unknown`: nobody's, by its reference
 */
export const TRANSFER_STATUSES = ['new', 'taken', 'refund-due', 'refunded', 'unknown'] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** Why money that came goes back. */
export const REFUND_REASONS = ['wrong-amount', 'paid-twice', 'case-over', 'ordered'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/**
 * In which way the cases and the provider's statement disagree.
 * - `only-in-cases`: the provider's statement does not have it
 * - `only-at-provider`: no case counts it
 * - `reported-only`: no case counts it, and the statement does not have it though the provider told of it
 */
export const PAYMENT_DIFFERENCE_KINDS = [
  'only-in-cases',
  'only-at-provider',
  'reported-only',
  'amount',
] as const;
export type PaymentDifferenceKind = (typeof PAYMENT_DIFFERENCE_KINDS)[number];

/** How far giving a fee back has come; absent: nobody asked for it. */
export const REFUND_STATES = ['ordered', 'done'] as const;
export type RefundState = (typeof REFUND_STATES)[number];
