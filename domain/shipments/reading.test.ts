import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../time/instant.ts';
import { SCAN_KINDS, type ScanKind } from '../vocabulary/shipments.ts';
import { readScans } from './reading.ts';
import type { Scan } from './types.ts';

const START = instant('2026-11-02T08:00:00+07:00');
const scan = (kind: ScanKind, hours: number, more: Partial<Scan> = {}): Scan => ({
  id: `${kind}-${hours}`,
  kind,
  at: (START + hours * 3_600_000) as Instant,
  ...more,
});

const TWICE_TRIED = [
  scan('accepted', 0),
  scan('departed', 3),
  scan('arrived', 20),
  scan('out-for-delivery', 24),
  scan('attempted', 26),
  scan('out-for-delivery', 48),
  scan('delivered', 50, { collected: 30_000 }),
  scan('cod-remitted', 90),
];

describe('scans of a shipment', () => {
  test('tell where it stands after each of them', () => {
    const reported = TWICE_TRIED.map((_, n) => readScans(TWICE_TRIED.slice(0, n + 1)).status);
    expect(reported).toEqual([
      'handed-over',
      'in-transit',
      'in-transit',
      'out-for-delivery',
      'attempted',
      'out-for-delivery',
      'delivered',
      'delivered',
    ]);
    expect(readScans(TWICE_TRIED)).toEqual({
      status: 'delivered',
      handedOverAt: START,
      attempts: 1,
      heldUntil: null,
      deliveredAt: START + 50 * 3_600_000,
      proof: 'delivered-50',
      collected: 30_000,
      remittedAt: START + 90 * 3_600_000,
      lastScanAt: START + 90 * 3_600_000,
    });
  });

  test('say the same in any order and however often they come', () => {
    const some = fc.array(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        kind: fc.constantFrom(...SCAN_KINDS),
        at: fc.nat({ max: 5 }).map((n) => (START + n) as Instant),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (given, chance) => {
        const scans = [...new Map(given.map((each) => [each.id, each])).values()];
        const mixed = [...scans, ...scans]
          .map((each) => ({ each, place: chance.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ each }) => each);
        expect(readScans(mixed)).toEqual(readScans(scans));
      }),
    );
  });

  test('that were entered late do not take back a delivery', () => {
    const late = [...TWICE_TRIED, scan('arrived', 60)];
    expect(readScans(late).status).toBe('delivered');
  });

  test('of what was lost and found again tell where it is now', () => {
    const found = [scan('accepted', 0), scan('lost', 200), scan('arrived', 300)];
    expect(readScans(found).status).toBe('in-transit');
  });

  test('of what waits at a post office say until when', () => {
    const until = (START + 200 * 3_600_000) as Instant;
    expect(readScans([scan('attempted', 26), scan('held', 27, { until })])).toMatchObject({
      status: 'held',
      heldUntil: until,
    });
  });

  test('none say nothing', () => {
    expect(readScans([]).status).toBeNull();
  });
});
