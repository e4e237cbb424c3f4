import type { AssignmentActivities } from '../../contracts/temporal/cases.ts';
import type { Database } from '../../db/core/client.ts';
import { chooseOfficer } from '../../db/inbox/workload.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** Whose turn it is, as the record stands. */
export function assignmentActivities(db: Database): AssignmentActivities {
  return {
    chooseOfficer: (vacancy) => chooseOfficer(db, vacancy, Date.now() as Instant),
  };
}
