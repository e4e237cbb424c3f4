/** Everything that the worker can run. */
export { calendarWorkflow } from './calendars.ts';
export { caseWorkflow } from './case.ts';
export { cleaningWorkflow } from './cleaning.ts';
export { deliveryWorkflow } from './delivery.ts';
export { digestWorkflow } from './digest.ts';
export { messageWorkflow } from './message.ts';
export { askedPaperWorkflow, paperWorkflow } from './paper.ts';
export { paymentWorkflow } from './payment.ts';
export { webhookWorkflow } from './webhook.ts';
export { webhookFeedWorkflow } from './webhook-feed.ts';
