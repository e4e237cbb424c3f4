/** The links in a message. */

import { type LinkKeys, signedToken } from '../../contracts/messages/signed-links.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { WEIGHTS } from '../../domain/vocabulary/topics.ts';

export interface Links {
  /** Of the installation as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  readonly keys: LinkKeys;
}

export function trackingLink({ publicUrl }: Links, code: CaseCode): string {
  return `${publicUrl}/track/${code}`;
}

/** undefined: nobody may unsubscribe from it by a link. */
export function unsubscribeLink(
  { publicUrl, keys }: Links,
  { id, topic }: Pick<StoredMessage, 'id' | 'topic'>,
): string | undefined {
  if (WEIGHTS[topic] !== 'optional') return undefined;
  return `${publicUrl}/v1/unsubscribe?token=${signedToken(id, keys)}`;
}
