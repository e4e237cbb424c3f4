/** What is seen to outside a case. */
export const OUTBOX_JOB_KINDS = ['document', 'message', 'delivery', 'payment'] as const;
export type OutboxJobKind = (typeof OUTBOX_JOB_KINDS)[number];

/** Which messages a case's event leaves behind: by an escalation, or of something new. */
export const NOTICE_KINDS = ['remind', 'notify', 'news'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
