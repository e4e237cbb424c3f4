/** What is seen to outside a case. */
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import type { OutboxJobKind } from '../../domain/vocabulary/outbox.ts';
import { CASE_QUEUE } from './cases.ts';

/** What an outbox job's workflow is started with. */
export interface OutboxJobInput {
  /** Also the workflow's id. */
  readonly id: string;
  readonly kind: OutboxJobKind;
  readonly province: ProvinceId;
  readonly caseId: CaseId;
  /** The event that calls for it. */
  readonly seq: number;
  /** Which form, message, shipment or transfer. */
  readonly subject: string;
}

/** The workflow that sees to each kind. */
export const OUTBOX_WORKFLOWS = {
  document: 'documentWorkflow',
  message: 'messageWorkflow',
  delivery: 'deliveryWorkflow',
  payment: 'paymentWorkflow',
} as const satisfies Record<OutboxJobKind, string>;

/** A queue of their own: no carrier that is slow, and no picture that is drawn, holds up a clerk's action. */
export function outboxQueueOf(caseQueue: string = CASE_QUEUE): string {
  return caseQueue === CASE_QUEUE ? 'motcua-outbox' : `${caseQueue}-outbox`;
}

/** Tells the workflow of a shipment to look at what the record holds of it. */
export const SYNC_SHIPMENT = 'syncShipment';

export function deliveryWorkflowId(shipment: string): string {
  return `delivery-${shipment}`;
}
