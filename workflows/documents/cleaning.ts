import { patched, proxyActivities } from '@temporalio/workflow';
import type { CleanedNight, CleaningActivities } from '../../contracts/temporal/cleaning.ts';

const { cleanFiles, forgetReads, forgetDeliveries } = proxyActivities<CleaningActivities>({
  startToCloseTimeout: '3 hours',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1 minute', maximumAttempts: 5 },
});

/** Once a night, by the schedule of temporal/cleaning.ts. */
export async function cleaningWorkflow(): Promise<CleanedNight> {
  const files = await cleanFiles();
  const reads = patched('forget-reads') ? await forgetReads() : 0;
  const deliveries = patched('forget-deliveries') ? await forgetDeliveries() : 0;
  return { ...files, reads, deliveries };
}
