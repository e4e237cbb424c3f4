import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { DeliveryActivities } from '../contracts/delivery.ts';
import { type ErrandCall, HEED_SHIPMENT } from '../contracts/errands.ts';

/** A carrier may be down for a day, or for a week: it is asked until it answers. */
const { orderShipment, followShipment, askCarrier } = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '2 minutes' },
});

const heedShipment = defineSignal(HEED_SHIPMENT);

/**
 * One shipment on its way: made at the carrier, followed by its scans, and asked for where they stay away. Whoever brings a
 * scan, an address or a recall signals; what it says stands in the record.
 */
export async function deliveryWorkflow(errand: ErrandCall): Promise<void> {
  let isTold = false;
  setHandler(heedShipment, () => {
    isTold = true;
  });
  await orderShipment(errand);
  for (;;) {
    isTold = false;
    const look = await followShipment(errand);
    if (look === null && !isTold) break;
    const wait = (look ?? 0) - Date.now();
    const wasTold = isTold || (wait > 0 && (await condition(() => isTold, wait)));
    if (!wasTold) await askCarrier(errand);
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof deliveryWorkflow>(errand);
    }
  }
  await condition(allHandlersFinished);
}
