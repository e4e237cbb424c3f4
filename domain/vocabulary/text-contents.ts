/**
 * What words are for. Notes are for officers' eyes only; `site` is where something was done, `address` where a shipment goes,
 * `receipt` who received it.
 */
export const TEXT_CONTENT_KINDS = [
  'form',
  'reason',
  'note',
  'answer',
  'rating',
  'site',
  'address',
  'receipt',
  'advice',
] as const;
export type TextContentKind = (typeof TEXT_CONTENT_KINDS)[number];
