import type { RecordActivities } from '../contracts/messages.ts';
import type { Database } from '../db/client.ts';
import { recordActivities } from './record.ts';

export interface ActivityDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
}

export type Activities = RecordActivities;

export function createActivities({ db }: ActivityDeps): Activities {
  return { ...recordActivities(db) };
}
