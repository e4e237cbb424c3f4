import { isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type { MessageActivities, NextTry } from '../../contracts/temporal/messages.ts';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';

/** A mail server may be away over a long weekend; then somebody has to know. */
const GIVES_UP_AFTER = '4 days';

const { prepareMessages, giveUpMessage } = proxyActivities<MessageActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});
const { sendMessage } = proxyActivities<MessageActivities>({
  startToCloseTimeout: '3 minutes',
  // A worker that was killed is missed soon.
  heartbeatTimeout: '20s',
  scheduleToCloseTimeout: GIVES_UP_AFTER,
  // Who greylists wants to be asked again after some minutes.
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

/** Tells everybody whom an outbox job's message is for; each by the ways that are open to them, one after another. */
export async function messageWorkflow(call: OutboxJobInput): Promise<void> {
  const ids = await prepareMessages(call);
  await Promise.all(ids.map(tell));
}

async function tell(first: string): Promise<void> {
  let next: NextTry = { id: first, waitMs: 0 };
  while (next !== null) {
    if (next.waitMs > 0) await sleep(next.waitMs);
    next = await tryOnce(next.id);
  }
}

async function tryOnce(id: string): Promise<NextTry> {
  try {
    return await sendMessage(id);
  } catch (error) {
    if (isCancellation(error)) throw error;
    // In histories of early releases it gave nothing.
    return (await giveUpMessage(id)) ?? null;
  }
}
