/** The record against the running cases: what differs, and what could be put right. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Database } from '../../db/core/client.ts';
import { differences, type RecordDifference, restore, transitionOf } from '../../db/core/restore.ts';
import { publishedDefinitions } from '../../db/procedures/queries.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import { beginAgain, catchUp } from '../../temporal/cases.ts';
import { type CaseRuns, caseRuns, recordedTransitions } from '../../temporal/recorded-runs.ts';

export interface Finding {
  readonly caseId: string;
  readonly repaired: boolean;
  readonly detail: string;
}

export interface Reconciliation {
  readonly cases: number;
  readonly findings: readonly Finding[];
}

export interface ReconcileOptions {
  readonly repair: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Between two looks at what differs. */
  readonly settleMs?: number;
  /** Of other cases than the product's own; for tests side by side. */
  readonly taskQueue?: string;
}

/** Cases looked at together; each is a replay in a worker. */
const AT_ONCE = 4;
/** An order under way makes the two differ for a moment: what still differs when looked at so often is real. */
const SETTLE_MS = 500;
const LOOKS = 3;

export async function reconcile(
  client: Client,
  db: Database,
  { repair, onProgress, taskQueue, settleMs = SETTLE_MS }: ReconcileOptions,
): Promise<Reconciliation> {
  const known = await caseRuns(client, taskQueue);
  const findings: Finding[] = [];
  for (let from = 0; from < known.length; from += AT_ONCE) {
    const together = known
      .slice(from, from + AT_ONCE)
      .map((runs) => examine(client, db, runs, repair, settleMs));
    findings.push(...(await Promise.all(together)).filter((found) => found !== null));
    onProgress?.(Math.min(from + AT_ONCE, known.length), known.length);
  }
  // Last: where both are there, the record was put right first.
  findings.push(...(await withoutWorkflow(client, db, known, repair, taskQueue)));
  return { cases: known.length, findings };
}

async function examine(
  client: Client,
  db: Database,
  runs: CaseRuns,
  repair: boolean,
  settleMs: number,
): Promise<Finding | null> {
  const caseId = caseIdOf(runs.workflowId);
  for (let look = 1; ; look++) {
    try {
      const transitions = await recordedTransitions(client, runs);
      if (transitions.length === 0) return null;
      const whole = transitionOf(transitions);
      const found = await differences(db, whole);
      if (found.length === 0) return null;
      if (look < LOOKS) {
        // A record that is ahead is right: the case takes over what it does not know.
        if (repair && found.some(({ kind }) => kind === 'extra'))
          await catchUp(client, whole.transition.caseId).catch(() => undefined);
        await pause(settleMs);
        continue;
      }
      return await mend(db, whole, found, repair, caseId);
    } catch (error) {
      return { caseId, repaired: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}

async function mend(
  db: Database,
  whole: ReturnType<typeof transitionOf>,
  found: readonly RecordDifference[],
  repair: boolean,
  caseId: string,
): Promise<Finding> {
  const detail = found.map((each) => `${each.kind}: ${each.detail}`).join('; ');
  // What was forged or added by hand is evidence, and not ours to remove.
  const mendable = found.every(({ kind }) => kind !== 'forged' && kind !== 'extra');
  if (!repair || !mendable) return { caseId, repaired: false, detail };
  await restore(db, whole);
  const left = await differences(db, whole);
  return { caseId, repaired: left.length === 0, detail };
}

/**
 * Cases that the record holds as open and behind which no workflow runs: it ended before its case did, or Temporal has lost
 * it. They begin again from the record.
 */
async function withoutWorkflow(
  client: Client,
  db: Database,
  known: readonly CaseRuns[],
  repair: boolean,
  taskQueue?: string,
): Promise<Finding[]> {
  const running = known.filter(({ isRunning }) => isRunning).map(({ workflowId }) => caseIdOf(workflowId));
  const { rows } = await db.pool.query<{
    id: CaseId;
    province: ProvinceId;
    hash: string;
    state: CaseState;
  }>(
    `SELECT id, province, procedure_hash AS hash, state FROM cases
     WHERE state ->> 'status' <> 'closed' AND status <> 'closed' AND imported = 0 AND NOT (id = ANY ($1::text[]))
     ORDER BY id`,
    [running],
  );
  const findings: Finding[] = [];
  for (const { id, province, hash, state } of rows) {
    const detail = 'no workflow runs behind it';
    if (!repair) {
      findings.push({ caseId: id, repaired: false, detail });
      continue;
    }
    try {
      const definition = await publishedDefinitions(db, province)(hash, state.calendars);
      const repaired = await beginAgain(
        client,
        { id, version: state.version, province },
        definition,
        taskQueue,
      );
      findings.push({
        caseId: id,
        repaired,
        detail: `${detail}: ${repaired ? 'begun again from the record' : 'the one that ended knows more than the record'}`,
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      findings.push({ caseId: id, repaired: false, detail: `${detail}: ${why}` });
    }
  }
  return findings;
}

function caseIdOf(workflowId: string): string {
  return workflowId.replace(/^case-/, '');
}
