/** What the cases say was paid, held against what the payment provider says: of one day, as the bank counts days (UTC+7). */
import type { PaymentWay } from '../cases/state.ts';
import type { Instant } from '../time/instant.ts';

export interface StatementLine {
  readonly kind: 'payment' | 'refund';
  /** The provider's number of the transfer; of a refund, of the one that went back. */
  readonly transfer: string;
  readonly reference: string;
  /** Whole đồng. */
  readonly amount: number;
  readonly at: Instant;
}

/** A fee that a case counts as paid, or as given back. */
export interface Booking {
  readonly kind: 'payment' | 'refund';
  readonly caseId: string;
  readonly agency: string;
  readonly how: PaymentWay | 'unknown';
  /** Of a transfer, the provider's number; else the receipt. */
  readonly receipt: string;
  readonly amount: number;
}

/** Money that came and that no case counts: on its way back, or nobody's. */
export interface Stray {
  readonly transfer: string;
  readonly caseId: string | null;
  readonly why: string | null;
}

export interface Difference {
  readonly kind: 'only-in-cases' | 'only-at-provider' | 'amount';
  readonly transfer: string;
  readonly caseId: string | null;
  readonly inCase: number | null;
  readonly atProvider: number | null;
  /** Of what no case counts: why not, where that is known. */
  readonly why: string | null;
}

export interface Compared {
  readonly matched: number;
  readonly differences: readonly Difference[];
}

/** Transfers alone are compared: cash and what the post collects, the provider does not know. */
export function reconcilePayments(
  bookings: readonly Booking[],
  statement: readonly StatementLine[],
  strays: readonly Stray[],
): Compared {
  const booked = bookings.filter(({ kind, how }) => kind === 'payment' && how === 'transfer');
  const came = statement.filter(({ kind }) => kind === 'payment');
  const differences: Difference[] = [];
  let matched = 0;
  for (const { receipt: transfer, caseId, amount: inCase } of booked) {
    const atProvider = came.find((line) => line.transfer === transfer)?.amount ?? null;
    if (atProvider === inCase) matched += 1;
    else {
      const kind = atProvider === null ? 'only-in-cases' : 'amount';
      differences.push({ kind, transfer, caseId, inCase, atProvider, why: null });
    }
  }
  for (const { transfer, amount } of came) {
    if (booked.some(({ receipt }) => receipt === transfer)) continue;
    const stray = strays.find((each) => each.transfer === transfer);
    differences.push({
      kind: 'only-at-provider',
      transfer,
      caseId: stray?.caseId ?? null,
      inCase: null,
      atProvider: amount,
      why: stray?.why ?? null,
    });
  }
  return { matched, differences };
}

export interface Total {
  readonly agency: string;
  readonly how: PaymentWay | 'unknown';
  readonly paid: number;
  readonly amount: number;
  readonly refunded: number;
}

/** By agency and way, in the order of their names. */
export function totalsOf(bookings: readonly Booking[]): readonly Total[] {
  const totals = new Map<string, Total>();
  for (const { agency, how, kind, amount } of bookings) {
    const key = `${agency} ${how}`;
    const before = totals.get(key) ?? { agency, how, paid: 0, amount: 0, refunded: 0 };
    totals.set(
      key,
      kind === 'payment'
        ? { ...before, paid: before.paid + 1, amount: before.amount + amount }
        : { ...before, refunded: before.refunded + amount },
    );
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
