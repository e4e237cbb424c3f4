import type {
  AssignmentActivities,
  CalendarActivities,
  RecordActivities,
  WebhookActivities,
} from '../contracts/messages.ts';
import type { Database } from '../db/client.ts';
import type { Order } from '../domain/cases/commands.ts';
import type { Refusal } from '../domain/cases/refusal.ts';
import type { CaseId } from '../domain/ids.ts';
import type { PdfSigner } from '../integrations/signing/types.ts';
import type { WebhookSender } from '../integrations/webhooks.ts';
import { assignmentActivities } from './assignment.ts';
import { calendarActivities } from './calendars.ts';
import { recordActivities } from './record.ts';
import { webhookActivities } from './webhooks.ts';

/** What a case answers to the engine's order. */
export type Told =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly ended: true };

export interface ActivityDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  /** Lets a case take over what its record holds beyond what it knows. */
  readonly tellCase: (caseId: CaseId) => Promise<void>;
  /** Gives a case the engine's order. `ended`: it takes none any more. @throws where the case cannot be reached now */
  readonly tell: (caseId: CaseId, order: Order) => Promise<Told>;
  readonly webhooks: WebhookSender;
  /** Null where no key is set up: papers stay unsigned. */
  readonly signer: PdfSigner | null;
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
