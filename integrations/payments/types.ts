/** A payment provider: it offers a page to pay on, tells of what came in, and gives money back. Bank data of citizens stays with it. */
import type { StatementLine } from '../../domain/payments/reconciliation.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface PaymentOrder {
  /** Ours; the same order again is the same. */
  readonly id: string;
  /** Whole đồng. */
  readonly amount: number;
  readonly reference: string;
}

/** @throws ProviderDown, ProviderRefused */
export interface PaymentProvider {
  readonly name: string;
  order(order: PaymentOrder): Promise<{ readonly payUrl: string }>;
  /** Gives a transfer back; the same key again gives nothing back twice. `at`: when it did, as its statement has it. */
  refund(
    transfer: string,
    amount: number,
    key: string,
  ): Promise<{ readonly refund: string; readonly at: Instant }>;
  /** All of one day, as the bank counts days (UTC+7). */
  statement(day: string): Promise<readonly StatementLine[]>;
}

/** No answer, or none about the matter: try again. */
export class ProviderDown extends Error {
  override readonly name = 'ProviderDown';
}

/** It does not do that; `why` is one of its own codes. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
  readonly why: string;

  constructor(why: string) {
    super(`the payment provider refused: ${why}`);
    this.why = why;
  }
}
