/** What is seen to outside a case. No Zod here: the workflow bundle imports this file. */
import type { CaseId, ProvinceId } from '../domain/ids.ts';
import { CASE_QUEUE } from './messages.ts';

export const ERRAND_KINDS = ['paper', 'message', 'delivery', 'payment'] as const;
export type ErrandKind = (typeof ERRAND_KINDS)[number];

/** What an errand's workflow is started with. */
export interface ErrandCall {
  /** Also the workflow's id. */
  readonly id: string;
  readonly kind: ErrandKind;
  readonly province: ProvinceId;
  readonly caseId: CaseId;
  /** The event that calls for it. */
  readonly seq: number;
  /** Which form, message, shipment or transfer. */
  readonly subject: string;
}

/** The workflow that sees to each kind. */
export const ERRAND_WORKFLOWS = {
  paper: 'paperWorkflow',
  message: 'messageWorkflow',
  delivery: 'deliveryWorkflow',
  payment: 'paymentWorkflow',
} as const satisfies Record<ErrandKind, string>;

/** A queue of their own: no carrier that is slow, and no picture that is drawn, holds up a clerk's action. */
export function errandQueueOf(caseQueue: string = CASE_QUEUE): string {
  return caseQueue === CASE_QUEUE ? 'motcua-errands' : `${caseQueue}-errands`;
}

/** Tells the workflow of a shipment to look at what the record holds of it. */
export const HEED_SHIPMENT = 'heedShipment';

export function deliveryWorkflowId(shipment: string): string {
  return `delivery-${shipment}`;
}
