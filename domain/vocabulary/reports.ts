/** Which clocks are counted: of whole cases, of tasks, or of the counters' first answers. */
export const WORKS = ['cases', 'tasks', 'responses'] as const;
export type Work = (typeof WORKS)[number];

/** By what reports are grouped. */
export const DIMENSIONS = ['agency', 'procedure', 'step', 'ward'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** How work that was done stands to its deadline. `early`: with more than a tenth of the budget first given to spare. */
export const PUNCTUALITIES = ['early', 'on-time', 'overdue'] as const;
export type Punctuality = (typeof PUNCTUALITIES)[number];

/** The groups of indicators of Decision 766/QĐ-TTg of 23 June 2022. */
export const QUALITY_GROUPS = ['openness', 'progress', 'digitisation', 'online', 'satisfaction'] as const;
export type QualityGroup = (typeof QUALITY_GROUPS)[number];

/** `whole`: the group's points follow. `part`: a share that the group rests on, not the whole of it. `none`: the record cannot know. */
export const MEASURES = ['whole', 'part', 'none'] as const;
export type Measure = (typeof MEASURES)[number];
