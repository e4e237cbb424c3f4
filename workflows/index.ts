/** Everything that the worker can run. */
export { calendarWorkflow } from './calendars/calendars.ts';
export { caseWorkflow } from './cases/case.ts';
export { cleaningWorkflow } from './documents/cleaning.ts';
export { documentWorkflow, requestedDocumentWorkflow } from './documents/document.ts';
export { digestWorkflow } from './messages/digest.ts';
export { messageWorkflow } from './messages/message.ts';
export { paymentWorkflow } from './payments/payment.ts';
export { deliveryWorkflow } from './shipments/delivery.ts';
export { webhookFeedWorkflow } from './webhooks/feed.ts';
export { webhookWorkflow } from './webhooks/webhook.ts';
