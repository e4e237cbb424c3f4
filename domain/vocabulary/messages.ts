/** `zalo`: any service that takes a telephone number and a short text beside SMS. */
export const MESSAGE_CHANNELS = ['mail', 'sms', 'zalo'] as const;
export type ChannelName = (typeof MESSAGE_CHANNELS)[number];

/**
 * How a message stands.
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
export const FAILED = [
  'refused',
  'bounced',
  'dead',
  'unreachable',
] as const satisfies readonly MessageStatus[];
export type FailedStatus = (typeof FAILED)[number];

export function isFailed(status: MessageStatus): status is FailedStatus {
  return FAILED.some((each) => each === status);
}

/** Why no channel is open. */
export const NO_CHANNEL_REASONS = [
  'unwanted',
  'digested',
  'no-address',
  'bad-address',
  'no-channel',
] as const;
export type NoChannel = (typeof NO_CHANNEL_REASONS)[number];

/** The lists of a day's work: what is late, what soon will be, what is new. */
export const DIGEST_LISTS = ['overdue', 'soon', 'fresh'] as const;
export type DigestList = (typeof DIGEST_LISTS)[number];
