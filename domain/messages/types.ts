/** What is said to people, and by which ways. Plain data, no personal data. */
import type { FormName } from '../documents/forms.ts';

/** `zalo`: any service that takes a telephone number and a short text beside SMS. */
export const CHANNELS = ['mail', 'sms', 'zalo'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Each says one thing; in the order in which a case comes by them. */
export const TOPICS = [
  'fee-due',
  'paid',
  'refunded',
  'acknowledged',
  'accepted',
  'supplement',
  'refused',
  'apology',
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
  'post-trouble',
  'reminder',
  'breach',
  'digest',
] as const;
export type Topic = (typeof TOPICS)[number];

export function isTopic(text: string): text is Topic {
  return (TOPICS as readonly string[]).includes(text);
}

/**
 * How far somebody may do without it.
 * - `must`: the law or a right hangs on it; nobody can unsubscribe
 * - `service`: about one's own case; may be switched off by oneself, and no link in a mail does it
 * - `optional`: every mail of it carries a link that ends it
 */
export type Weight = 'must' | 'service' | 'optional';

export const WEIGHTS = {
  'fee-due': 'must',
  paid: 'must',
  refunded: 'must',
  acknowledged: 'must',
  accepted: 'must',
  supplement: 'must',
  refused: 'must',
  apology: 'must',
  stopped: 'must',
  ready: 'service',
  posted: 'service',
  attempted: 'service',
  delivered: 'service',
  returned: 'must',
  'documents-failed': 'must',
  answered: 'must',
  merged: 'must',
  news: 'optional',
  rate: 'optional',
  assigned: 'optional',
  mentioned: 'optional',
  'post-trouble': 'must',
  reminder: 'must',
  breach: 'must',
  digest: 'optional',
} as const satisfies Record<Topic, Weight>;

/** To whom: who filed; who followed; an officer, by task or role. */
export type Audience = 'applicant' | 'follower' | 'officer';

export const AUDIENCES = {
  'fee-due': 'applicant',
  paid: 'applicant',
  refunded: 'applicant',
  acknowledged: 'applicant',
  accepted: 'applicant',
  supplement: 'applicant',
  refused: 'applicant',
  apology: 'applicant',
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
  'post-trouble': 'officer',
  reminder: 'officer',
  breach: 'officer',
  digest: 'officer',
} as const satisfies Record<Topic, Audience>;

/**
 * How a message stands.
 * - `waiting`: not tried yet; `sending`: handed to the channel, whose answer is not known
 * - `sent`: the channel took it; `refused`: it never will; `bounced`: it took it and gave it back later
 * - `dead`: tried for days
 * - `unreachable`: there is no address, or none that works: somebody has to tell them
 * - `unwanted`: the person has switched it off; `obsolete`: there was nothing to say any more
 */
export const MESSAGE_STATUSES = [
  'waiting',
  'sending',
  'sent',
  'refused',
  'bounced',
  'dead',
  'unreachable',
  'unwanted',
  'obsolete',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** Of these somebody has to take note; they can be sent anew. */
export const FAILED: readonly MessageStatus[] = ['refused', 'bounced', 'dead', 'unreachable'];

/** Forms that say the same on paper, and come along with a mail where they were made for the same event. */
export const FORMS_OF: Readonly<Partial<Record<Topic, readonly FormName[]>>> = {
  accepted: ['receipt'],
  supplement: ['supplement-request'],
  refused: ['refusal', 'complaint-answer'],
  apology: ['apology'],
  stopped: ['stop-notice'],
  paid: ['fee-receipt'],
  acknowledged: ['complaint-acknowledgement'],
  answered: ['complaint-answer'],
};
