/** Activities by which a shipment's workflow reaches carrier, record and case. */
import type { OutboxJobInput } from './outbox.ts';

/** When to ask the carrier if no scan comes before, epoch milliseconds; null: nothing more is expected of the shipment. */
export type NextLook = number | null;

/** `now`: by the workflow's clock; absent: by the worker's own. */
export interface DeliveryActivities {
  /** Has the carrier make it, once, and tells the case its number; unless it was called off. */
  orderShipment(job: OutboxJobInput): Promise<void>;
  /** Tells the case what its scans say, and the carrier what the case says: another address, or that it is called off. */
  followShipment(job: OutboxJobInput, now: number): Promise<NextLook>;
  /** Keeps what the carrier knows of it. */
  askCarrier(job: OutboxJobInput, now: number): Promise<void>;
}
