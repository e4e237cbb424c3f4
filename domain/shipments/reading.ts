/** Where a shipment stands, read from its scans in whatever order, and however often, they came. */
import type { Instant } from '../time/instant.ts';
import type { ScanKind, ShipmentStatus } from '../vocabulary/shipments.ts';
import type { Scan } from './types.ts';

export interface ShipmentReading {
  /** null: no scan says where it is. */
  readonly status: ShipmentStatus | null;
  readonly handedOverAt: Instant | null;
  readonly attempts: number;
  readonly heldUntil: Instant | null;
  readonly deliveredAt: Instant | null;
  /** The scan that proves the delivery. */
  readonly proof: string | null;
  /** Whole đồng collected at the door; null: nothing is said of it. */
  readonly collected: number | null;
  readonly remittedAt: Instant | null;
  readonly lastScanAt: Instant | null;
}

const STATUS_AFTER: Readonly<Record<ScanKind, ShipmentStatus | null>> = {
  'picked-up': 'handed-over',
  accepted: 'handed-over',
  departed: 'in-transit',
  arrived: 'in-transit',
  'out-for-delivery': 'out-for-delivery',
  attempted: 'attempted',
  held: 'held',
  readdressed: null,
  delivered: 'delivered',
  returning: 'returning',
  returned: 'returned',
  lost: 'lost',
  damaged: 'damaged',
  cancelled: 'cancelled',
  'cod-remitted': null,
};

/** Of scans of the same instant, the one that stands later on a shipment's way counts as later. */
const PLACE = {
  'picked-up': 0,
  accepted: 1,
  departed: 2,
  arrived: 3,
  'out-for-delivery': 4,
  readdressed: 5,
  attempted: 6,
  held: 7,
  cancelled: 8,
  lost: 9,
  damaged: 10,
  returning: 11,
  returned: 12,
  delivered: 13,
  'cod-remitted': 14,
} as const satisfies Record<ScanKind, number>;

/**
 * The reading is the same for every order and number of the same scans. What was delivered stays delivered, and what came
 * back came back: a scan that is dated later and tells of the way again is a late entry of the carrier's.
 */
export function readScans(scans: readonly Scan[]): ShipmentReading {
  const inOrder = sortScans(scans);
  const first = (...kinds: ScanKind[]) => inOrder.find(({ kind }) => kinds.includes(kind)) ?? null;
  const delivered = first('delivered');
  const settled = delivered ?? first('returned');
  const reported = inOrder.filter(({ kind }) => STATUS_AFTER[kind] !== null).at(-1) ?? null;
  const last = settled ?? reported;
  const held = last?.kind === 'held' ? last : null;
  return {
    status: last === null ? null : STATUS_AFTER[last.kind],
    handedOverAt: first('picked-up', 'accepted')?.at ?? null,
    attempts: inOrder.filter(({ kind }) => kind === 'attempted').length,
    heldUntil: held?.until ?? null,
    deliveredAt: delivered?.at ?? null,
    proof: delivered?.id ?? null,
    collected: delivered?.collected ?? null,
    remittedAt: first('cod-remitted')?.at ?? null,
    lastScanAt: inOrder.at(-1)?.at ?? null,
  };
}

/** Each scan once, in the order in which they happened. */
export function sortScans(scans: readonly Scan[]): readonly Scan[] {
  return [...new Map(scans.map((scan) => [scan.id, scan])).values()].sort(
    (a, b) => a.at - b.at || PLACE[a.kind] - PLACE[b.kind] || (a.id < b.id ? -1 : 1),
  );
}
