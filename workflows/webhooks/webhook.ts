import { isCancellation, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities, WebhookCall } from '../../contracts/temporal/cases.ts';

/** The receiver may be away over a weekend. */
const GIVES_UP_AFTER = '3 days';

const { giveUpWebhook } = proxyActivities<WebhookActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/** Calls until somebody answers; what nobody answered in time is kept, for a person to send it anew. */
export async function webhookWorkflow(call: WebhookCall): Promise<void> {
  const { callWebhook } = proxyActivities<WebhookActivities>({
    // Longer than an answer may take.
    startToCloseTimeout: '20s',
    scheduleToCloseTimeout: call.patience?.giveUpMs ?? GIVES_UP_AFTER,
    retry: {
      initialInterval: call.patience?.firstRetryMs ?? '5s',
      backoffCoefficient: 2,
      maximumInterval: '1 hour',
    },
  });
  try {
    await callWebhook(call);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await giveUpWebhook(call);
  }
}
