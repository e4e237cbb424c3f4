import { proxyActivities } from '@temporalio/workflow';
import type { Cleaned, CleaningActivities } from '../contracts/cleaning.ts';

const { cleanFiles } = proxyActivities<CleaningActivities>({
  startToCloseTimeout: '3 hours',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1 minute', maximumAttempts: 5 },
});

/** Once a night, by the schedule of temporal/cleaning.ts. */
export async function cleaningWorkflow(): Promise<Cleaned> {
  return cleanFiles();
}
