/** What can be wrong with the record of a case. */
export const RECORD_PROBLEMS = [
  /** A sequence number is not there. */
  'gap',
  /** An event is not what its hash was made of, or does not follow the one before. */
  'broken-chain',
  /** A column beside the event says something else than the event. */
  'event-column',
  /** Events without a case. */
  'no-case',
  /** The case's version or hash is not that of its last event: the end of the chain is missing, or grew in secret. */
  'head',
  /** The events do not fold, or to another state than the one kept. */
  'state',
  /** A list shows something else than the state. */
  'list',
  /** Words or documents are missing, or are not those of the event. */
  'texts',
  'document',
  /** A number of an agency's series was given and no case bears it. */
  'lost-case',
] as const;
export type RecordProblem = (typeof RECORD_PROBLEMS)[number];

/** What can be wrong with the files that it speaks of. */
export const FILE_PROBLEMS = ['file-missing', 'file-changed'] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export const VERIFICATION_FINDINGS = [...RECORD_PROBLEMS, ...FILE_PROBLEMS] as const;
export type VerificationFinding = (typeof VERIFICATION_FINDINGS)[number];
