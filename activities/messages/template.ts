/** The template of a message's topic, the province's own or the product's, with what stands around every message. */
import { MESSAGE_TEXTS, SHOWN } from '../../contracts/texts/messages.ts';
import type { Database } from '../../db/core/client.ts';
import { customTemplate } from '../../db/messages/preferences.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import type { MessageContent } from '../../domain/messages/template.ts';
import { type Links, unsubscribeLink } from './links.ts';

export async function contentOf(
  db: Database,
  links: Links,
  message: StoredMessage,
  { values, link }: Pick<MessageContent, 'values' | 'link'>,
): Promise<MessageContent> {
  const { topic, language, province } = message;
  const { topics, layout } = MESSAGE_TEXTS[language];
  return {
    template: (await customTemplate(db.pool, province, topic, language)) ?? topics[topic],
    layout,
    language,
    values,
    shown: SHOWN[topic],
    link,
    unsubscribe: unsubscribeLink(links, message),
  };
}
