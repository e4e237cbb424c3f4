/** Activities by which a transfer finds its case, or its way back. No Zod here: the workflow bundle imports this file. */
import type { ErrandCall } from './errands.ts';

export interface PaymentActivities {
  /** Gives the case its money; true: it is not the case's, or not any more, and has to go back. */
  settleTransfer(errand: ErrandCall): Promise<boolean>;
  /** Gives it back, once, and tells the case. */
  refundTransfer(errand: ErrandCall): Promise<void>;
}
