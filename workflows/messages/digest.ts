import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { DigestActivities } from '../../contracts/temporal/messages.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';

const { nextMorning, orderDigests } = proxyActivities<DigestActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1s', maximumInterval: '5 minutes' },
});

/** Where a run that filled up goes on. */
export interface DigestRun {
  readonly province: ProvinceId;
  /** The last morning that was seen to; null: none yet. */
  readonly after: Instant | null;
}

/**
 * Every morning when the offices of a province open, has a mail written to each officer who has something to do. A morning that
 * nobody was up for is made good on the same day; one of a day that is over is not.
 */
export async function digestWorkflow({ province, after }: DigestRun): Promise<void> {
  for (let last = after ?? (Date.now() as Instant); ; ) {
    const morning = await nextMorning(province, last);
    if (morning > Date.now()) await sleep(morning - Date.now());
    await orderDigests(province, morning, Date.now() as Instant);
    last = morning;
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof digestWorkflow>({ province, after: last });
  }
}
