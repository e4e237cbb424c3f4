/** What the cases say was paid, held against what the payment provider says: of one day, as the bank counts days (UTC+7). */
import type { Instant } from '../time/instant.ts';
import type { MoneyMovement, PaymentDifferenceKind, PaymentWay } from '../vocabulary/payments.ts';

export interface StatementLine {
  readonly kind: MoneyMovement;
  /** The provider's number of the transfer; of a refund, of the one that went back. */
  readonly transfer: string;
  readonly reference: string;
  /** Whole đồng. */
  readonly amount: number;
  readonly at: Instant;
}

/** A fee that a case counts as paid, or as given back. */
export interface Booking {
  readonly kind: MoneyMovement;
  readonly caseId: string;
  readonly agency: string;
  readonly how: PaymentWay;
  readonly receipt: string;
  /** The provider's number of the transfer that came, or went back; null: no money went by the provider. */
  readonly transfer: string | null;
  readonly amount: number;
}

/** Money that came, or went back, and that no case counts. */
export interface Stray {
  readonly kind: MoneyMovement;
  readonly transfer: string;
  readonly caseId: string | null;
  readonly amount: number;
  readonly why: string | null;
}

export interface PaymentDifference {
  readonly kind: PaymentDifferenceKind;
  readonly of: MoneyMovement;
  readonly transfer: string;
  readonly caseId: string | null;
  readonly inCase: number | null;
  readonly atProvider: number | null;
  /** Of what no case counts: why not, where that is known. */
  readonly why: string | null;
}

export interface Compared {
  readonly matched: number;
  readonly differences: readonly PaymentDifference[];
}

type Movement = Pick<StatementLine, 'kind' | 'transfer'>;
/** A transfer comes once, and goes back once. */
const keyOf = ({ kind, transfer }: Movement) => `${kind} ${transfer}`;

/**
 * What went by the provider alone is compared: of cash and of what the post collects it knows nothing. Money that goes back where no
 * case had counted it agrees when the statement has it. `statement` null: there is none, and what is known is what the provider told.
 */
export function reconcilePayments(
  bookings: readonly Booking[],
  statement: readonly StatementLine[] | null,
  strays: readonly Stray[],
): Compared {
  if (statement === null)
    return { matched: 0, differences: strays.filter(isUncounted).map((stray) => uncounted(stray)) };
  const said = new Map(statement.map((line) => [keyOf(line), line.amount]));
  const differences: PaymentDifference[] = [];
  const known = new Set<string>();
  let matched = 0;
  for (const { kind: of, transfer, caseId, amount: inCase } of bookings) {
    if (transfer === null) continue;
    const key = keyOf({ kind: of, transfer });
    const atProvider = said.get(key) ?? null;
    known.add(key);
    if (atProvider === inCase) matched += 1;
    else {
      const kind = atProvider === null ? 'only-in-cases' : 'amount';
      differences.push({ kind, of, transfer, caseId, inCase, atProvider, why: null });
    }
  }
  for (const stray of strays) {
    const key = keyOf(stray);
    if (known.has(key)) continue;
    known.add(key);
    const atProvider = said.get(key) ?? null;
    if (atProvider === null) differences.push({ ...uncounted(stray), kind: 'reported-only' });
    else if (isUncounted(stray)) differences.push({ ...uncounted(stray), atProvider });
    else if (atProvider === stray.amount) matched += 1;
    else differences.push({ ...uncounted(stray), kind: 'amount', inCase: stray.amount, atProvider });
  }
  for (const line of statement)
    if (!known.has(keyOf(line))) differences.push(uncounted({ ...line, caseId: null, why: null }));
  return { matched, differences };
}

/** That it went back settles it: there is nothing left to look into. */
function isUncounted({ kind }: Stray): boolean {
  return kind === 'payment';
}

function uncounted({ kind: of, transfer, caseId, amount, why }: Stray): PaymentDifference {
  return { kind: 'only-at-provider', of, transfer, caseId, inCase: null, atProvider: amount, why };
}

export interface Total {
  readonly agency: string;
  readonly how: PaymentWay;
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
