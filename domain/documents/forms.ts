/** The forms that are made, by the names that outbox jobs, routes and files use. */
export const FORM_NAMES = [
  'receipt',
  'supplement-request',
  'refusal',
  'apology',
  'stop-notice',
  'control-sheet',
  'register',
  'complaint-acknowledgement',
  'complaint-answer',
  'delivery-label',
  'handover-list',
  'result',
  'fee-receipt',
] as const;
export type FormName = (typeof FORM_NAMES)[number];

export function isFormName(text: string): text is FormName {
  return FORM_NAMES.some((each) => each === text);
}
