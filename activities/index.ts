import type {
  AssignmentActivities,
  CalendarActivities,
  RecordActivities,
  WebhookActivities,
} from '../contracts/temporal/cases.ts';
import type { CleaningActivities } from '../contracts/temporal/cleaning.ts';
import type { DocumentActivities } from '../contracts/temporal/documents.ts';
import type { DigestActivities, MessageActivities } from '../contracts/temporal/messages.ts';
import type { PaymentActivities } from '../contracts/temporal/payments.ts';
import type { DeliveryActivities } from '../contracts/temporal/shipments.ts';
import type { FeedActivities } from '../contracts/temporal/webhooks.ts';
import type { Database } from '../db/core/client.ts';
import type { Order } from '../domain/cases/state/commands.ts';
import type { CaseId } from '../domain/ids.ts';
import type { PdfSigner } from '../integrations/signing/types.ts';
import { calendarActivities } from './calendars/index.ts';
import { assignmentActivities } from './cases/assignment.ts';
import { recordActivities } from './cases/record.ts';
import { type CleaningDeps, cleaningActivities } from './documents/cleaning.ts';
import { type DocumentDeps, documentActivities } from './documents/index.ts';
import { type MessageDeps, messageActivities } from './messages/index.ts';
import type { OrderAnswer } from './outbox/order-answer.ts';
import { type PaymentDeps, paymentActivities } from './payments/index.ts';
import { type DeliveryDeps, deliveryActivities } from './shipments/index.ts';
import type { WebhookCaller } from './webhooks/attempt.ts';
import { feedActivities } from './webhooks/feed.ts';
import { webhookActivities } from './webhooks/index.ts';

export interface ActivityDeps extends DeliveryDeps, CleaningDeps, DocumentDeps, PaymentDeps, MessageDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  /** Lets a case take over what its record holds beyond what it knows. */
  readonly syncCase: (caseId: CaseId) => Promise<void>;
  /** Gives a case the engine's order. `ended`: it takes none any more. @throws where the case cannot be reached now */
  readonly giveOrder: (caseId: CaseId, order: Order) => Promise<OrderAnswer>;
  readonly webhooks: WebhookCaller;
  /** Null where no key is set up: documents stay unsigned. */
  readonly signer: PdfSigner | null;
}

export type Activities = RecordActivities &
  CalendarActivities &
  AssignmentActivities &
  WebhookActivities &
  FeedActivities &
  DeliveryActivities &
  CleaningActivities &
  DocumentActivities &
  PaymentActivities &
  MessageActivities &
  DigestActivities;

export function createActivities(deps: ActivityDeps): Activities {
  const { db, syncCase, webhooks } = deps;
  return {
    ...recordActivities(db),
    ...calendarActivities(db, syncCase),
    ...assignmentActivities(db),
    ...webhookActivities(db, webhooks),
    ...feedActivities(db, webhooks),
    ...deliveryActivities(deps),
    ...cleaningActivities(deps),
    ...documentActivities(deps),
    ...paymentActivities(deps),
    ...messageActivities(deps),
  };
}
