import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import {
  type AssignmentActivities,
  RECORD_CONFLICT,
  type RecordActivities,
} from '../../contracts/temporal/cases.ts';
import type { Vacancy } from '../../domain/cases/rules/balancing.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { Recorded, Transition } from '../../domain/cases/state/transition.ts';
import type { CaseId, UserId } from '../../domain/ids.ts';

/** In the worker at hand, within the workflow task: no round trip to the server. */
const atOnce = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '3s',
  scheduleToCloseTimeout: '5s',
  retry: { initialInterval: '100ms', maximumInterval: '1s', nonRetryableErrorTypes: [RECORD_CONFLICT] },
});

const assignment = proxyLocalActivities<AssignmentActivities>({
  startToCloseTimeout: '3s',
  scheduleToCloseTimeout: '5s',
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
export async function askRecord(caseId: CaseId, version: number, headHash: string): Promise<Recorded | null> {
  try {
    return await atOnce.recordedAfter(caseId, version, headHash);
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
  return patiently.recordedAfter(caseId, version, headHash);
}

/** What this case runs by, as it was published. */
export function askDefinition({ province, procedure, calendars }: CaseState): Promise<Definition> {
  return patiently.definitionAt(province, procedure.hash, calendars);
}

/** Whose turn it is. null also when that cannot be found out at once: then the task stays with its group. */
export async function chooseOfficer(vacancy: Vacancy): Promise<UserId | null> {
  try {
    return await assignment.chooseOfficer(vacancy);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

function throwConflict(error: unknown): void {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (cause instanceof ApplicationFailure && cause.type === RECORD_CONFLICT)
    throw ApplicationFailure.nonRetryable(cause.message, RECORD_CONFLICT);
}
