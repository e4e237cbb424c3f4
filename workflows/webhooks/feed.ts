import {
  ActivityFailure,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { type FeedActivities, type FeedCall, WAKE_FEED } from '../../contracts/temporal/webhooks.ts';

/** As with other calls: the receiver may be away over a weekend. */
const GIVES_UP_AFTER = '3 days';

const { giveUpEvent } = proxyActivities<FeedActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/**
 * Hands over what an address has not seen yet, in order, until it has seen all. What is left to do stands in the record: so it ends
 * when there is nothing, is begun again when there is more, and whoever is told to begin it twice is told nothing new.
 */
export async function webhookFeedWorkflow(feed: FeedCall): Promise<void> {
  let isWoken = false;
  setHandler(defineSignal(WAKE_FEED), () => {
    isWoken = true;
  });
  const { handOverEvents } = proxyActivities<FeedActivities>({
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '30s',
    scheduleToCloseTimeout: feed.patience?.giveUpMs ?? GIVES_UP_AFTER,
    retry: {
      initialInterval: feed.patience?.firstRetryMs ?? '5s',
      backoffCoefficient: 2,
      maximumInterval: '1 hour',
    },
  });
  do {
    isWoken = false;
    try {
      while ((await handOverEvents(feed)) === 'more')
        if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof webhookFeedWorkflow>(feed);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      await giveUpEvent(feed);
    }
  } while (isWoken);
}
