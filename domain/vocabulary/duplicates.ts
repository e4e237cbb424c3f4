/** How another complaint compares by what it is about: of the same category, of one that stands near to it, of another. */
export const LIKENESSES = ['same', 'related', 'other'] as const;
export type Likeness = (typeof LIKENESSES)[number];
