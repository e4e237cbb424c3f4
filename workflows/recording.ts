import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import { RECORD_CONFLICT, type RecordActivities } from '../contracts/messages.ts';
import type { Recorded, Transition } from '../domain/cases/transition.ts';
import type { CaseId } from '../domain/ids.ts';

/** In the worker at hand, within the workflow task: no round trip to the server. */
const atOnce = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '3s',
  scheduleToCloseTimeout: '5s',
  retry: { initialInterval: '100ms', maximumInterval: '1s', nonRetryableErrorTypes: [RECORD_CONFLICT] },
});

/** By way of the server, which waits as long as it takes. */
const patiently = proxyActivities<RecordActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', maximumInterval: '30s', nonRetryableErrorTypes: [RECORD_CONFLICT] },
});

/**
 * Writes a transition into the record, at once when PostgreSQL is there; when it stays away, the server keeps trying, so
 * that a long outage does not keep workflow tasks open.
 * @throws ApplicationFailure of type RecordConflict when record and case disagree: then nothing was written.
 */
export async function record(transition: Transition): Promise<Recorded> {
  try {
    return await atOnce.recordTransition(transition);
  } catch (error) {
    throwConflict(error);
  }
  try {
    return await patiently.recordTransition(transition);
  } catch (error) {
    throwConflict(error);
    throw error;
  }
}

/** What the record holds beyond what the case knows. */
export function askRecord(caseId: CaseId, version: number, headHash: string): Promise<Recorded | null> {
  return patiently.recordedAfter(caseId, version, headHash);
}

function throwConflict(error: unknown): void {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (cause instanceof ApplicationFailure && cause.type === RECORD_CONFLICT)
    throw ApplicationFailure.nonRetryable(cause.message, RECORD_CONFLICT);
}
