/** Everything that the worker can run. */
export { calendarWorkflow } from './calendars.ts';
export { caseWorkflow } from './case.ts';
export { deliveryWorkflow } from './delivery.ts';
export { webhookWorkflow } from './webhook.ts';
