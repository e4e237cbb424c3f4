import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { DigestActivities } from '../../contracts/temporal/messages.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';

const { nextDigest, orderDigests } = proxyActivities<DigestActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1s', maximumInterval: '5 minutes' },
});

/** What a run that continues as new goes on with. */
export interface DigestRun {
  readonly province: ProvinceId;
  /** When the last digest was due; null: there was none yet. */
  readonly after: Instant | null;
}

/**
 * When the offices of a province open, has a digest sent to each officer who has something to do. One that was missed is sent later
 * on the same day; that of a day that is over is not.
 */
export async function digestWorkflow({ province, after }: DigestRun): Promise<void> {
  for (let last = after ?? (Date.now() as Instant); ; ) {
    const due = await nextDigest(province, last);
    if (due > Date.now()) await sleep(due - Date.now());
    await orderDigests(province, due, Date.now() as Instant);
    last = due;
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof digestWorkflow>({ province, after: last });
  }
}
