import { describe, expect, test } from 'vitest';
import { instant } from '../time/instant.ts';
import { type Booking, reconcilePayments, type StatementLine, totalsOf } from './reconciliation.ts';

const booking = (receipt: string, amount: number, more: Partial<Booking> = {}): Booking => ({
  kind: 'payment',
  caseId: `case-${receipt}`,
  agency: 'hue.counter',
  how: 'transfer',
  receipt,
  amount,
  ...more,
});
const line = (transfer: string, amount: number, kind: StatementLine['kind'] = 'payment'): StatementLine => ({
  kind,
  transfer,
  reference: 'MC',
  amount,
  at: instant('2026-11-23T09:00:00+07:00'),
});

describe('a day of payments', () => {
  test('agrees where each transfer is counted once, with its amount', () => {
    const bookings = [booking('a', 10), booking('cash', 5, { how: 'cash' }), booking('b', 20)];
    expect(reconcilePayments(bookings, [line('b', 20), line('a', 10)], [])).toEqual({
      matched: 2,
      differences: [],
    });
  });

  test('shows what only one of the two knows, and what each of them says', () => {
    const bookings = [booking('lost', 10), booking('less', 20)];
    const strays = [{ transfer: 'twice', caseId: 'case-x', why: 'paid-twice' }];
    const { matched, differences } = reconcilePayments(
      bookings,
      [line('less', 15), line('twice', 7), line('nobody', 8), line('nobody', 8, 'refund')],
      strays,
    );
    expect(matched).toBe(0);
    expect(differences).toEqual([
      {
        kind: 'only-in-cases',
        transfer: 'lost',
        caseId: 'case-lost',
        inCase: 10,
        atProvider: null,
        why: null,
      },
      { kind: 'amount', transfer: 'less', caseId: 'case-less', inCase: 20, atProvider: 15, why: null },
      {
        kind: 'only-at-provider',
        transfer: 'twice',
        caseId: 'case-x',
        inCase: null,
        atProvider: 7,
        why: 'paid-twice',
      },
      { kind: 'only-at-provider', transfer: 'nobody', caseId: null, inCase: null, atProvider: 8, why: null },
    ]);
  });

  test('is summed up by agency and way', () => {
    const bookings = [
      booking('a', 10),
      booking('b', 20),
      booking('a', 10, { kind: 'refund' }),
      booking('c', 5, { how: 'cod', agency: 'hue.a' }),
    ];
    expect(totalsOf(bookings)).toEqual([
      { agency: 'hue.a', how: 'cod', paid: 1, amount: 5, refunded: 0 },
      { agency: 'hue.counter', how: 'transfer', paid: 2, amount: 30, refunded: 10 },
    ]);
  });
});
