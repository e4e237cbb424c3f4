import {
  ActivityFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  patched,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { DeliveryActivities } from '../contracts/delivery.ts';
import { type ErrandCall, HEED_SHIPMENT } from '../contracts/errands.ts';

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

const heedShipment = defineSignal(HEED_SHIPMENT);

/**
 * One shipment on its way: made at the carrier, followed by its scans, and asked for where they stay away. Whoever brings a
 * scan, an address or a recall signals; what it says stands in the record.
 */
export async function deliveryWorkflow(errand: ErrandCall): Promise<void> {
  let isTold = false;
  let restsUntil = 0;
  setHandler(heedShipment, () => {
    isTold = true;
  });
  await orderShipment(errand);
  for (;;) {
    isTold = false;
    const look = await followShipment(errand, Date.now());
    if (look === null && !isTold) break;
    const wait = Math.max(look ?? 0, restsUntil) - Date.now();
    const wasTold = isTold || (wait > 0 && (await condition(() => isTold, wait)));
    if (!wasTold && !(await isAnswered(errand, () => isTold))) restsUntil = Date.now() + REST_MS;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof deliveryWorkflow>(errand);
    }
  }
  await condition(allHandlersFinished);
}

/** Asks the carrier, and listens meanwhile: what is brought goes before what is asked for. */
async function isAnswered(errand: ErrandCall, isTold: () => boolean): Promise<boolean> {
  const listens = patched('listens-while-asking');
  const asking = new CancellationScope();
  const answered = asking
    .run(() => askCarrier(errand, Date.now()))
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof ActivityFailure) return false;
        throw error;
      },
    );
  if (!listens) return answered;
  await Promise.race([answered, condition(isTold)]);
  asking.cancel();
  return answered;
}
