/** Shipments of the public postal service (bưu chính công ích), Decision 45/2016/QĐ-TTg. Plain JSON without personal data. */
import type { Term } from '../procedures/language/types.ts';
import type { CountingByUnit } from '../time/calendar-types.ts';
import type { Instant } from '../time/instant.ts';
import {
  type ScanKind,
  SHIPMENT_ENDS,
  type ShipmentEnd,
  type ShipmentStatus,
} from '../vocabulary/shipments.ts';

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
  /** How terms in days are counted; absent: to the minute. */
  readonly counting?: CountingByUnit;
  /** From handing over to the door. */
  readonly within: Term;
  /** Without a scan for so long it counts as lost. */
  readonly lostAfter: Term;
  /** Without a scan for so long the carrier is asked. */
  readonly askAfter: Term;
}
