/** The text of an officer's daily digest: what is overdue, due soon and new when it is sent. */

import { fill } from '../../contracts/texts/index.ts';
import { MESSAGE_TEXTS } from '../../contracts/texts/messages.ts';
import type { Database } from '../../db/core/client.ts';
import { type DigestItem, digestItemsOf } from '../../db/messages/digests.ts';
import { provinceName } from '../../db/messages/occasions.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import { currentCalendars, procedureByHash } from '../../db/procedures/queries.ts';
import type { UserId } from '../../domain/ids.ts';
import { freshSince, soonUntil } from '../../domain/messages/digest-schedule.ts';
import type { ContentList, MessageContent } from '../../domain/messages/template.ts';
import { dayText } from '../../domain/messages/values.ts';
import { numberOfDay } from '../../domain/time/civil.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { DIGEST_LISTS } from '../../domain/vocabulary/messages.ts';
import type { Addressee } from './addressee.ts';
import type { Links } from './links.ts';
import { contentOf } from './template.ts';
import { itemText, stepText } from './values.ts';

/** Items shown of each list. */
const MOST_LISTED = 20;

/** null: there is nothing to do that day. */
export async function digestContent(
  db: Database,
  links: Links,
  message: StoredMessage,
  { name }: Addressee,
): Promise<MessageContent | null> {
  const { language, province, person } = message;
  const now = Date.now() as Instant;
  const { office } = await currentCalendars(db, province);
  const items = await digestItemsOf(db.pool, person.slice('user:'.length) as UserId, {
    now,
    soonUntil: soonUntil(office ?? null, now),
    freshSince: freshSince(office ?? null, now),
  });
  if (items.length === 0) return null;
  const texts = MESSAGE_TEXTS[language];
  const lists: ContentList[] = [];
  for (const bucket of DIGEST_LISTS) {
    const own = items.filter((item) => item.bucket === bucket);
    if (own.length === 0) continue;
    const shown = await Promise.all(own.slice(0, MOST_LISTED).map((item) => lineOf(db, item, language)));
    const more = own.length > shown.length ? [fill(texts.more, { count: own.length - shown.length })] : [];
    lists.push({ title: `${texts.lists[bucket]} (${own.length})`, items: [...shown, ...more] });
  }
  const [, day = ''] = /-(\d{4}-\d\d-\d\d)-/.exec(message.job) ?? [];
  const values = {
    ...(name === null ? {} : { name }),
    day: dayText(numberOfDay(day as PlainDay)),
    count: String(items.length),
    province: (await provinceName(db.pool, province))?.[language] ?? '',
  };
  return { ...(await contentOf(db, links, message, { values })), lists };
}

async function lineOf(db: Database, item: DigestItem, language: Language): Promise<string> {
  const published = await procedureByHash(db, item.province, item.procedureHash);
  const step = published === null ? item.step : stepText(published.procedure, item, language);
  return itemText({ ...item, step }, language);
}
