/** By which way somebody is reached, and when: as they would like it, as far as the law lets them choose. */
import type { QuietHours } from '../procedures/language/types.ts';
import type { Instant } from '../time/instant.ts';
import { afterQuiet } from '../time/quiet.ts';
import { AUDIENCES, CHANNELS, type ChannelName, type Topic, WEIGHTS } from './types.ts';

export interface Preferences {
  /** In this order; what is not named is used only where nothing else works and the message is a must. */
  readonly channels: readonly ChannelName[];
  readonly language: 'vi' | 'en';
  /** Of officers: what is new comes with the mail of the morning, not one by one. */
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

/** 21:00 to 07:00: nobody's telephone rings for what can wait. */
const NIGHT: QuietHours = { from: 21 * 60, until: 7 * 60 };
/** Vietnam is UTC+7 all year. */
const OFFSET_MINUTES = 420;

/** What is known of each way: whether the installation has it, and an address for it. */
export interface Ways {
  readonly usable: readonly ChannelName[];
  readonly known: readonly ChannelName[];
  /** Known, and found not to work. */
  readonly bad: readonly ChannelName[];
}

export type Unreached = 'unwanted' | 'digested' | 'no-address' | 'bad-address' | 'no-channel';

/** The first way that is open, without those that were `tried`; or why there is none. */
export function wayFor(
  topic: Topic,
  preferences: Preferences,
  { usable, known, bad }: Ways,
  tried: readonly ChannelName[] = [],
): ChannelName | Unreached {
  const isMust = WEIGHTS[topic] === 'must';
  if (!isMust && preferences.muted.includes(topic)) return 'unwanted';
  if (topic === 'assigned' && preferences.digest) return 'digested';
  if (topic === 'digest' && !preferences.digest) return 'unwanted';
  const rest = isMust ? CHANNELS.filter((each) => !preferences.channels.includes(each)) : [];
  // A day's work does not fit into a short text.
  const wanted = [...preferences.channels, ...rest].filter((each) => topic !== 'digest' || each === 'mail');
  const addressed = wanted.filter((each) => known.includes(each));
  if (addressed.length === 0) return 'no-address';
  const within = addressed.filter((each) => usable.includes(each));
  if (within.length === 0) return 'no-channel';
  return within.find((each) => !tried.includes(each) && !bad.includes(each)) ?? 'bad-address';
}

/** When it may go out by that way: at once, or when the quiet hours are over. What is urgent passes. */
export function sayAt(
  channel: ChannelName,
  { quiet }: Preferences,
  isUrgent: boolean,
  now: Instant,
): Instant {
  const hours = quiet ?? (channel === 'mail' ? null : NIGHT);
  return isUrgent || hours === null ? now : afterQuiet(hours, OFFSET_MINUTES, now);
}

/** Topics that somebody of that kind may switch off. */
export function mayMute(topic: Topic, who: 'applicant' | 'officer'): boolean {
  const isTheirs = (AUDIENCES[topic] === 'officer') === (who === 'officer');
  return isTheirs && WEIGHTS[topic] !== 'must';
}

/** Enough to know one's own by: `l***@example.vn`, `*******456`. */
export function masked(channel: ChannelName, address: string): string {
  if (channel !== 'mail') return address.replaceAll(/\s/g, '').replace(/.(?=.{3})/g, '*');
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}
