/** The text of a message, written when it is sent: it says how things stand then. */

import { findCase } from '../../db/cases/queries.ts';
import type { Database } from '../../db/core/client.ts';
import type { Occasion } from '../../db/messages/occasions.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import { findTransfer } from '../../db/payments/queries.ts';
import type { MessageContent } from '../../domain/messages/template.ts';
import type { Addressee } from './addressee.ts';
import { digestContent } from './digest-text.ts';
import { type Links, trackingLink } from './links.ts';
import { contentOf } from './template.ts';
import { valuesOf, valuesOfRefund } from './values.ts';

/** What is rendered; null: there is nothing to say any more. */
export async function textOf(
  db: Database,
  links: Links,
  message: StoredMessage,
  occasion: Occasion | null,
  addressee: Addressee,
): Promise<MessageContent | null> {
  if (message.topic === 'digest') return digestContent(db, links, message, addressee);
  if (message.transfer !== null) return refundContent(db, links, message, addressee);
  return occasion === null ? null : eventContent(db, links, message, occasion, addressee);
}

async function eventContent(
  db: Database,
  links: Links,
  message: StoredMessage,
  occasion: Occasion,
  { name }: Addressee,
): Promise<MessageContent> {
  const { topic, language, audience } = message;
  const values = await valuesOf(db, topic, occasion, name, language, message.person);
  // Officers have the desk.
  const link = audience === 'officer' ? undefined : trackingLink(links, occasion.record.code);
  return contentOf(db, links, message, { values, link });
}

/** Of money that went back though no event of the case says so. */
async function refundContent(
  db: Database,
  links: Links,
  message: StoredMessage,
  { name }: Addressee,
): Promise<MessageContent | null> {
  const { caseId, transfer: id, language } = message;
  const record = caseId === null ? null : await findCase(db, caseId);
  const found = record === null || id === null ? null : await findTransfer(db.pool, record.id, id);
  if (record === null || found === null) return null;
  const values = await valuesOfRefund(db, record, found.transfer, name, language);
  return contentOf(db, links, message, { values, link: trackingLink(links, record.code) });
}
