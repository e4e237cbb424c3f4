import type { CleaningActivities } from '../contracts/cleaning.ts';
import type { DeliveryActivities } from '../contracts/delivery.ts';
import type { DigestActivities, MessageActivities } from '../contracts/message-activities.ts';
import type {
  AssignmentActivities,
  CalendarActivities,
  RecordActivities,
  WebhookActivities,
} from '../contracts/messages.ts';
import type { PaperActivities } from '../contracts/papers-messages.ts';
import type { PaymentActivities } from '../contracts/payment-activities.ts';
import type { FeedActivities } from '../contracts/webhook-messages.ts';
import type { Database } from '../db/client.ts';
import type { Order } from '../domain/cases/commands.ts';
import type { CaseId } from '../domain/ids.ts';
import type { PdfSigner } from '../integrations/signing/types.ts';
import { assignmentActivities } from './assignment.ts';
import { calendarActivities } from './calendars.ts';
import { type CleaningDeps, cleaningActivities } from './cleaning.ts';
import { type DeliveryDeps, deliveryActivities } from './delivery/index.ts';
import { type MessageDeps, messageActivities } from './messages/index.ts';
import { type PaperDeps, paperActivities } from './papers.ts';
import { type PaymentDeps, paymentActivities } from './payments.ts';
import { recordActivities } from './record.ts';
import type { Told } from './told.ts';
import type { WebhookCaller } from './webhook-attempt.ts';
import { feedActivities } from './webhook-feed.ts';
import { webhookActivities } from './webhooks.ts';

export interface ActivityDeps extends DeliveryDeps, CleaningDeps, PaperDeps, PaymentDeps, MessageDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  /** Lets a case take over what its record holds beyond what it knows. */
  readonly tellCase: (caseId: CaseId) => Promise<void>;
  /** Gives a case the engine's order. `ended`: it takes none any more. @throws where the case cannot be reached now */
  readonly tell: (caseId: CaseId, order: Order) => Promise<Told>;
  readonly webhooks: WebhookCaller;
  /** Null where no key is set up: papers stay unsigned. */
  readonly signer: PdfSigner | null;
}

export type Activities = RecordActivities &
  CalendarActivities &
  AssignmentActivities &
  WebhookActivities &
  FeedActivities &
  DeliveryActivities &
  CleaningActivities &
  PaperActivities &
  PaymentActivities &
  MessageActivities &
  DigestActivities;

export function createActivities(deps: ActivityDeps): Activities {
  const { db, tellCase, webhooks } = deps;
  return {
    ...recordActivities(db),
    ...calendarActivities(db, tellCase),
    ...assignmentActivities(db),
    ...webhookActivities(db, webhooks),
    ...feedActivities(db, webhooks),
    ...deliveryActivities(deps),
    ...cleaningActivities(deps),
    ...paperActivities(deps),
    ...paymentActivities(deps),
    ...messageActivities(deps),
  };
}
