/** What people are notified of, in the order in which a case comes by them. */
export const TOPICS = [
  'fee-due',
  'paid',
  'refunded',
  'acknowledged',
  'accepted',
  'supplement',
  'refused',
  'apology',
  'rescheduled',
  'stopped',
  'ready',
  'posted',
  'attempted',
  'delivered',
  'returned',
  'documents-failed',
  'answered',
  'merged',
  'news',
  'rate',
  'assigned',
  'mentioned',
  'delivery-failed',
  'deadline-moved',
  'reminder',
  'breach',
  'digest',
] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * Whether somebody may choose not to receive it.
 * - `mandatory`: the law or a right depends on it; nobody can unsubscribe
 * - `service`: about one's own case; may be switched off in one's preferences, not by a link in a mail
 * - `optional`: every mail carries a link to unsubscribe
 */
export const WEIGHT_NAMES = ['mandatory', 'service', 'optional'] as const;
export type Weight = (typeof WEIGHT_NAMES)[number];

export const WEIGHTS = {
  'fee-due': 'mandatory',
  paid: 'mandatory',
  refunded: 'mandatory',
  acknowledged: 'mandatory',
  accepted: 'mandatory',
  supplement: 'mandatory',
  refused: 'mandatory',
  apology: 'mandatory',
  rescheduled: 'mandatory',
  stopped: 'mandatory',
  ready: 'service',
  posted: 'service',
  attempted: 'service',
  delivered: 'service',
  returned: 'mandatory',
  'documents-failed': 'mandatory',
  answered: 'mandatory',
  merged: 'mandatory',
  news: 'optional',
  rate: 'optional',
  assigned: 'optional',
  mentioned: 'optional',
  'delivery-failed': 'mandatory',
  'deadline-moved': 'optional',
  reminder: 'mandatory',
  breach: 'mandatory',
  digest: 'optional',
} as const satisfies Record<Topic, Weight>;

/** Who receives it: the applicant; a follower of the complaint; an officer, by task or role. */
export const AUDIENCE_NAMES = ['applicant', 'follower', 'officer'] as const;
export type Audience = (typeof AUDIENCE_NAMES)[number];

export const AUDIENCES = {
  'fee-due': 'applicant',
  paid: 'applicant',
  refunded: 'applicant',
  acknowledged: 'applicant',
  accepted: 'applicant',
  supplement: 'applicant',
  refused: 'applicant',
  apology: 'applicant',
  rescheduled: 'applicant',
  stopped: 'applicant',
  ready: 'applicant',
  posted: 'applicant',
  attempted: 'applicant',
  delivered: 'applicant',
  returned: 'applicant',
  'documents-failed': 'applicant',
  answered: 'applicant',
  merged: 'applicant',
  news: 'follower',
  rate: 'applicant',
  assigned: 'officer',
  mentioned: 'officer',
  'delivery-failed': 'officer',
  'deadline-moved': 'officer',
  reminder: 'officer',
  breach: 'officer',
  digest: 'officer',
} as const satisfies Record<Topic, Audience>;
