import { describe, expect, test } from 'vitest';
import { instant } from '../time/instant.ts';
import {
  type Booking,
  reconcilePayments,
  type StatementLine,
  type Stray,
  totalsOf,
} from './reconciliation.ts';

const booking = (receipt: string, amount: number, more: Partial<Booking> = {}): Booking => ({
  kind: 'payment',
  caseId: `case-${receipt}`,
  agency: 'hue.counter',
  how: 'transfer',
  receipt,
  transfer: receipt,
  amount,
  ...more,
});
const refund = (transfer: string, amount: number): Booking =>
  booking(`RF-${transfer}`, amount, { kind: 'refund', transfer });
const stray = (transfer: string, amount: number, why: string, kind: Stray['kind'] = 'payment'): Stray => ({
  kind,
  transfer,
  caseId: why === 'unknown' ? null : 'case-x',
  amount,
  why,
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
    const bookings = [
      booking('a', 10),
      booking('BL-1', 5, { how: 'cash', transfer: null }),
      booking('b', 20),
      refund('b', 20),
    ];
    const statement = [line('b', 20), line('b', 20, 'refund'), line('a', 10)];
    expect(reconcilePayments(bookings, statement, [])).toEqual({ matched: 3, differences: [] });
  });

  test('shows what only one of the two knows, and what each of them says', () => {
    const { matched, differences } = reconcilePayments(
      [booking('lost', 10), booking('less', 20)],
      [line('less', 15), line('twice', 7), line('nobody', 8)],
      [stray('twice', 7, 'paid-twice')],
    );
    expect(matched).toBe(0);
    const of = 'payment';
    expect(differences).toEqual([
      {
        kind: 'only-in-cases',
        of,
        transfer: 'lost',
        caseId: 'case-lost',
        inCase: 10,
        atProvider: null,
        why: null,
      },
      { kind: 'amount', of, transfer: 'less', caseId: 'case-less', inCase: 20, atProvider: 15, why: null },
      {
        kind: 'only-at-provider',
        of,
        transfer: 'twice',
        caseId: 'case-x',
        inCase: null,
        atProvider: 7,
        why: 'paid-twice',
      },
      {
        kind: 'only-at-provider',
        of,
        transfer: 'nobody',
        caseId: null,
        inCase: null,
        atProvider: 8,
        why: null,
      },
    ]);
  });

  test('compares what went back as well: a refund that one of the two does not know, or of another amount', () => {
    const { matched, differences } = reconcilePayments(
      [refund('never-made', 10), refund('other', 20)],
      [line('other', 2, 'refund'), line('unasked', 30, 'refund'), line('twice', 7, 'refund')],
      [stray('twice', 7, 'paid-twice', 'refund'), stray('stuck', 9, 'case-over', 'refund')],
    );
    // What went back though no case had counted it agrees, and needs nobody’s attention.
    expect(matched).toBe(1);
    expect(differences.map(({ kind, of, transfer }) => `${kind} ${of} ${transfer}`)).toEqual([
      'only-in-cases refund never-made',
      'amount refund other',
      'reported-only refund stuck',
      'only-at-provider refund unasked',
    ]);
  });

  test('tells of money that was notified of, is counted nowhere, and is not in the statement', () => {
    const { differences } = reconcilePayments([], [], [stray('ghost', 7, 'unknown')]);
    expect(differences).toMatchObject([
      { kind: 'reported-only', transfer: 'ghost', why: 'unknown', inCase: null },
    ]);
  });

  test('without a statement still tells of money that no case counts', () => {
    const strays = [stray('nobody', 8, 'unknown'), stray('twice', 7, 'paid-twice', 'refund')];
    expect(reconcilePayments([booking('a', 10)], null, strays)).toMatchObject({
      matched: 0,
      differences: [{ kind: 'only-at-provider', transfer: 'nobody', atProvider: 8, why: 'unknown' }],
    });
  });

  test('is summed up by agency and way', () => {
    const bookings = [
      booking('a', 10),
      booking('b', 20),
      refund('a', 10),
      booking('c', 5, { how: 'cod', agency: 'hue.a' }),
    ];
    expect(totalsOf(bookings)).toEqual([
      { agency: 'hue.a', how: 'cod', paid: 1, amount: 5, refunded: 0 },
      { agency: 'hue.counter', how: 'transfer', paid: 2, amount: 30, refunded: 10 },
    ]);
  });
});
