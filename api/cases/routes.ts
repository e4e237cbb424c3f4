import { z } from 'zod';
import {
  BulkAction,
  CaseView,
  ComplaintFiling,
  DossierFiling,
  Filed,
  HistoryEvent,
} from '../../contracts/http/cases.ts';
import { MOST_INTEGER } from '../../contracts/http/fields.ts';
import { CaseQuery, ListedCase, pageOf, TEXT_IN_BODY } from '../../contracts/http/inbox.ts';
import { ProblemSchema } from '../../contracts/http/problem.ts';
import { CaseExportQuery } from '../../contracts/http/reports.ts';
import { findCase, historyOf, type RecordedEvent } from '../../db/cases/queries.ts';
import { partyOf, type TextContent, textContentsOf } from '../../db/cases/submissions.ts';
import { asActor } from '../../db/core/reader.ts';
import { startViewing, stopViewing } from '../../db/inbox/viewers.ts';
import { unwatch, watch } from '../../db/inbox/views.ts';
import { isOutsider } from '../../domain/cases/rules/permissions.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { textContentsOf as wordRefsOf } from '../../domain/cases/state/references.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { demandReports } from '../administration/administration.ts';
import { noteRead } from '../audit/reading.ts';
import { caseTable } from '../export/case-table.ts';
import { FILES, formatOf, sendTable } from '../export/send.ts';
import type { Context } from '../http/context.ts';
import { caseIdOf, expectedVersion, keyed, keyOf, onceFor } from '../http/keys.ts';
import { actorShown, namesFor } from '../http/names.ts';
import { asProblem, describe, Problem } from '../http/problem.ts';
import { type BodyOf, type Call, caseParams, ok, type Route, route } from '../http/registry.ts';
import { act } from './acting.ts';
import { caseFilterOf, casePage } from './case-search.ts';
import { caseView } from './case-view.ts';
import { eventText } from './event-text.ts';
import { file, type Given } from './filing.ts';

const FILING_PROBLEMS = [
  'invalid-input',
  'key-required',
  'key-reused',
  'not-permitted',
  'unknown-procedure',
  'channel-not-offered',
  'document-missing',
  'no-such-agency',
  'wrong-owner',
  'unresolved-agency',
  'unavailable',
] as const;

const VERSION = { ETag: 'The version of the case, in quotes, as If-Match takes it' };

const FILED = {
  201: {
    description: 'Filed; it stands in the record',
    body: Filed,
    headers: { Location: 'Its address', ...VERSION },
  },
};

const actParams = caseParams.extend({ name: z.string().max(50) });

const BulkItem = z.object({
  case: z.string(),
  ok: z.boolean(),
  version: z.number().int().optional(),
  problem: ProblemSchema.optional(),
});

/** How many items of a bulk action are under way at once. */
const BULK_AT_ONCE = 5;

