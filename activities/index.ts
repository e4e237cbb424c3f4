import type {
  AssignmentActivities,
  CalendarActivities,
  RecordActivities,
  WebhookActivities,
} from '../contracts/messages.ts';
import type { Database } from '../db/client.ts';
import type { CaseId } from '../domain/ids.ts';
import type { WebhookSender } from '../integrations/webhooks.ts';
import { assignmentActivities } from './assignment.ts';
import { calendarActivities } from './calendars.ts';
import { recordActivities } from './record.ts';
import { webhookActivities } from './webhooks.ts';

export interface ActivityDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  /** Lets a case take over what its record holds beyond what it knows. */
  readonly tellCase: (caseId: CaseId) => Promise<void>;
  readonly webhooks: WebhookSender;
}

export type Activities = RecordActivities & CalendarActivities & AssignmentActivities & WebhookActivities;

export function createActivities({ db, tellCase, webhooks }: ActivityDeps): Activities {
  return {
    ...recordActivities(db),
    ...calendarActivities(db, tellCase),
    ...assignmentActivities(db),
    ...webhookActivities(db, webhooks),
  };
}
