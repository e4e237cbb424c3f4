import type { AssignmentActivities } from '../contracts/messages.ts';
import type { Database } from '../db/client.ts';
import { chooseOfficer } from '../db/queries/workload.ts';
import type { Instant } from '../domain/time/instant.ts';

/** Whose turn it is, as the record stands. */
export function assignmentActivities(db: Database): AssignmentActivities {
  return {
    chooseOfficer: (vacancy) => chooseOfficer(db, vacancy, Date.now() as Instant),
  };
}