export const caseRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/dossiers',
    tag: 'Filing',
    summary: 'File a dossier',
    keyed: 'key',
    body: DossierFiling,
    answers: FILED,
    problems: FILING_PROBLEMS,
    run: (call) => filed(call, 'dossier'),
  }),
  route({
    method: 'post',
    path: '/v1/complaints',
    tag: 'Filing',
    summary: 'File a complaint',
    keyed: 'key',
    body: ComplaintFiling,
    answers: FILED,
    problems: FILING_PROBLEMS,
    run: (call) => filed(call, 'complaint'),
  }),
  route({
    method: 'get',
    path: '/v1/cases',
    tag: 'Cases',
    summary: 'Search cases that you may see',
    query: CaseExportQuery,
    answers: { 200: { description: 'A page', body: pageOf(ListedCase), files: FILES } },
    problems: ['invalid-input', 'bad-cursor', 'not-permitted'],
    run: async ({ query: { format: requested, ...query }, actor, language, context, req, res }) => {
      const filter = caseFilterOf(context, actor, query);
      const format = formatOf(req, requested);
      if (format !== null) {
        demandReports(actor);
        return sendTable({ actor, context, req, res }, format, 'cases', async (session) =>
          caseTable(session, filter, language),
        );
      }
      return ok(await casePage(context, actor, filter, language));
    },
  }),
  route({
    method: 'post',
    path: '/v1/cases/search',
    tag: 'Cases',
    summary: 'Search cases by text, name or telephone number',
    description: `As the search by GET. ${TEXT_IN_BODY}`,
    body: CaseQuery,
    answers: { 200: { description: 'A page', body: pageOf(ListedCase) } },
    problems: ['bad-cursor'],
    run: async ({ body, actor, language, context }) =>
      ok(await casePage(context, actor, caseFilterOf(context, actor, body), language)),
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}',
    tag: 'Cases',
    summary: 'A case and your available actions',
    params: caseParams,
    answers: { 200: { description: 'The case', body: CaseView, headers: VERSION } },
    problems: ['not-found'],
    run: async ({ params, actor, language, context }) => {
      const reply = await shown(context, actor, params.idOrCode, language);
      await noteRead(context, actor, reply.body.id, 'case');
      return reply;
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/history',
    tag: 'Cases',
    summary: 'The history of a case, with the hash chain',
    params: caseParams,
    query: z.strictObject({
      after: z.coerce.number().int().min(0).max(MOST_INTEGER).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    answers: {
      200: {
        description: 'Events; `next` continues',
        body: z.object({ items: z.array(HistoryEvent), next: z.number().int().nullable() }),
      },
    },
    problems: ['invalid-input', 'not-found'],
    run: async ({ params, query, actor, language, context }) => {
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        const events = await historyOf(session, found.id, query.after, query.limit);
        return {
          found,
          events,
          content: await textContentsOf(session, found.id),
          party: await partyOf(session, found.id),
        };
      });
      if (read === null) throw new Problem('not-found');
      await noteRead(context, actor, read.found.id, 'case');
      const said = new Map(read.content.map((each) => [each.id, each]));
      const { version, applicant, province, procedureHash } = read.found;
      const { procedure } = await context.definitions.procedure(province, procedureHash);
      const last = read.events.at(-1)?.event.seq ?? version;
      // Whoever may not know who filed does not learn it from who acted either.
      const hidden = read.party === null ? applicant : null;
      const names = await namesFor(
        context.db,
        actor,
        language,
        read.events.map(({ event }) => event),
      );
      const text = (event: CaseEvent) => eventText(event, procedure, language, names);
      return ok({
        items: read.events.map((each) => historyView(each, said, hidden, actor, text)),
        next: last < version ? last : null,
      });
    },
  }),
  route({
    method: 'put',
    path: '/v1/cases/{idOrCode}/presence',
    tag: 'Cases',
    summary: 'Report that you have the case open, and see who else has',
    description:
      'For officers: repeat it about every twenty seconds; after a minute without it you are no longer listed.',
    params: caseParams,
    body: z.strictObject({ open: z.boolean().default(true) }),
    answers: {
      200: { description: 'The others', body: z.object({ others: z.array(z.string()) }) },
    },
    problems: ['invalid-input', 'not-found', 'not-permitted'],
    run: async ({ params, body, actor, context }) => {
      if (isOutsider(actor)) throw new Problem('not-permitted', { action: 'presence' });
      const others = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        if (body.open) return startViewing(session, found.id, actor.user, context.now() as Instant);
        await stopViewing(session, found.id, actor.user);
        return [];
      });
      if (others === null) throw new Problem('not-found');
      return ok({ others: [...others] });
    },
  }),
  route({
    method: 'put',
    path: '/v1/cases/{idOrCode}/watch',
    tag: 'Work',
    summary: 'Watch or stop watching a case',
    description: 'For officers. Watched cases are in the list `watched` of your inbox.',
    params: caseParams,
    body: z.strictObject({ watched: z.boolean() }),
    answers: { 200: { description: 'Done', body: z.object({ watched: z.boolean() }) } },
    problems: ['invalid-input', 'not-found', 'not-permitted'],
    run: async ({ params, body, actor, context }) => {
      if (isOutsider(actor)) throw new Problem('not-permitted', { action: 'watch' });
      const known = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return false;
        if (body.watched) await watch(session, actor.user, found.id, context.now() as Instant);
        else await unwatch(session, actor.user, found.id);
        return true;
      });
      if (!known) throw new Problem('not-found');
      return ok(body);
    },
  }),
  route({
    method: 'post',
    path: '/v1/cases/{idOrCode}/actions/{name}',
    tag: 'Cases',
    summary: 'Do an action',
    description: 'Your available actions and the schema of their input are in the case.',
    keyed: 'version',
    params: actParams,
    body: z.record(z.string(), z.unknown()),
    answers: { 200: { description: 'Done; the current case', body: CaseView, headers: VERSION } },
    problems: [
      'invalid-input',
      'key-required',
      'key-reused',
      'not-found',
      'not-permitted',
      'not-allowed-now',
      'stale-version',
      'task-held',
      'no-such-task',
      'case-ended',
      'unavailable',
    ],
    run: async ({ params, body, actor, language, context, req }) => {
      const version = expectedVersion(req);
      const key = keyOf(req, actor, { case: params.idOrCode, action: params.name, input: body, version });
      // What is kept under the key names the case and nothing of it: the view would be personal data.
      const { body: done } = await onceFor(context, actor, key, async () => {
        const id = await act(context, actor, {
          idOrCode: params.idOrCode,
          name: params.name,
          input: body,
          version,
          keyed: key,
        });
        return ok({ id });
      });
      return shown(context, actor, done.id, language);
    },
  }),
  route({
    method: 'post',
    path: '/v1/actions',
    slow: true,
    tag: 'Cases',
    summary: 'Do one action on many cases',
    description: 'Each item is independent: it is done or refused whatever happens to the others.',
    body: BulkAction,
    answers: {
      200: {
        description: 'A result for each item, in their order',
        body: z.object({ items: z.array(BulkItem) }),
      },
    },
    problems: ['invalid-input', 'unavailable'],
    run: async ({ body, actor, language, context, res }) => {
      const items: BodyOf<typeof BulkItem>[] = [];
      // Once a part is away, the rest need not each wait for it.
      let isUnavailable = false;
      for (let from = 0; from < body.items.length; from += BULK_AT_ONCE) {
        const together = body.items.slice(from, from + BULK_AT_ONCE).map(async (item) => {
          const { case: idOrCode, key, version = null, input } = item;
          const requested = { case: idOrCode, action: body.action, input, version };
          try {
            if (isUnavailable) throw new Problem('unavailable');
            const by = keyed(key, actor, requested);
            const { body: done } = await onceFor(context, actor, by, async () => {
              const id = await act(context, actor, {
                idOrCode,
                name: body.action,
                input,
                version,
                keyed: by,
              });
              return ok({ id });
            });
            const reply = await shown(context, actor, done.id, language);
            return { case: idOrCode, ok: true, version: reply.body.version };
          } catch (error) {
            const problem = asProblem(error);
            if (problem.code === 'internal') context.logger.error({ err: error }, 'bulk item failed');
            isUnavailable ||= problem.code === 'unavailable';
            return {
              case: idOrCode,
              ok: false,
              problem: describe(problem, language, String(res.locals.requestId)),
            };
          }
        });
        items.push(...(await Promise.all(together)));
      }
      return ok({ items });
    },
  }),
];

