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

/** What goes wrong with a shipment: the counter is notified, and the applicant where it concerns them. */
export const DELIVERY_FAILURES = [
  'refused',
  'returned',
  'lost',
  'damaged',
  'cancelled',
  'late',
  'short',
] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];
