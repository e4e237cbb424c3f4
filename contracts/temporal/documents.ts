/** Messages of the workflow that makes documents. */
import type { OutboxJobInput } from './outbox.ts';

/** Somebody asked for a document: what exactly stands in the record under the id. */
export interface RequestedDocumentInput {
  /** Also the workflow's id. */
  readonly id: string;
}

export interface DocumentActivities {
  /** The form that an event called for, made of the record as it was then. Again, nothing more is made. */
  generateDocument(call: OutboxJobInput): Promise<void>;
  /** What somebody asked for. */
  generateRequestedDocument(call: RequestedDocumentInput): Promise<void>;
}

/** The workflow that makes what somebody asked for. */
export const REQUESTED_DOCUMENT_WORKFLOW = 'requestedDocumentWorkflow';
