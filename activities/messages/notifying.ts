/**
 * How somebody is notified, from top to bottom: what happened, whom it concerns, by which channel, in what text, sent, recorded. Each
 * step has a file of its own, which never calls back up.
 *
 * Temporal takes the way in two strides, each of which may be repeated after a crash: `prepare`, once for an outbox job, records
 * every message with its recipient and route; `send` takes one of them the rest of the way.
 */

import type { NextTry } from '../../contracts/temporal/messages.ts';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import type { Database } from '../../db/core/client.ts';
import { type Occasion, occasionOf } from '../../db/messages/occasions.ts';
import {
  addressDigest,
  beginSending,
  clearBadAddress,
  endMessage,
  markBadAddress,
  markSent,
  recordAttempt,
  recordMessage,
  requeueMessage,
  type StoredMessage,
  storedMessage,
  unsentMessages,
} from '../../db/messages/sending.ts';
import { sendAt } from '../../domain/messages/channels.ts';
import { isBadAddress } from '../../domain/messages/mail-status.ts';
import { render } from '../../domain/messages/template.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { AUDIENCES, WEIGHTS } from '../../domain/vocabulary/topics.ts';
import type { Channels } from '../../integrations/messages/types.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { addresseeOf } from './addressee.ts';
import { attachmentOf } from './attachment.ts';
import { causeOf, type News } from './cause.ts';
import { handOver, type Outcome, outgoingOf } from './handover.ts';
import type { Links } from './links.ts';
import { byOtherRoute } from './other-route.ts';
import { type Recipient, recipientsOf } from './recipients.ts';
import { addressFor, NO_ROUTE, preferencesFor, routeTo } from './route.ts';
import { textOf } from './text.ts';

export interface Notifier {
  readonly db: Database;
  readonly channels: Channels;
  readonly objects: ObjectStore;
  readonly links: Links;
}

/** How soon an attachment that is being generated is looked for again. */
const LOOK_AGAIN_MS = 2_000;

// 1. What happened, whom it concerns, by which channel.

/** Gives the ids of the messages that are to be sent. */
export async function prepare(notifier: Notifier, job: OutboxJobInput): Promise<readonly string[]> {
  const { db } = notifier;
  const cause = await causeOf(db, job);
  if (cause === null) return [];
  if (cause.type === 'bounce') return bounced(notifier, cause.message, cause.status);
  if (cause.type === 'resend') await requeue(notifier, job, cause.message);
  else await recordNews(notifier, job, cause);
  return unsentMessages(db.pool, job.id);
}

async function recordNews(notifier: Notifier, job: OutboxJobInput, news: News): Promise<void> {
  const recipients = await recipientsOf(notifier.db, news);
  if (recipients === 'obsolete') return;
  if (recipients === 'nobody') return recordUnreachable(notifier, job, news);
  for (const [n, recipient] of recipients.entries()) await recordFor(notifier, job, news, recipient, n);
}

/** One message for one recipient, or why they get none. `n`: the recipient's place among all. */
async function recordFor(
  { db, channels }: Notifier,
  job: OutboxJobInput,
  news: News,
  recipient: Recipient,
  n: number,
): Promise<void> {
  const message = { ...originOf(job, news), ...recipient, id: `${job.id}.m${n}` };
  const preferences = await preferencesFor(db, recipient);
  const { language } = preferences;
  const route = await routeTo(db, channels, message, preferences);
  if (route === 'digested') return;
  if (typeof route !== 'string')
    return recordMessage(db.pool, { ...message, language, ...route, status: 'waiting' });
  const status = route === 'unwanted' ? 'unwanted' : 'unreachable';
  await recordMessage(db.pool, { ...message, language, ...NO_ROUTE, status, why: route });
}

/** It concerns an office in which nobody is there: somebody has to take note. */
async function recordUnreachable({ db }: Notifier, job: OutboxJobInput, news: News): Promise<void> {
  await recordMessage(db.pool, {
    ...originOf(job, news),
    id: `${job.id}.m0`,
    audience: AUDIENCES[news.topic],
    person: 'nobody',
    notice: news.type === 'event' ? (news.action ?? null) : null,
    language: 'vi',
    ...NO_ROUTE,
    status: 'unreachable',
    why: 'nobody',
  });
}

