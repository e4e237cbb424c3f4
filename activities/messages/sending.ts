/** One try to send one message. Whatever is killed here, what is written down says what may have happened. */
import type { NextTry } from '../../contracts/temporal/messages.ts';
import type { Database } from '../../db/core/client.ts';
import {
  documentFor,
  type GeneratedDocument,
  type Occasion,
  occasionOf,
} from '../../db/messages/occasions.ts';
import {
  addressDigest,
  beginSending,
  endMessage,
  markBad,
  markSent,
  messageOf,
  noteAttempt,
  type StoredMessage,
} from '../../db/messages/sending.ts';
import { sayAt } from '../../domain/messages/reaching.ts';
import type { Rendered } from '../../domain/messages/template.ts';
import { FORMS_OF, WEIGHTS } from '../../domain/messages/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import {
  AddressRefused,
  type Channel,
  type Channels,
  MessageRefused,
  MessageTooLarge,
  type Outgoing,
} from '../../integrations/messages/types.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { compose, composeDigest, composeMoneyBack, type Links, unsubscribeLink } from './composing.ts';
import { otherWay } from './preparing.ts';
import { reachOf } from './recipients.ts';
import { addressFor, likesOf } from './ways.ts';

export interface Sending {
  readonly db: Database;
  readonly channels: Channels;
  readonly objects: ObjectStore;
  readonly links: Links;
}

/** A form is drawn and signed in a moment; a mail does not wait for it for ever. */
const DOCUMENT_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 2_000;

/** @throws where it may succeed later */
export async function send(parts: Sending, id: string): Promise<NextTry> {
  const { db, channels } = parts;
  const message = await messageOf(db.pool, id);
  if (message === null || (message.status !== 'waiting' && message.status !== 'sending')) return null;
  const channel = message.channel === null ? null : channels[message.channel];
  const reach = await reachOf(db, message);
  const to = message.channel === null ? null : addressFor(message.channel, reach);
  if (channel === null || to === null) {
    await endMessage(db.pool, id, 'unreachable', channel === null ? 'no-channel' : 'no-address');
    return another(parts, message);
  }
  const about =
    message.caseId === null || message.seq === null
      ? null
      : await occasionOf(db, message.caseId, message.seq);
  const waitMs = await waitFor(db, message, about);
  if (waitMs > 0) return { id, waitMs };
  const document = await documentOf(db, message);
  if (document === 'coming' && Date.now() - message.createdAt < DOCUMENT_WITHIN_MS)
    return { id, waitMs: LOOK_AGAIN_MS };
  const words =
    message.transfer !== null
      ? await composeMoneyBack(db, parts.links, message, reach)
      : about === null
        ? await composeDigest(db, parts.links, message, reach)
        : await compose(db, parts.links, message, about, reach);
  if (words === null) {
    await endMessage(db.pool, id, 'obsolete', null);
    return null;
  }
  const letter = typeof words === 'function' ? words : () => words;
  const outgoing = (with_: GeneratedDocument | null, leftOut: boolean) =>
    outgoingOf(parts, message, to, letter(leftOut), with_);
  if (!(await beginSending(db.pool, id))) return null;
  const first = outgoing(document === 'coming' ? null : document, false);
  return settled(parts, message, to, () => handOver(channel, first, id, () => outgoing(null, true)));
}

/** `smaller`: without what was too large. */
async function handOver(channel: Channel, message: Outgoing, id: string, smaller: () => Outgoing) {
  try {
    return await channel.send(message, id);
  } catch (error) {
    if (error instanceof MessageTooLarge && (message.attachments ?? []).length > 0)
      return channel.send(smaller(), id);
    throw error;
  }
}

async function settled(
  parts: Sending,
  message: StoredMessage,
  to: string,
  sending: () => Promise<{ readonly providerId?: string }>,
): Promise<NextTry> {
  const { db } = parts;
  const { id, province } = message;
  try {
    const { providerId = null } = await sending();
    await markSent(db.pool, id, providerId);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    if (!(error instanceof AddressRefused || error instanceof MessageRefused)) {
      await noteAttempt(db.pool, id, why);
      throw error;
    }
    if (error instanceof AddressRefused)
      await markBad(db.pool, { province, addressDigest: addressDigest(to) }, why);
    await endMessage(db.pool, id, 'refused', why);
    return another(parts, message);
  }
}

/** No server took it for days. Of what nobody has to hear, days later is too late. */
export async function giveUp(parts: Sending, id: string): Promise<NextTry> {
  const message = await messageOf(parts.db.pool, id);
  if (message === null) return null;
  await endMessage(parts.db.pool, id, 'dead', null);
  return WEIGHTS[message.topic] === 'must' ? another(parts, message) : null;
}

async function another({ db, channels }: Sending, message: StoredMessage): Promise<NextTry> {
  const id = await otherWay(db, channels, message);
  return id === null ? null : { id, waitMs: 0 };
}

async function waitFor(db: Database, message: StoredMessage, about: Occasion | null): Promise<number> {
  if (message.channel === null) return 0;
  const now = Date.now() as Instant;
  const isUrgent = about !== null && about.record.urgency !== 'normal';
  return sayAt(message.channel, await likesOf(db, message), isUrgent, now) - now;
}

async function documentOf(
  db: Database,
  message: StoredMessage,
): Promise<GeneratedDocument | 'coming' | null> {
  const { caseId, seq, topic, channel, audience } = message;
  const forms = FORMS_OF[topic] ?? [];
  if (channel !== 'mail' || audience !== 'applicant' || caseId === null || seq === null || forms.length === 0)
    return null;
  return documentFor(db.pool, caseId, seq, forms);
}

function outgoingOf(
  { links, objects }: Sending,
  message: StoredMessage,
  to: string,
  { subject, text, html, short }: Rendered,
  document: GeneratedDocument | null,
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
    ...(document === null
      ? {}
      : {
          attachments: [
            { name: document.name, mediaType: document.mediaType, open: () => objects.get(document.object) },
          ],
        }),
  };
}
