import { proxyActivities } from '@temporalio/workflow';
import type { CleanedNight, CleaningActivities } from '../../contracts/temporal/cleaning.ts';

const { cleanFiles, forgetReads, forgetDeliveries } = proxyActivities<CleaningActivities>({
  startToCloseTimeout: '3 hours',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1 minute', maximumAttempts: 5 },
});

/** Once a night, by the schedule of temporal/cleaning.ts. */
export async function cleaningWorkflow(): Promise<CleanedNight> {
  const files = await cleanFiles();
  const reads = await forgetReads();
  const deliveries = await forgetDeliveries();
  return { ...files, reads, deliveries };
}
