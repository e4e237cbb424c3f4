import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { pageOf } from '../../contracts/http/inbox.ts';
import { BounceInput, FailedQuery, MessageView } from '../../contracts/http/messages.ts';
import { BOUNCED, RESEND } from '../../contracts/temporal/messages.ts';
import { MESSAGE_TEXTS } from '../../contracts/texts/messages.ts';
import { findCase } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import {
  failedMessages,
  findMessage,
  type MessageRecord,
  messageOrigin,
  messagesOfCase,
} from '../../db/messages/queries.ts';
import { addOutboxJob } from '../../db/outbox/queries.ts';
import type { CaseId } from '../../domain/ids.ts';
import { isPermanent } from '../../domain/messages/mail-status.ts';
import { isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { isFailed } from '../../domain/vocabulary/messages.ts';
import { demandStaff } from '../administration/administration.ts';
import { iso } from '../cases/case-view.ts';
import { Problem } from '../http/problem.ts';
import { caseParams, ok, type Route, reply, route } from '../http/registry.ts';
import { demandSigned } from '../http/signed-call.ts';

const byId = z.object({ id: z.string().min(1).max(300) });
const Accepted = z.object({ id: z.string() });

export const messageRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/messages',
    tag: 'Messages',
    summary: 'Messages of a case: recipient, channel and status',
    description:
      'Officers on the case see all of it; the applicant what was sent to them. Addresses are masked, and hidden from those who may not know the person.',
    params: caseParams,
    answers: { 200: { description: 'The oldest first', body: z.object({ items: z.array(MessageView) }) } },
    problems: ['not-found'],
    run: async ({ params, actor, language, context }) => {
      const found = await asActor(context.db, actor, async (session) => {
        const record = await findCase(session, params.idOrCode);
        return record === null ? null : messagesOfCase(session, record.id);
      });
      if (found === null) throw new Problem('not-found');
      return ok({ items: found.map((each) => shown(each, language)) });
    },
  }),
  route({
    method: 'get',
    path: '/v1/messages',
    tag: 'Messages',
    summary: 'Undelivered messages',
    description: 'For officers, of the cases that they may see: somebody has to notify these people.',
    query: FailedQuery,
    answers: { 200: { description: 'A page, the newest first', body: pageOf(MessageView) } },
    problems: ['not-permitted', 'bad-cursor'],
    run: async ({ query, actor, language, context }) => {
      demandStaff(actor);
      const page = await asActor(context.db, actor, (session) =>
        failedMessages(session, actor.province, query),
      );
      return ok({ items: page.items.map((each) => shown(each, language)), next: page.next });
    },
  }),
  route({
    method: 'post',
    path: '/v1/messages/{id}/retry',
    tag: 'Messages',
    summary: 'Send an undelivered message again',
    description:
      'By any channel that is available now; an address marked as bad is tried again. For officers who may see the case.',
    params: byId,
    answers: { 202: { description: 'Being sent', body: Accepted } },
    problems: ['not-permitted', 'not-found', 'message-not-failed'],
    run: async ({ params, actor, context }) => {
      demandStaff(actor);
      const id = await asActor(context.db, actor, async (session) => {
        const found = await findMessage(session, params.id);
        if (found === null) throw new Problem('not-found');
        if (!isFailed(found.status)) throw new Problem('message-not-failed');
        const job = `message-again-${randomUUID()}`;
        await addOutboxJob(session.sql, {
          id: job,
          kind: 'message',
          province: actor.province,
          caseId: found.caseId ?? ('' as CaseId),
          seq: 0,
          subject: `${RESEND}:${found.id}`,
        });
        return found.id;
      });
      return reply(202, { id });
    },
  }),
  route({
    method: 'post',
    path: '/v1/messages/bounces',
    tag: 'Messages',
    summary: 'A bounced email',
    description:
      'From the mail server, or whatever reads its reports (RFC 3464): signed according to Standard Webhooks with BOUNCE_SECRET. After a permanent failure (5.x.x) another channel is used; an address that does not exist (5.1.x) is not used again. The same report again changes nothing.',
    access: 'public',
    body: BounceInput,
    answers: { 202: { description: 'Noted', body: z.object({}) } },
    problems: ['bad-signature'],
    before: async (req, _res, { settings: { bounceSecret }, now }) =>
      demandSigned(req, bounceSecret === null ? [] : [bounceSecret], now()),
    run: async ({ body, context }) => {
      const [, id = ''] = /^<?([\w.-]{1,300})@[\w.-]+>?$/.exec(body.messageId.trim()) ?? [];
      const place = isPermanent(body.status) ? await messageOrigin(context.db.pool, id) : null;
      // What is only late, and what is not ours, is no news.
      if (place === null) return reply(202, {});
      const report = createHash('sha256').update(`${id} ${body.status}`).digest('hex').slice(0, 32);
      await addOutboxJob(context.db.pool, {
        id: `message-bounce-${report}`,
        kind: 'message',
        province: place.province,
        caseId: place.caseId,
        seq: place.seq,
        subject: `${BOUNCED}:${body.status}:${id}`,
      });
      return reply(202, {});
    },
  }),
];

function shown(message: MessageRecord, language: Language) {
  const { id, caseId, code, topic, audience, person, channel, masked, status, attempts, why } = message;
  return {
    id,
    case: caseId === null ? null : { id: caseId, code },
    topic,
    topicText: MESSAGE_TEXTS[language].names[topic],
    to: audience,
    person,
    channel,
    address: masked,
    language: message.language,
    status,
    attempts,
    why,
    createdAt: isoOf(message.createdAt),
    sentAt: iso(message.sentAt),
  };
}
