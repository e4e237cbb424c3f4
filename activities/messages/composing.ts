/** The words of a message, made when it is sent. */
import { type LinkKeys, signedToken } from '../../contracts/messages/signed-links.ts';
import { fill } from '../../contracts/texts/index.ts';
import { MESSAGE_TEXTS, SHOWN } from '../../contracts/texts/messages.ts';
import { findCase } from '../../db/cases/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { type DigestItem, workOf } from '../../db/messages/digests.ts';
import { type Occasion, provinceName } from '../../db/messages/occasions.ts';
import { textsFor } from '../../db/messages/preferences.ts';
import type { StoredMessage } from '../../db/messages/sending.ts';
import { findTransfer } from '../../db/payments/queries.ts';
import { currentCalendars, procedureByHash } from '../../db/procedures/queries.ts';
import type { UserId } from '../../domain/ids.ts';
import { freshSince, soonUntil } from '../../domain/messages/mornings.ts';
import { type Letter, type LetterList, type Rendered, render } from '../../domain/messages/template.ts';
import { WEIGHTS } from '../../domain/messages/types.ts';
import { dayText } from '../../domain/messages/values.ts';
import { numberOfDay } from '../../domain/time/civil.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Reach } from './recipients.ts';
import { itemText, stepText, valuesOf, valuesOfMoneyBack } from './values.ts';

export interface Links {
  /** Of the installation as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  readonly keys: LinkKeys;
}

/** Items shown of each list. */
const MOST_LISTED = 20;

export async function compose(
  db: Database,
  links: Links,
  message: StoredMessage,
  about: Occasion,
  { name }: Reach,
): Promise<(documentLeftOut: boolean) => Rendered> {
  const { topic, language, audience } = message;
  const values = await valuesOf(db, topic, about, name, language);
  const link = audience === 'officer' ? undefined : `${links.publicUrl}/track/${about.record.code}`;
  const letter = await letterFor(db, links, message, { values, link });
  return (documentLeftOut) => render({ ...letter, documentLeftOut });
}

/** null: there is no such transfer. */
export async function composeMoneyBack(
  db: Database,
  links: Links,
  message: StoredMessage,
  { name }: Reach,
): Promise<Rendered | null> {
  const { caseId, transfer: id, language } = message;
  const record = caseId === null ? null : await findCase(db, caseId);
  const found = record === null || id === null ? null : await findTransfer(db.pool, record.id, id);
  if (record === null || found === null) return null;
  const values = await valuesOfMoneyBack(db, record, found.transfer, name, language);
  const link = `${links.publicUrl}/track/${record.code}`;
  return render(await letterFor(db, links, message, { values, link }));
}

/** null: there is nothing to do that day. */
export async function composeDigest(
  db: Database,
  links: Links,
  message: StoredMessage,
  { name }: Reach,
): Promise<Rendered | null> {
  const { language, province, person } = message;
  const now = Date.now() as Instant;
  const { office } = await currentCalendars(db, province);
  const items = await workOf(db.pool, person.slice('user:'.length) as UserId, {
    now,
    soonUntil: soonUntil(office ?? null, now),
    freshSince: freshSince(office ?? null, now),
  });
  if (items.length === 0) return null;
  const texts = MESSAGE_TEXTS[language];
  const lists: LetterList[] = [];
  for (const bucket of ['overdue', 'soon', 'fresh'] as const) {
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
  return render({ ...(await letterFor(db, links, message, { values })), lists });
}

async function lineOf(db: Database, item: DigestItem, language: 'vi' | 'en'): Promise<string> {
  const published = await procedureByHash(db, item.province, item.procedureHash);
  const step = published === null ? item.step : stepText(published.procedure, item, language);
  return itemText({ ...item, step }, language);
}

async function letterFor(
  db: Database,
  links: Links,
  message: StoredMessage,
  { values, link }: Pick<Letter, 'values' | 'link'>,
): Promise<Letter> {
  const { topic, language, province } = message;
  const texts = MESSAGE_TEXTS[language];
  return {
    words: (await textsFor(db.pool, province, topic, language)) ?? texts.topics[topic],
    layout: texts.layout,
    language,
    values,
    shown: SHOWN[topic],
    link,
    unsubscribe: unsubscribeLink(links, message),
  };
}

/** null where nobody may do without it. */
export function unsubscribeLink(
  { publicUrl, keys }: Links,
  { id, topic }: StoredMessage,
): string | undefined {
  if (WEIGHTS[topic] !== 'optional') return undefined;
  return `${publicUrl}/v1/unsubscribe?token=${signedToken(id, keys)}`;
}
