import { proxyActivities } from '@temporalio/workflow';
import type { DocumentActivities, RequestedDocumentInput } from '../../contracts/temporal/documents.ts';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';

/** What is away comes back: the store, the record, the key that signs. A document that cannot be made at all fails at once, and is seen. */
const { generateDocument } = proxyActivities<DocumentActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

const { generateRequestedDocument } = proxyActivities<DocumentActivities>({
  startToCloseTimeout: '2 minutes',
  // Whoever asked has gone by then, and asks again.
  scheduleToCloseTimeout: '10 minutes',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** The form that an event calls for. */
export async function documentWorkflow(call: OutboxJobInput): Promise<void> {
  await generateDocument(call);
}

/** A list, a label, a copy in the other language: made because somebody asked. */
export async function requestedDocumentWorkflow(call: RequestedDocumentInput): Promise<void> {
  await generateRequestedDocument(call);
}