function originOf({ id, province, caseId, seq }: OutboxJobInput, news: News) {
  return {
    job: id,
    province,
    caseId: caseId === '' ? null : caseId,
    seq: news.type === 'event' ? seq : null,
    transfer: news.type === 'refund' ? news.transfer : null,
    topic: news.topic,
  };
}

/** By whatever route is open now; the address gets another chance. */
async function requeue(
  { db, channels }: Notifier,
  job: OutboxJobInput,
  message: StoredMessage,
): Promise<void> {
  await clearBadAddress(db.pool, message);
  const route = await routeTo(db, channels, message, await preferencesFor(db, message));
  if (typeof route !== 'string') await requeueMessage(db.pool, message.id, job.id, route);
}

async function bounced(
  { db, channels }: Notifier,
  message: StoredMessage,
  status: string,
): Promise<readonly string[]> {
  await endMessage(db.pool, message.id, 'bounced', status);
  if (isBadAddress(status)) await markBadAddress(db.pool, message, status);
  const next = await byOtherRoute(db, channels, message);
  return next === null ? [] : [next];
}

// 2. When, in what text, sent, recorded.

/** One attempt at one message. @throws where it may succeed later */
export async function send(notifier: Notifier, id: string): Promise<NextTry> {
  const { db, channels, links, objects } = notifier;
  const message = await storedMessage(db.pool, id);
  if (message === null || (message.status !== 'waiting' && message.status !== 'sending')) return null;

  const addressee = await addresseeOf(db, message);
  const channel = message.channel === null ? null : channels[message.channel];
  const to = message.channel === null ? null : addressFor(message.channel, addressee);
  if (channel === null || to === null) {
    await endMessage(db.pool, id, 'unreachable', channel === null ? 'no-channel' : 'no-address');
    return tryOtherRoute(notifier, message);
  }

  const { caseId, seq } = message;
  const occasion = caseId === null || seq === null ? null : await occasionOf(db, caseId, seq);
  const quietMs = await quietFor(db, message, occasion);
  if (quietMs > 0) return { id, waitMs: quietMs };

  const attachment = await attachmentOf(db, message);
  if (attachment === 'coming') return { id, waitMs: LOOK_AGAIN_MS };

  const text = await textOf(db, links, message, occasion, addressee);
  if (text === null) {
    await endMessage(db.pool, id, 'obsolete', null);
    return null;
  }
  const whole = outgoingOf(links, objects, message, to, render(text), attachment);
  const withoutAttachment = () =>
    outgoingOf(links, objects, message, to, render({ ...text, documentLeftOut: true }), null);

  if (!(await beginSending(db.pool, id))) return null;
  const outcome = await handOver(channel, id, whole, withoutAttachment);
  return record(notifier, message, to, outcome);
}

/** How long the recipient's quiet hours still last, in milliseconds; what is urgent does not wait. */
async function quietFor(db: Database, message: StoredMessage, occasion: Occasion | null): Promise<number> {
  if (message.channel === null) return 0;
  const now = Date.now() as Instant;
  const isUrgent = occasion !== null && occasion.record.urgency !== 'normal';
  return sendAt(message.channel, await preferencesFor(db, message), isUrgent, now) - now;
}

async function record(
  notifier: Notifier,
  message: StoredMessage,
  to: string,
  outcome: Outcome,
): Promise<NextTry> {
  const { pool } = notifier.db;
  switch (outcome.type) {
    case 'sent':
      await markSent(pool, message.id, outcome.providerId);
      return null;
    case 'failed':
      await recordAttempt(pool, message.id, outcome.why);
      throw outcome.error;
    case 'refused':
      if (outcome.isBadAddress)
        await markBadAddress(pool, { ...message, addressDigest: addressDigest(to) }, outcome.why);
      await endMessage(pool, message.id, 'refused', outcome.why);
      return tryOtherRoute(notifier, message);
  }
}

// 3. Where it cannot be sent.

/** The last attempt failed, days after the first. What is not mandatory is too late by then. */
export async function giveUp(notifier: Notifier, id: string): Promise<NextTry> {
  const { pool } = notifier.db;
  const message = await storedMessage(pool, id);
  if (message === null) return null;
  await endMessage(pool, id, 'dead', null);
  return WEIGHTS[message.topic] === 'mandatory' ? tryOtherRoute(notifier, message) : null;
}

async function tryOtherRoute({ db, channels }: Notifier, message: StoredMessage): Promise<NextTry> {
  const id = await byOtherRoute(db, channels, message);
  return id === null ? null : { id, waitMs: 0 };
}
