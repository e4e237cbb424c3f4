/** Telling the open cases of a province that its calendars changed. */
import type { Client } from '@temporalio/client';
import {
  CALENDAR_CHANGED,
  CALENDAR_WORKFLOW,
  CASE_QUEUE,
  calendarWorkflowId,
} from '../contracts/temporal/cases.ts';
import type { ProvinceId } from '../domain/ids.ts';

/**
 * Has whatever is published brought to the open cases. Called before the publication too: whoever is killed in between
 * leaves a workflow behind that looks, and finds it.
 */
export async function announceCalendars(
  client: Client,
  province: ProvinceId,
  taskQueue = CASE_QUEUE,
): Promise<void> {
  await client.workflow.signalWithStart(CALENDAR_WORKFLOW, {
    workflowId: calendarWorkflowId(province, taskQueue),
    taskQueue,
    args: [{ province, syncedUpTo: null }],
    signal: CALENDAR_CHANGED,
  });
}
