/** What people are notified of, and by which channels. Plain data, no personal data. */
import type { FormName } from '../documents/forms.ts';

/** `zalo`: any service that takes a telephone number and a short text beside SMS. */
export const CHANNELS = ['mail', 'sms', 'zalo'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** In the order in which a case comes by them. */
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
  'delivery-failed',
  'reminder',
  'breach',
  'digest',
] as const;
export type Topic = (typeof TOPICS)[number];

export function isTopic(text: string): text is Topic {
  return (TOPICS as readonly string[]).includes(text);
}

/**
 * Whether somebody may choose not to receive it.
 * - `mandatory`: the law or a right depends on it; nobody can unsubscribe
 * - `service`: about one's own case; may be switched off in one's preferences, not by a link in a mail
 * - `optional`: every mail carries a link to unsubscribe
 */
export type Weight = 'mandatory' | 'service' | 'optional';

export const WEIGHTS = {
  'fee-due': 'mandatory',
  paid: 'mandatory',
  refunded: 'mandatory',
  acknowledged: 'mandatory',
  accepted: 'mandatory',
  supplement: 'mandatory',
  refused: 'mandatory',
  apology: 'mandatory',
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
  reminder: 'mandatory',
  breach: 'mandatory',
  digest: 'optional',
} as const satisfies Record<Topic, Weight>;

/** Who receives it: the applicant; a follower of the complaint; an officer, by task or role. */
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
  'delivery-failed': 'officer',
  reminder: 'officer',
  breach: 'officer',
  digest: 'officer',
} as const satisfies Record<Topic, Audience>;

/**
 * - `waiting`: not tried yet; `sending`: handed to the channel, whose answer is not known
 * - `sent`: the channel accepted it; `refused`: it never will; `bounced`: it accepted it and returned it later
 * - `dead`: tried for days without success
 * - `unreachable`: there is no address, or none that works: an officer has to notify the person
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

/** An officer has to take note of these; they can be sent again. */
export const FAILED: readonly MessageStatus[] = ['refused', 'bounced', 'dead', 'unreachable'];

/** Forms that say the same on paper, attached to the mail where they were generated for the same event. */
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
