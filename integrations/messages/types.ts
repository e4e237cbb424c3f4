/** How a message leaves the house: mail, SMS, or a service like Zalo's, each behind the same face. */
import type { Readable } from 'node:stream';
import type { ChannelName } from '../../domain/vocabulary/messages.ts';

export interface Outgoing {
  /** A mail address, or a telephone number as it was given. */
  readonly to: string;
  readonly subject: string;
  /** All of it, in words alone; of a channel of telephones a short form. */
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
  /** Beyond the usual ones; of mail alone. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  /** Opened when it is sent, and read as a stream. */
  readonly open: () => Promise<Readable>;
}

export interface Channel {
  /**
   * Ends when the other side has taken it over. `key` names the message for ever: a second copy bears the same name.
   * @throws AddressRefused, MessageRefused, ChannelDown
   */
  send(message: Outgoing, key: string): Promise<{ readonly providerId?: string }>;
  close(): void;
}

/** null: this installation does not have it. */
export type Channels = Readonly<Record<ChannelName, Channel | null>>;

/** There is nobody at that address. The text tells no address. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** It will never be taken, wherever it goes: too large, or refused for what it is. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/** Without its attachments it may be taken. */
export class MessageTooLarge extends MessageRefused {}

/** Not now: away, busy, greylisting, or lost in the middle. */
export class ChannelDown extends Error {
  override readonly name = 'ChannelDown';
}
