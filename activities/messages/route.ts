/** By which channel, and to which address, a recipient is notified: of those that are open now. */

import type { Database } from '../../db/core/client.ts';
import { type Contact, preferencesOf } from '../../db/messages/preferences.ts';
import { addressDigest, badAddressesAmong, type StoredMessage } from '../../db/messages/sending.ts';
import {
  APPLICANT_DEFAULTS,
  channelFor,
  masked,
  OFFICER_DEFAULTS,
  type Preferences,
} from '../../domain/messages/channels.ts';
import type { ChannelName, NoChannel } from '../../domain/vocabulary/messages.ts';
import { MESSAGE_CHANNELS } from '../../domain/vocabulary/messages.ts';
import type { Channels } from '../../integrations/messages/types.ts';
import { addresseeOf } from './addressee.ts';

/** As it is recorded: nobody's address in clear. */
export type Route = Pick<StoredMessage, 'channel' | 'masked' | 'addressDigest'>;
export const NO_ROUTE: Route = { channel: null, masked: null, addressDigest: null };

export async function preferencesFor(
  db: Database,
  { person, audience }: Pick<StoredMessage, 'person' | 'audience'>,
): Promise<Preferences> {
  const usual = audience === 'officer' ? OFFICER_DEFAULTS : APPLICANT_DEFAULTS;
  return (await preferencesOf(db.pool, person)) ?? usual;
}

export function addressFor(channel: ChannelName, { email, phone }: Contact): string | null {
  return channel === 'mail' ? email : phone;
}

/** The first route that is open, without the channels that were tried; or why there is none. */
export async function routeTo(
  db: Database,
  channels: Channels,
  recipient: Pick<StoredMessage, 'audience' | 'person' | 'province' | 'topic' | 'caseId'>,
  preferences: Preferences,
  tried: readonly ChannelName[] = [],
): Promise<Route | NoChannel> {
  const addressee = await addresseeOf(db, recipient);
  const addresses = MESSAGE_CHANNELS.flatMap((channel) => {
    const address = addressFor(channel, addressee);
    return address === null || address.trim() === ''
      ? []
      : [{ channel, address, digest: addressDigest(address) }];
  });
  const bad = await badAddressesAmong(
    db.pool,
    recipient.province,
    addresses.map(({ digest }) => digest),
  );
  const chosen = channelFor(
    recipient.topic,
    preferences,
    {
      usable: MESSAGE_CHANNELS.filter((each) => channels[each] !== null),
      known: addresses.map((each) => each.channel),
      bad: addresses.filter(({ digest }) => bad.has(digest)).map((each) => each.channel),
    },
    tried,
  );
  const found = addresses.find((each) => each.channel === chosen);
  if (found === undefined) return chosen as NoChannel;
  return {
    channel: found.channel,
    masked: masked(found.channel, found.address),
    addressDigest: found.digest,
  };
}
