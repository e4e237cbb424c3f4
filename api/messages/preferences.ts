import { z } from 'zod';
import { ContactInput, PreferencesInput, PreferencesView } from '../../contracts/http/messages.ts';
import { messageIn } from '../../contracts/messages/signed-links.ts';
import { MESSAGE_TEXTS } from '../../contracts/texts/messages.ts';
import { findUser } from '../../db/agencies/queries.ts';
import { findCase } from '../../db/cases/queries.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import {
  type Contact,
  casePerson,
  contactOf,
  muteTopic,
  preferencesOf,
  saveContact,
  savePreferences,
  userPerson,
} from '../../db/messages/preferences.ts';
import { type MessageOrigin, messageOrigin } from '../../db/messages/queries.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { UserId } from '../../domain/ids.ts';
import {
  APPLICANT_DEFAULTS,
  mayMute,
  OFFICER_DEFAULTS,
  type Preferences,
} from '../../domain/messages/channels.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { AUDIENCES, TOPICS, WEIGHTS } from '../../domain/vocabulary/topics.ts';
import { demandRole } from '../administration/administration.ts';
import type { Context } from '../http/context.ts';
import { limitOf } from '../http/limits.ts';
import { type FieldError, Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { PAGE_HEADERS, unsubscribePage } from './unsubscribe-page.ts';

type Who = 'applicant' | 'officer';
const ofCase = z.strictObject({
  case: z.string().min(1).max(100).optional().meta({
    description: 'of the applicant of this case without an account; for officers who may know them',
  }),
});
const withToken = z.strictObject({ token: z.string().max(500).default('') });
const byId = z.object({ id: z.string().min(1).max(100) });
const often = limitOf(60, 60_000);

const UNSUBSCRIBE_PAGES = {
  200: { description: 'A page', body: z.string(), mediaType: 'text/html' },
  404: { description: 'A page that says that the link is none', body: z.string(), mediaType: 'text/html' },
};

export const preferenceRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/preferences',
    tag: 'Messages',
    summary: 'Your notification preferences',
    query: ofCase,
    answers: { 200: { description: 'As it is', body: PreferencesView } },
    problems: ['not-found'],
    run: async ({ query, actor, language, context }) =>
      ok(await asActor(context.db, actor, (session) => read(session, actor, query.case, language))),
  }),
  route({
    method: 'put',
    path: '/v1/preferences',
    tag: 'Messages',
    summary: 'Change your notification preferences',
    description:
      'Channels in order of preference, language, quiet hours (the same minute twice: none), and topics that you switch off. Mandatory messages cannot be switched off, and use a channel that you did not name if no other works.',
    query: ofCase,
    body: PreferencesInput,
    answers: { 200: { description: 'As it is now', body: PreferencesView } },
    problems: ['not-found', 'invalid-input'],
    run: async ({ query, body, actor, language, context }) => {
      const { contact, ...chosen } = body;
      const now = await asActor(context.db, actor, async (session) => {
        const person = await personOf(session, actor, query.case);
        demandMutable(chosen, person.who, language);
        await savePreferences(session.sql, actor.province, person.id, chosen);
        if (contact !== undefined && query.case === undefined)
          await saveContact(session.sql, actor.user, contact, actor.user);
        return read(session, actor, query.case, language);
      });
      return ok(now);
    },
  }),
  route({
    method: 'put',
    path: '/v1/users/{id}/contact',
    tag: 'Messages',
    summary: 'A user’s contact details',
    description: 'For administrators. What is left out stays as it is; null removes it.',
    params: byId,
    body: ContactInput,
    answers: {
      200: {
        description: 'As it is now',
        body: z.object({ email: z.string().nullable(), phone: z.string().nullable() }),
      },
    },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, body, actor, context }) => {
      demandRole(actor, 'administrator');
      const user = params.id as UserId;
      const found = await findUser(context.db, user);
      if (found === null || found.province !== actor.province) throw new Problem('not-found');
      return ok(
        await asActor(context.db, actor, (session) => saveContact(session.sql, user, body, actor.user)),
      );
    },
  }),
  route({
    method: 'get',
    path: '/v1/unsubscribe',
    tag: 'Messages',
    summary: 'The page behind the link to unsubscribe',
    description: 'Only asks and changes nothing, because mail programs follow every link.',
    access: 'public',
    query: withToken,
    answers: UNSUBSCRIBE_PAGES,
    problems: ['too-many-requests'],
    run: async ({ query, req, res, language, context }) => {
      await often(req, res);
      const place = await placeOf(query.token, context);
      res.status(place === null ? 404 : 200).set(PAGE_HEADERS);
      res.end(
        unsubscribePage(
          place === null ? null : { topic: place.topic, done: false },
          place?.language ?? language,
        ),
      );
      return null;
    },
  }),
  route({
    method: 'post',
    path: '/v1/unsubscribe',
    tag: 'Messages',
    summary: 'Unsubscribe from a topic',
    description:
      'From the page, or from the mail program (RFC 8058, List-Unsubscribe=One-Click). The signed link is sufficient.',
    access: 'public',
    query: withToken,
    anyBody: true,
    answers: UNSUBSCRIBE_PAGES,
    problems: ['too-many-requests'],
    run: async ({ query, req, res, language, context }) => {
      await often(req, res);
      const place = await placeOf(query.token, context);
      if (place !== null) {
        const { province, person, topic, audience } = place;
        const usual = audience === 'officer' ? OFFICER_DEFAULTS : APPLICANT_DEFAULTS;
        await muteTopic(context.db.pool, province, person, topic, usual);
      }
      res.status(place === null ? 404 : 200).set(PAGE_HEADERS);
      res.end(
        unsubscribePage(
          place === null ? null : { topic: place.topic, done: true },
          place?.language ?? language,
        ),
      );
      return null;
    },
  }),
];

