import { ApplicationFailure } from '@temporalio/common';
import { RECORD_CONFLICT, type RecordActivities } from '../../contracts/temporal/cases.ts';
import type { Database } from '../../db/core/client.ts';
import { RecordConflict } from '../../db/core/errors.ts';
import { recordedAfter, recordTransition } from '../../db/core/record.ts';
import { publishedDefinitions } from '../../db/procedures/queries.ts';

/** The only way from the cases to PostgreSQL. */
export function recordActivities(db: Database): RecordActivities {
  return {
    async recordTransition(transition) {
      try {
        return await recordTransition(db, transition);
      } catch (error) {
        if (error instanceof RecordConflict)
          throw ApplicationFailure.nonRetryable(error.message, RECORD_CONFLICT);
        throw error;
      }
    },
    recordedAfter: (caseId, version, headHash) => recordedAfter(db, caseId, version, headHash),
    definitionAt: (province, procedureHash, calendars) =>
      publishedDefinitions(db, province)(procedureHash, calendars),
  };
}
