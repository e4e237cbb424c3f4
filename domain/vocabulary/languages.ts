/** In which everything is said; the first is the one of those who say nothing else. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