async function filed(
  {
    body,
    actor,
    req,
    context,
  }: Pick<Call<undefined, undefined, Given, Actor>, 'body' | 'actor' | 'req' | 'context'>,
  kind: CaseKind,
) {
  const key = keyOf(req, actor, { kind, ...body });
  try {
    return await onceFor(context, actor, key, () => file(context, actor, kind, body, key));
  } catch (error) {
    if (asProblem(error).code !== 'key-reused') throw error;
    // An answer got lost, and meanwhile something was corrected: whoever asks learns what was filed.
    const filed = await asActor(context.db, actor, (session) => findCase(session, caseIdOf(actor, key.key)));
    throw new Problem('key-reused', filed === null ? {} : { filed: filed.code });
  }
}

async function shown(context: Context, actor: Actor, idOrCode: string, language: Language) {
  const view = await caseView(context, actor, idOrCode, language);
  if (view === null) throw new Problem('not-found');
  return ok(view, { ETag: `"${view.version}"` });
}

function historyView(
  { event, previousHash, hash }: RecordedEvent,
  said: ReadonlyMap<string, TextContent>,
  hidden: UserId | null,
  reader: Actor,
  text: (event: CaseEvent) => string,
) {
  const { seq, at, type, by, behalf = null } = event;
  return {
    seq,
    at: isoOf(at),
    type,
    text: text(event),
    by: actorShown(by, hidden, reader),
    behalf: behalf === null ? null : actorShown(behalf, hidden, reader),
    content: textContentsOfEvent(event).flatMap((id) => said.get(id)?.content ?? []),
    data: isOutsider(reader) ? withoutPeople(shownData(event)) : shownData(event),
    previousHash,
    hash,
  };
}

/** Ids of what somebody said with the event; the form of a filing is shown with the case. */
function textContentsOfEvent(event: CaseEvent): string[] {
  return event.type === 'case-filed' ? [] : wordRefsOf(event).map(({ id }) => id);
}

/** The event's own fields. Of a filing, all but the account of who filed: the parties are shown under their own right. */
function shownData(event: CaseEvent): Record<string, unknown> {
  const { seq: _seq, at: _at, type: _type, by: _by, behalf: _behalf, order: _order, ...data } = event;
  if (event.type !== 'case-filed') return data;
  const { applicant: _applicant, form: _form, ...filing } = event.filing;
  return { ...data, filing };
}

/** Which officer has or is meant by something is nothing to a citizen. */
function withoutPeople(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { assignee: _assignee, mentions: _mentions, ...rest } = data;
  return 'task' in rest ? { ...rest, task: withoutPeople(rest.task as Record<string, unknown>) } : rest;
}
