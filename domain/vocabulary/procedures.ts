/** What a transfer to another agency does to the task's clock. */
export const TRANSFER_CLOCKS = ['keep', 'reset'] as const;
export type TransferClock = (typeof TRANSFER_CLOCKS)[number];

/** What a fact of the form can be. */
export const FACT_TYPES = ['number', 'boolean', 'choice', 'date'] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** What a procedure sets a limit to. */
export const LIMITED = ['supplements', 'extensions', 'transfers', 'appeals'] as const;
export type Limited = (typeof LIMITED)[number];

/** What becomes of a part from one version of a procedure to the next. */
export const CHANGE_KINDS = ['added', 'removed', 'changed', 'moved'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
