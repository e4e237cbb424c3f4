import type { CalendarActivities, RecordActivities } from '../contracts/messages.ts';
import type { Database } from '../db/client.ts';
import type { CaseId } from '../domain/ids.ts';
import { calendarActivities } from './calendars.ts';
import { recordActivities } from './record.ts';

export interface ActivityDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  /** Lets a case take over what its record holds beyond what it knows. */
  readonly tellCase: (caseId: CaseId) => Promise<void>;
}

export type Activities = RecordActivities & CalendarActivities;

export function createActivities({ db, tellCase }: ActivityDeps): Activities {
  return { ...recordActivities(db), ...calendarActivities(db, tellCase) };
}
