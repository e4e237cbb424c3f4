import {
  ActivityFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { type OutboxJobInput, SYNC_SHIPMENT } from '../../contracts/temporal/outbox.ts';
import type { DeliveryActivities } from '../../contracts/temporal/shipments.ts';

const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10 minutes' } as const;

/** A carrier may be down for a day, or for a week: it is given the order until it takes it. */
const { orderShipment, followShipment } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '30s',
  retry,
});
/** Nothing hangs on one answer: what else happens goes on without it. */
const { askCarrier } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '2 minutes',
  retry,
});
/** A carrier that gave no answer is asked again after so long. */
const REST_MS = 2 * 3_600_000;

const syncShipment = defineSignal(SYNC_SHIPMENT);

/**
 * One shipment on its way: made at the carrier, followed by its scans, and asked for where they stay away. Whoever brings a
 * scan, an address or a recall signals; what it says stands in the record.
 */
export async function deliveryWorkflow(job: OutboxJobInput): Promise<void> {
  let hasNews = false;
  let restsUntil = 0;
  setHandler(syncShipment, () => {
    hasNews = true;
  });
  await orderShipment(job);
  for (;;) {
    hasNews = false;
    const look = await followShipment(job, Date.now());
    if (look === null && !hasNews) break;
    const wait = Math.max(look ?? 0, restsUntil) - Date.now();
    const hadNews = hasNews || (wait > 0 && (await condition(() => hasNews, wait)));
    if (!hadNews && !(await isAnswered(job, () => hasNews))) restsUntil = Date.now() + REST_MS;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof deliveryWorkflow>(job);
    }
  }
  await condition(allHandlersFinished);
}

/** Asks the carrier, and listens meanwhile: what is brought goes before what is asked for. */
async function isAnswered(job: OutboxJobInput, hasNews: () => boolean): Promise<boolean> {
  const asking = new CancellationScope();
  const answered = asking
    .run(() => askCarrier(job, Date.now()))
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof ActivityFailure) return false;
        throw error;
      },
    );
  await Promise.race([answered, condition(hasNews)]);
  asking.cancel();
  return answered;
}
