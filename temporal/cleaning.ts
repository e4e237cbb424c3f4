/** When files that nothing refers to are removed. */
import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { CLEANING_WORKFLOW, cleaningScheduleId } from '../contracts/temporal/cleaning.ts';
import { outboxQueueOf } from '../contracts/temporal/outbox.ts';

/** In the night of Vietnam (UTC+7), when offices are closed. */
const HOUR_UTC = 18;
const MINUTE = 40;

/** Sets up the schedule; where it is, it stays, with what an operator changed. */
export async function scheduleCleaning(client: Client, caseQueue?: string): Promise<void> {
  const taskQueue = outboxQueueOf(caseQueue);
  const scheduleId = cleaningScheduleId(taskQueue);
  try {
    await client.schedule.create({
      scheduleId,
      spec: { calendars: [{ hour: HOUR_UTC, minute: MINUTE }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      action: {
        type: 'startWorkflow',
        workflowType: CLEANING_WORKFLOW,
        workflowId: scheduleId,
        taskQueue,
        args: [],
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
