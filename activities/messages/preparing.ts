/** From an outbox job to messages that are written down, each with its person and its way. */

import { AGAIN, BOUNCED, MONEY_BACK } from '../../contracts/temporal/messages.ts';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import { findCase } from '../../db/cases/queries.ts';
import type { Database } from '../../db/core/client.ts';
import { occasionOf } from '../../db/messages/occasions.ts';
import { userPerson } from '../../db/messages/preferences.ts';
import {
  endMessage,
  forgetBad,
  keepMessage,
  markBad,
  messageOf,
  reviveMessage,
  type StoredMessage,
  triedWays,
  unsentOf,
} from '../../db/messages/sending.ts';
import type { UserId } from '../../domain/ids.ts';
import { isBadAddress, parseSubject } from '../../domain/messages/subjects.ts';
import { AUDIENCES, type MessageStatus } from '../../domain/messages/types.ts';
import type { Channels } from '../../integrations/messages/types.ts';
import { applicantOf, type Recipient, recipientsOf } from './recipients.ts';
import { likesOf, NO_WAY, type Way, wayTo } from './ways.ts';

export async function prepare(
  db: Database,
  channels: Channels,
  call: OutboxJobInput,
): Promise<readonly string[]> {
  const [verb = '', ...rest] = call.subject.split(':');
  if (verb === AGAIN) return anew(db, channels, call.id, rest.join(':'));
  if (verb === BOUNCED) return bounced(db, channels, rest[0] ?? '', rest.slice(1).join(':'));
  if (verb === 'digest') {
    const person = userPerson(rest.slice(1).join(':') as UserId);
    await keepFor(db, channels, call, 'digest', { audience: 'officer', person, notice: null }, 0);
    return unsentOf(db.pool, call.id);
  }
  if (verb === MONEY_BACK) {
    const record = await findCase(db, call.caseId);
    if (record !== null) await keepFor(db, channels, call, 'refunded', applicantOf(record), 0);
    return unsentOf(db.pool, call.id);
  }
  const subject = parseSubject(call.subject);
  const about = subject === null ? null : await occasionOf(db, call.caseId, call.seq);
  if (subject === null || about === null) return [];
  const { topic } = subject;
  const found = await recipientsOf(db, subject, about);
  if (found === 'obsolete') return [];
  if (found === 'nobody') {
    const nobody: Recipient = {
      audience: AUDIENCES[topic],
      person: 'nobody',
      notice: subject.action ?? null,
    };
    await keep(db, call, topic, nobody, 0, 'vi', NO_WAY, 'unreachable', 'nobody');
    return [];
  }
  for (const [place, recipient] of found.entries())
    await keepFor(db, channels, call, topic, recipient, place);
  return unsentOf(db.pool, call.id);
}

async function keepFor(
  db: Database,
  channels: Channels,
  call: OutboxJobInput,
  topic: StoredMessage['topic'],
  recipient: Recipient,
  place: number,
): Promise<void> {
  const likes = await likesOf(db, recipient);
  const caseId = call.caseId === '' ? null : call.caseId;
  const way = await wayTo(db, channels, { ...recipient, province: call.province, topic, caseId }, likes);
  if (way === 'digested') return;
  if (typeof way !== 'string') await keep(db, call, topic, recipient, place, likes.language, way, 'waiting');
  else {
    const status = way === 'unwanted' ? 'unwanted' : 'unreachable';
    await keep(db, call, topic, recipient, place, likes.language, NO_WAY, status, way);
  }
}

async function keep(
  db: Database,
  { id, province, caseId, seq, subject }: OutboxJobInput,
  topic: StoredMessage['topic'],
  { audience, person, notice }: Recipient,
  place: number,
  language: 'vi' | 'en',
  way: Way,
  status: MessageStatus,
  why?: string,
): Promise<void> {
  const isOfCase = caseId !== '';
  const [verb, named = null] = subject.split(':');
  const transfer = verb === MONEY_BACK ? named : null;
  await keepMessage(db.pool, {
    id: `${id}.m${place}`,
    job: id,
    province,
    caseId: isOfCase ? caseId : null,
    seq: isOfCase && transfer === null ? seq : null,
    notice,
    transfer,
    topic,
    audience,
    person,
    language,
    ...way,
    status,
    ...(why === undefined ? {} : { why }),
  });
}

/** Somebody has looked into it: by whatever way is open now, its address given another chance. */
async function anew(db: Database, channels: Channels, job: string, id: string): Promise<readonly string[]> {
  const message = await messageOf(db.pool, id);
  if (message === null) return [];
  await forgetBad(db.pool, message);
  const way = await wayTo(db, channels, message, await likesOf(db, message));
  if (typeof way !== 'string') await reviveMessage(db.pool, id, job, way);
  return unsentOf(db.pool, job);
}

/** It was taken, and came back. */
async function bounced(
  db: Database,
  channels: Channels,
  status: string,
  id: string,
): Promise<readonly string[]> {
  const message = await messageOf(db.pool, id);
  if (message === null) return [];
  await endMessage(db.pool, id, 'bounced', status);
  if (isBadAddress(status)) await markBad(db.pool, message, status);
  const next = await otherWay(db, channels, message);
  return next === null ? [] : [next];
}

/** The same words by the next way that is open to that person; null: there is none. */
export async function otherWay(
  db: Database,
  channels: Channels,
  message: StoredMessage,
): Promise<string | null> {
  // Prepared before, by whoever was killed then.
  const begun = (await unsentOf(db.pool, message.job)).find(
    (id) => id !== message.id && baseOf(id) === baseOf(message.id),
  );
  if (begun !== undefined) return begun;
  const likes = await likesOf(db, message);
  const way = await wayTo(db, channels, message, likes, await triedWays(db.pool, message));
  if (typeof way === 'string') return null;
  const id = `${baseOf(message.id)}.${way.channel}`;
  await keepMessage(db.pool, { ...message, id, ...way, status: 'waiting' });
  return id;
}

const baseOf = (id: string) => id.replace(/\.(mail|sms|zalo)$/, '');
