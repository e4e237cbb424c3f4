/** By which way somebody is told, of those that are open to them now. */
import type { Database } from '../../db/core/client.ts';
import { type Contact, preferencesOf } from '../../db/messages/preferences.ts';
import { addressDigest, badAmong, type StoredMessage } from '../../db/messages/sending.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import {
  APPLICANT_DEFAULTS,
  masked,
  OFFICER_DEFAULTS,
  type Preferences,
  type Unreached,
  wayFor,
} from '../../domain/messages/reaching.ts';
import { CHANNELS, type ChannelName, type Topic } from '../../domain/messages/types.ts';
import type { Channels } from '../../integrations/messages/types.ts';
import { type Recipient, reachOf } from './recipients.ts';

export type Way = Pick<StoredMessage, 'channel' | 'masked' | 'addressDigest'>;
export const NO_WAY: Way = { channel: null, masked: null, addressDigest: null };

export interface OrderAnswer extends Pick<Recipient, 'audience' | 'person'> {
  readonly province: ProvinceId;
  readonly topic: Topic;
  readonly caseId: StoredMessage['caseId'];
}

export async function likesOf(
  db: Database,
  { person, audience }: Pick<OrderAnswer, 'person' | 'audience'>,
): Promise<Preferences> {
  const usual = audience === 'officer' ? OFFICER_DEFAULTS : APPLICANT_DEFAULTS;
  return (await preferencesOf(db.pool, person)) ?? usual;
}

export function addressFor(channel: ChannelName, { email, phone }: Contact): string | null {
  return channel === 'mail' ? email : phone;
}

/** The first way that is open without those that were tried; or why there is none. */
export async function wayTo(
  db: Database,
  channels: Channels,
  reported: OrderAnswer,
  likes: Preferences,
  tried: readonly ChannelName[] = [],
): Promise<Way | Unreached> {
  const reach = await reachOf(db, reported);
  const addresses = CHANNELS.flatMap((channel) => {
    const address = addressFor(channel, reach);
    return address === null || address.trim() === ''
      ? []
      : [{ channel, address, digest: addressDigest(address) }];
  });
  const bad = await badAmong(
    db.pool,
    reported.province,
    addresses.map(({ digest }) => digest),
  );
  const channel = wayFor(
    reported.topic,
    likes,
    {
      usable: CHANNELS.filter((each) => channels[each] !== null),
      known: addresses.map((each) => each.channel),
      bad: addresses.filter(({ digest }) => bad.has(digest)).map((each) => each.channel),
    },
    tried,
  );
  const chosen = addresses.find((each) => each.channel === channel);
  if (chosen === undefined) return channel as Unreached;
  return {
    channel: chosen.channel,
    masked: masked(chosen.channel, chosen.address),
    addressDigest: chosen.digest,
  };
}
