import { isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type { MessageActivities, NextTry } from '../../contracts/temporal/messages.ts';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';

/** A mail server may be down over a long weekend; after that somebody has to know. */
const GIVES_UP_AFTER = '4 days';

const { prepareMessages, giveUpMessage } = proxyActivities<MessageActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});
const { sendMessage } = proxyActivities<MessageActivities>({
  startToCloseTimeout: '3 minutes',
  // A worker that was killed is noticed soon.
  heartbeatTimeout: '20s',
  scheduleToCloseTimeout: GIVES_UP_AFTER,
  // A server that greylists accepts the mail some minutes later.
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

/** Notifies all recipients of an outbox job; each by the channels that are open to them, one after another. */
export async function messageWorkflow(job: OutboxJobInput): Promise<void> {
  const ids = await prepareMessages(job);
  await Promise.all(ids.map(notify));
}

async function notify(first: string): Promise<void> {
  let next: NextTry = { id: first, waitMs: 0 };
  while (next !== null) {
    if (next.waitMs > 0) await sleep(next.waitMs);
    next = await attempt(next.id);
  }
}

async function attempt(id: string): Promise<NextTry> {
  try {
    return await sendMessage(id);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return giveUpMessage(id);
  }
}
