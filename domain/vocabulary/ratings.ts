/** How satisfied the citizen is; from the best. */
export const RATINGS = ['satisfied', 'acceptable', 'not-satisfied'] as const;
export type Rating = (typeof RATINGS)[number];

/** Which ratings count as content where citizens' satisfaction is measured. */
export const IS_CONTENT = {
  satisfied: true,
  acceptable: true,
  'not-satisfied': false,
} as const satisfies Record<Rating, boolean>;
