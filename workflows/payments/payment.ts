import { proxyActivities } from '@temporalio/workflow';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import type { PaymentActivities } from '../../contracts/temporal/payments.ts';

/** The provider may be away for days; money is not forgotten. */
const { settleTransfer, refundTransfer } = proxyActivities<PaymentActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** Money that came by bank: the case counts it, or it goes back. */
export async function paymentWorkflow(job: OutboxJobInput): Promise<void> {
  if (await settleTransfer(job)) await refundTransfer(job);
}
