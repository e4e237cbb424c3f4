/** How a result reaches the citizen. */
export const DELIVERY_WAYS = ['counter', 'post', 'electronic'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/** How an apology reaches the citizen. */
export const LETTER_WAYS = ['paper', 'message'] as const;
export type LetterWay = (typeof LETTER_WAYS)[number];
