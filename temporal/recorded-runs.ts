/** What the workflows say of their cases: read from Temporal's histories, by query. */
import type { Client } from '@temporalio/client';
import {
  CASE_QUEUE,
  CASE_WORKFLOW,
  TRANSITIONS,
  type TransitionsAnswer,
} from '../contracts/temporal/cases.ts';
import type { Transition } from '../domain/cases/state/transition.ts';

/** The runs of one case, the earliest first. */
export interface CaseRuns {
  readonly workflowId: string;
  readonly runs: readonly string[];
  /** Whether its last run goes on. */
  readonly isRunning: boolean;
}

/** Every case that Temporal still knows, running or ended. */
export async function caseRuns(client: Client, taskQueue = CASE_QUEUE): Promise<readonly CaseRuns[]> {
  const cases = new Map<string, { runId: string; at: number; isRunning: boolean }[]>();
  for await (const { workflowId, runId, startTime, status } of client.workflow.list({
    query: `WorkflowType = '${CASE_WORKFLOW}' AND TaskQueue = '${taskQueue}'`,
  })) {
    const run = { runId, at: startTime.getTime(), isRunning: status.name === 'RUNNING' };
    cases.set(workflowId, [...(cases.get(workflowId) ?? []), run]);
  }
  return [...cases].map(([workflowId, runs]) => ({
    workflowId,
    runs: runs.sort((a, b) => a.at - b.at).map(({ runId }) => runId),
    isRunning: runs.some((run) => run.isRunning),
  }));
}

/**
 * Every transition of a case, told again from its histories. Runs that filed nothing tell nothing; a run that began again
 * from the record tells everything, and those before it are left out. A worker has to be up.
 * @throws RangeError when an earlier run is gone: Temporal keeps ended runs only for its retention period.
 */
export async function recordedTransitions(
  client: Client,
  { workflowId, runs }: CaseRuns,
): Promise<readonly Omit<Transition, 'previousHash'>[]> {
  const found: Omit<Transition, 'previousHash'>[] = [];
  for (const runId of runs) {
    const { transitions } = await client.workflow
      .getHandle(workflowId, runId)
      .query<TransitionsAnswer>(TRANSITIONS);
    if (transitions[0]?.from === 0) found.length = 0;
    found.push(...transitions);
  }
  if (found.length > 0 && found[0]?.from !== 0)
    throw new RangeError('its beginning is no longer kept by Temporal');
  return found;
}
