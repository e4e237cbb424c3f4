/** Hands a message over to its channel, and says what the other side made of it. */

import type { GeneratedDocument } from '../../db/messages/occasions.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import type { Rendered } from '../../domain/messages/template.ts';
import {
  AddressRefused,
  type Channel,
  MessageRefused,
  MessageTooLarge,
  type Outgoing,
} from '../../integrations/messages/types.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { type Links, unsubscribeLink } from './links.ts';

export type Outcome =
  | { readonly type: 'sent'; readonly providerId: string | null }
  /** It will never be taken; `isBadAddress`: nor anything else that goes there. */
  | { readonly type: 'refused'; readonly isBadAddress: boolean; readonly why: string }
  /** It may be taken later. */
  | { readonly type: 'failed'; readonly error: unknown; readonly why: string };

/** `withoutAttachment`: what goes out where the first is too large. */
export async function handOver(
  channel: Channel,
  id: string,
  outgoing: Outgoing,
  withoutAttachment: () => Outgoing,
): Promise<Outcome> {
  try {
    const { providerId = null } = await channel.send(outgoing, id);
    return { type: 'sent', providerId };
  } catch (error) {
    if (error instanceof MessageTooLarge && (outgoing.attachments ?? []).length > 0)
      return handOver(channel, id, withoutAttachment(), withoutAttachment);
    const why = error instanceof Error ? error.message : 'unknown';
    const isBadAddress = error instanceof AddressRefused;
    if (isBadAddress || error instanceof MessageRefused) return { type: 'refused', isBadAddress, why };
    return { type: 'failed', error, why };
  }
}

export function outgoingOf(
  links: Links,
  objects: ObjectStore,
  message: StoredMessage,
  to: string,
  { subject, text, html, short }: Rendered,
  attachment: GeneratedDocument | null,
): Outgoing {
  if (message.channel !== 'mail') return { to, subject, text: short };
  const unsubscribe = unsubscribeLink(links, message);
  return {
    to,
    subject,
    text,
    html,
    // RFC 8058: mail programs offer it beside the mail, and do it by one POST.
    ...(unsubscribe === undefined
      ? {}
      : {
          headers: {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        }),
    ...(attachment === null
      ? {}
      : {
          attachments: [
            {
              name: attachment.name,
              mediaType: attachment.mediaType,
              open: () => objects.get(attachment.object),
            },
          ],
        }),
  };
}
