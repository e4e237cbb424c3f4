import { join } from 'node:path';
import type { ChannelName } from '../../domain/vocabulary/messages.ts';
import { mailChannel } from './mail.ts';
import { fileChannel, gatewayChannel } from './phone.ts';
import type { Channel, Channels } from './types.ts';

export interface ChannelSettings {
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** `file`: into the folder `outbox` of the data folder. */
  readonly smsUrl: string | null;
  readonly zaloUrl: string | null;
  readonly dataDir: string;
}

/** The channels that an installation has. */
export function messageChannels({ smtpUrl, mailFrom, smsUrl, zaloUrl, dataDir }: ChannelSettings): Channels {
  const phone = (url: string | null, name: ChannelName): Channel | null => {
    if (url === null) return null;
    return url === 'file' ? fileChannel(join(dataDir, 'outbox'), name) : gatewayChannel(url);
  };
  return {
    mail: smtpUrl === null ? null : mailChannel({ url: smtpUrl, from: mailFrom }),
    sms: phone(smsUrl, 'sms'),
    zalo: phone(zaloUrl, 'zalo'),
  };
}
