/** By which channel somebody is notified, and when: as they prefer, as far as the law lets them choose. */
import type { QuietHours } from '../procedures/language/types.ts';
import type { Instant } from '../time/instant.ts';
import { afterQuiet } from '../time/quiet.ts';
import type { Language } from '../vocabulary/languages.ts';
import { type ChannelName, MESSAGE_CHANNELS, type NoChannel } from '../vocabulary/messages.ts';
import { AUDIENCES, type Topic, WEIGHTS } from '../vocabulary/topics.ts';

export interface Preferences {
  /** In this order; one that is not named is used only for a mandatory message, where no other works. */
  readonly channels: readonly ChannelName[];
  readonly language: Language;
  /** Of officers: new work comes with the daily digest, not one by one. */
  readonly digest: boolean;
  /** null: none for mail, the night for telephones. */
  readonly quiet: QuietHours | null;
  readonly muted: readonly Topic[];
}

export const APPLICANT_DEFAULTS: Preferences = {
  channels: ['mail', 'zalo', 'sms'],
  language: 'vi',
  digest: false,
  quiet: null,
  muted: [],
};
export const OFFICER_DEFAULTS: Preferences = { ...APPLICANT_DEFAULTS, channels: ['mail'], digest: true };

/** 21:00 to 07:00: no telephone rings for what can wait. */
const NIGHT: QuietHours = { from: 21 * 60, until: 7 * 60 };
/** Vietnam is UTC+7 all year. */
const OFFSET_MINUTES = 420;

/** What is known of each channel: whether the installation has it, and an address for it. */
export interface Reachability {
  readonly usable: readonly ChannelName[];
  readonly known: readonly ChannelName[];
  /** Known, and found not to work. */
  readonly bad: readonly ChannelName[];
}

/** The first channel that is open, without those that were `tried`; or why there is none. */
export function channelFor(
  topic: Topic,
  preferences: Preferences,
  { usable, known, bad }: Reachability,
  tried: readonly ChannelName[] = [],
): ChannelName | NoChannel {
  const isMandatory = WEIGHTS[topic] === 'mandatory';
  if (!isMandatory && preferences.muted.includes(topic)) return 'unwanted';
  if (topic === 'assigned' && preferences.digest) return 'digested';
  if (topic === 'digest' && !preferences.digest) return 'unwanted';
  const rest = isMandatory ? MESSAGE_CHANNELS.filter((each) => !preferences.channels.includes(each)) : [];
  // A day's work does not fit into a short text.
  const wanted = [...preferences.channels, ...rest].filter((each) => topic !== 'digest' || each === 'mail');
  const addressed = wanted.filter((each) => known.includes(each));
  if (addressed.length === 0) return 'no-address';
  const available = addressed.filter((each) => usable.includes(each));
  if (available.length === 0) return 'no-channel';
  return available.find((each) => !tried.includes(each) && !bad.includes(each)) ?? 'bad-address';
}

/** When it may go out by that channel: at once, or when the quiet hours are over. What is urgent does not wait. */
export function sendAt(
  channel: ChannelName,
  { quiet }: Preferences,
  isUrgent: boolean,
  now: Instant,
): Instant {
  const hours = quiet ?? (channel === 'mail' ? null : NIGHT);
  return isUrgent || hours === null ? now : afterQuiet(hours, OFFSET_MINUTES, now);
}

/** Whether somebody of that kind may switch the topic off. */
export function mayMute(topic: Topic, who: 'applicant' | 'officer'): boolean {
  const isTheirs = (AUDIENCES[topic] === 'officer') === (who === 'officer');
  return isTheirs && WEIGHTS[topic] !== 'mandatory';
}

/** Enough to recognise one's own: `l***@example.vn`, `*******456`. */
export function masked(channel: ChannelName, address: string): string {
  if (channel !== 'mail') return address.replaceAll(/\s/g, '').replace(/.(?=.{3})/g, '*');
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}