/** The message that a link names, of a kind that one may do without; null: no such link was ever signed. */
async function placeOf(token: string, { db, linkKeys }: Context): Promise<MessageOrigin | null> {
  const id = messageIn(token, linkKeys);
  const place = id === null ? null : await messageOrigin(db.pool, id);
  return place !== null && WEIGHTS[place.topic] === 'optional' ? place : null;
}

/** Oneself; or who filed a case without an account. @throws Problem not-found where that is not for this actor to know */
async function personOf(
  session: Session,
  { user, roles }: Actor,
  ofCase: string | undefined,
): Promise<{ readonly id: string; readonly who: Who }> {
  if (ofCase === undefined) {
    const isOfficer = roles.some(({ role }) => role !== 'citizen' && role !== 'sensor');
    return { id: userPerson(user), who: isOfficer ? 'officer' : 'applicant' };
  }
  const record = await findCase(session, ofCase);
  const party = record === null ? null : await partyOf(session, record.id);
  const isWorking = roles.some(({ role }) => role !== 'citizen' && role !== 'sensor');
  if (record === null || party === null || record.applicant !== null || !isWorking)
    throw new Problem('not-found');
  return { id: casePerson(record.id), who: 'applicant' };
}

async function read(session: Session, actor: Actor, ofCase: string | undefined, language: Language) {
  const { id, who } = await personOf(session, actor, ofCase);
  const usual = who === 'officer' ? OFFICER_DEFAULTS : APPLICANT_DEFAULTS;
  const chosen = (await preferencesOf(session.sql, id)) ?? usual;
  const contact: Contact | null = ofCase === undefined ? await contactOf(session.sql, actor.user) : null;
  const { names, weights } = MESSAGE_TEXTS[language];
  const own = TOPICS.filter((topic) => (AUDIENCES[topic] === 'officer') === (who === 'officer'));
  return {
    person: id,
    ...chosen,
    contact,
    topics: own.map((topic) => ({
      topic,
      name: names[topic],
      weight: WEIGHTS[topic],
      note: weights[WEIGHTS[topic]],
    })),
  };
}

/** @throws Problem invalid-input that names each topic that cannot be switched off */
function demandMutable({ muted }: Preferences, who: Who, language: Language): void {
  const errors = muted.flatMap((topic, n): FieldError[] =>
    mayMute(topic, who)
      ? []
      : [
          {
            pointer: `/muted/${n}`,
            kind: 'wrong',
            message: `${MESSAGE_TEXTS[language].names[topic]}: ${MESSAGE_TEXTS[language].weights.mandatory}`,
          },
        ],
  );
  if (errors.length > 0) throw new Problem('invalid-input', {}, errors);
}
