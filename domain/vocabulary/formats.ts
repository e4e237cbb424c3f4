/** As which a list is written to a file. */
export const FILE_FORMATS = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** As which a list is answered. */
export const ANSWER_FORMATS = ['json', ...FILE_FORMATS] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];
