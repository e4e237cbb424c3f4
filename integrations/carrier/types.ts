/** A carrier of the public postal service, whichever it is. Names, addresses and phones pass through here and are never logged. */
import type { CarrierScan } from '../../domain/shipments/carrier-scan.ts';
import type { Direction } from '../../domain/vocabulary/shipments.ts';

export type { CarrierScan };

export interface Address {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

export interface ShipmentOrder {
  /** By which the agency is known to the carrier. */
  readonly customer: string;
  /** The code of the case, which stands on the label. */
  readonly orderNumber: string;
  /** `result`: to the citizen; `documents`: fetched at the citizen's door. */
  readonly direction: Direction;
  readonly sender: Address;
  readonly receiver: Address;
  /** Whole đồng to collect at the door; null: none. */
  readonly cod: number | null;
}

export interface CreatedShipment {
  /** The carrier's number, by which everybody can follow it. */
  readonly tracking: string;
}

/** What proves a delivery: a picture of the signature or of the door. */
export interface ProofOfDelivery {
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** Every call may be repeated: what was done once under a key is not done again. @throws CarrierDown, CarrierRefused */
export interface Carrier {
  /** Its name, as postal terms name it. */
  readonly name: string;
  create(order: ShipmentOrder, key: string): Promise<CreatedShipment>;
  /** What came of an order whose answer was lost; null: nothing. */
  find(key: string): Promise<CreatedShipment | null>;
  cancel(tracking: string): Promise<void>;
  /** Where it goes; of papers, where they are fetched. */
  readdress(tracking: string, direction: Direction, to: Address, key: string): Promise<void>;
  /** All that it knows of the shipment. */
  scans(tracking: string): Promise<readonly CarrierScan[]>;
  /** null: the carrier kept none. */
  proof(tracking: string): Promise<ProofOfDelivery | null>;
}

/** No answer, or one that says nothing about the order: try again. */
export class CarrierDown extends Error {
  override readonly name = 'CarrierDown';
}

/** The carrier does not do it, and will not. `why` is a code of the carrier's, without personal data. */
export class CarrierRefused extends Error {
  override readonly name = 'CarrierRefused';
  readonly why: string;

  constructor(why: string) {
    super(`the carrier refused: ${why}`);
    this.why = why;
  }
}
