/** `upload`: handed in; `form`: made by the engine; `result`: the decision; `proof`: a postman's picture of handing over. */
export const DOCUMENT_ORIGINS = ['upload', 'form', 'result', 'proof'] as const;
export type DocumentOrigin = (typeof DOCUMENT_ORIGINS)[number];

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

/** How it stands with a form that somebody asked for. */
export const GENERATION_STATES = ['generated', 'under-way', 'impossible'] as const;
export type GenerationState = (typeof GENERATION_STATES)[number];
