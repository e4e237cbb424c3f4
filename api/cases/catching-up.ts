/** Orders that had no answer: their case is asked to look at its record, once Temporal can be reached. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseId } from '../../domain/ids.ts';
import { syncRecord } from '../../temporal/cases.ts';
import type { Context } from '../http/context.ts';

const EVERY_MS = 5_000;
/** An hour; whatever lasts longer is found by `npm run reconcile`. */
const ATTEMPTS = 720;

/** Never fails, and keeps no process alive. */
export async function syncLater(context: Context, caseId: CaseId): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await pause(EVERY_MS, undefined, { ref: false });
    try {
      await syncRecord(context.client, caseId);
      return;
    } catch (error) {
      context.logger.debug({ err: error, case: caseId }, 'the case cannot be told yet');
    }
  }
}
