/** Activities by which a transfer finds its case, or its way back. */
import type { OutboxJobInput } from './outbox.ts';

export interface PaymentActivities {
  /** Gives the case its money; true: it is not the case's, or not any more, and has to go back. */
  settleTransfer(job: OutboxJobInput): Promise<boolean>;
  /** Gives it back, once, and tells the case. */
  refundTransfer(job: OutboxJobInput): Promise<void>;
}
