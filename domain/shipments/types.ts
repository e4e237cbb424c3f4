/** Shipments of the public postal service (bưu chính công ích), Decision 45/2016/QĐ-TTg. Plain JSON without personal data. */
import type { Term } from '../procedures/language/types.ts';
import type { Instant } from '../time/instant.ts';

/** `result`: from the counter to the citizen; `documents`: fetched at the citizen's door and brought to the counter. */
export const DIRECTIONS = ['result', 'documents'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a carrier tells of a shipment on its way. */
export const SCAN_KINDS = [
  /** Of documents to be fetched: the postman has them, counted against the list and sealed. */
  'picked-up',
  'accepted',
  'departed',
  'arrived',
  'out-for-delivery',
  /** Phát không thành công. */
  'attempted',
  /** Waits at a post office to be called for. */
  'held',
  'readdressed',
  'delivered',
  /** On its way back (chuyển hoàn). */
  'returning',
  'returned',
  'lost',
  'damaged',
  'cancelled',
  /** What was collected at the door was handed over to the agency. */
  'cod-remitted',
] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

export interface Scan {
  /** The carrier's own; the same scan comes under the same id however often it comes. */
  readonly id: string;
  readonly kind: ScanKind;
  /** When it happened, not when it was heard of. */
  readonly at: Instant;
  /** Of `held`: until when. */
  readonly until?: Instant;
  /** Of `delivered`: whole đồng collected at the door. */
  readonly collected?: number;
}

/**
 * Where a shipment stands.
 * - `ordered`: asked for in the case; the carrier has not answered yet
 * - `created`: the carrier gave it a number; it can be labelled and handed over
 * - `refused`: the carrier does not take the order
 * - the others as the carrier's scans tell; `lost` also where no scan came for long
 */
export const SHIPMENT_STATUSES = [
  'ordered',
  'created',
  'refused',
  'handed-over',
  'in-transit',
  'out-for-delivery',
  'attempted',
  'held',
  'delivered',
  'returning',
  'returned',
  'lost',
  'damaged',
  'cancelled',
] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** Nothing more is expected of it; the result (or documents) did not arrive, but for `delivered`. */
export const SHIPMENT_ENDS = ['refused', 'delivered', 'returned', 'lost', 'damaged', 'cancelled'] as const;
export type ShipmentEnd = (typeof SHIPMENT_ENDS)[number];

export function isOver(status: ShipmentStatus): status is ShipmentEnd {
  return (SHIPMENT_ENDS as readonly ShipmentStatus[]).includes(status);
}

/** How a province and its carrier have agreed; data, with the decision it rests on. */
export interface PostalTerms {
  readonly version: number;
  /** Number or title of the decision or contract. */
  readonly decision: string;
  /** The carrier's name in the settings. */
  readonly carrier: string;
  /** By which the agencies are known to the carrier. */
  readonly customer: string;
  /** Where the post finds the agencies: of the office, nobody's own. */
  readonly contact: { readonly phone: string; readonly address: string };
  /** The calendar on which its working days run. */
  readonly calendar: string;
  readonly minutesPerWorkingDay: number;
  /** From handing over to the door. */
  readonly within: Term;
  /** Without a scan for so long it counts as lost. */
  readonly lostAfter: Term;
  /** Without a scan for so long the carrier is asked. */
  readonly askAfter: Term;
}
