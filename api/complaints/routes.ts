/** What complaints have beyond other cases: those that may be the same, and results for everybody to read. */
import { z } from 'zod';
import {
  Duplicate,
  DuplicateQuery,
  MapView,
  OpenComplaint,
  OpenComplaintQuery,
  PublishedQuery,
  PublishedResult,
} from '../../contracts/http/complaints.ts';
import { pageOf } from '../../contracts/http/inbox.ts';
import { findCase } from '../../db/cases/queries.ts';
import { textContentsOf } from '../../db/cases/submissions.ts';
import { currentMap } from '../../db/complaints/maps.ts';
import { listOpenComplaints, type OpenComplaint as OpenComplaintRow } from '../../db/complaints/open.ts';
import { findPublication, listPublications, type Publication } from '../../db/complaints/publications.ts';
import { type Resembling, resembling } from '../../db/complaints/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import { isCaseCode } from '../../domain/cases/state/case-code.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { type Reach, reasonOf, scoreOf, sharedWords } from '../../domain/complaints/duplicates.ts';
import { textIn } from '../../domain/complaints/place.ts';
import type { AgencyId, ProvinceId } from '../../domain/ids.ts';
import { asObject } from '../../domain/procedures/language/json.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { iso, summary, taskName } from '../cases/case-view.ts';
import { limitOf } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { caseParams, ok, type Route, route } from '../http/registry.ts';

const MINUTE = 60_000;
const byAddress = limitOf(300, MINUTE);

export const complaintRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/complaints',
    tag: 'Cases',
    summary: 'Open complaints with their location and assignee',
    description: 'Those that you may see, the most urgent first; for a map and a board.',
    query: OpenComplaintQuery,
    answers: { 200: { description: 'A page', body: pageOf(OpenComplaint) } },
    problems: ['invalid-input', 'bad-cursor', 'not-permitted'],
    run: async ({ query, actor, language, context }) => {
      const { agency, overdue, ...rest } = query;
      const { items, next } = await asActor(context.db, actor, (session) =>
        listOpenComplaints(session, {
          ...rest,
          agency: agency as AgencyId | undefined,
          overdueAt: overdue === true ? (context.now() as Instant) : undefined,
        }),
      );
      const shown = items.map(async (each) => {
        const { procedure } = await context.definitions.procedure(each.province, each.procedureHash);
        return openComplaint(each, procedure, language, actor);
      });
      return ok({ items: await Promise.all(shown), next });
    },
  }),
  route({
    method: 'get',
    path: '/v1/map/{province}',
    tag: 'Published',
    summary: 'Map data of a province',
    access: 'public',
    params: z.object({ province: z.string().min(1).max(80) }),
    answers: { 200: { description: 'Its map', body: MapView } },
    problems: ['not-found', 'too-many-requests'],
    run: async ({ params, req, res, context }) => {
      await byAddress(req, res);
      const map = await currentMap(context.db, params.province as ProvinceId);
      if (map === null) throw new Problem('not-found');
      return ok(map);
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/duplicates',
    tag: 'Cases',
    summary: 'Possible duplicates of a complaint',
    description:
      'Similar in location, time and text, among those that you may see; the most similar first, each with its reason. Whether they ' +
      'are the same is decided by a person, with the action merge.',
    params: caseParams,
    query: DuplicateQuery,
    answers: { 200: { description: 'Candidates', body: z.object({ items: z.array(Duplicate) }) } },
    problems: ['invalid-input', 'not-found'],
    run: async ({ params, query, actor, language, context }) => {
      const { limit, ...reach } = query;
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null || found.kind !== 'complaint') return null;
        const said = (await textContentsOf(session, found.id)).find(({ kind }) => kind === 'form')?.content;
        return { found, own: textIn(asObject(said)), others: await resembling(session, found.id, reach) };
      });
      if (read === null) throw new Problem('not-found');
      const { found, own, others } = read;
      const items = others
        .flatMap((other) => duplicate(other, found.filedAt, own, reach, language))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
      return ok({ items });
    },
  }),
  route({
    method: 'get',
    path: '/v1/published',
    tag: 'Published',
    summary: 'Published results of complaints',
    description: 'No account needed; contains no personal data. The newest first.',
    access: 'public',
    query: PublishedQuery,
    answers: { 200: { description: 'A page', body: pageOf(PublishedResult) } },
    problems: ['invalid-input', 'bad-cursor', 'too-many-requests'],
    run: async ({ query, language, req, res, context }) => {
      await byAddress(req, res);
      const { province, category, agency, ...rest } = query;
      const page = await listPublications(context.db, {
        ...rest,
        procedure: category,
        province: province as ProvinceId | undefined,
        owner: agency as AgencyId | undefined,
      });
      return ok({ items: page.items.map((each) => published(each, language)), next: page.next });
    },
  }),
  route({
    method: 'get',
    path: '/v1/published/{code}',
    tag: 'Published',
    summary: 'One published result',
    access: 'public',
    params: z.object({ code: z.string().min(1).max(100) }),
    answers: { 200: { description: 'The result', body: PublishedResult } },
    problems: ['not-found', 'too-many-requests'],
    run: async ({ params, language, req, res, context }) => {
      await byAddress(req, res);
      const code = params.code.toUpperCase();
      const found = isCaseCode(code) ? await findPublication(context.db, code) : null;
      if (found === null) throw new Problem('not-found');
      return ok(published(found, language));
    },
  }),
];

function openComplaint(found: OpenComplaintRow, procedure: Procedure, language: Language, reader: Actor) {
  const { ward, address, lat, lon, tasks } = found;
  return {
    ...summary(found, language, reader),
    ward,
    address,
    location: located(lat, lon),
    tasks: tasks.map(({ branch, ...task }) => ({
      ...task,
      name: taskName(procedure, { ...task, branch }, language),
      dueAt: iso(task.dueAt),
    })),
  };
}

const located = (lat: number | null, lon: number | null) =>
  lat === null || lon === null ? null : { lat, lon };

function duplicate(other: Resembling, filedAt: Instant, own: string, reach: Reach, language: Language) {
  const { id, code, status, urgency, procedure, procedureName, ward, address, metres } = other;
  const minutesBefore = Math.round((filedAt - other.filedAt) / MINUTE);
  const alike = { metres, minutesBefore, likeness: other.likeness, category: other.category };
  const score = scoreOf(alike, reach);
  if (score === null) return [];
  const words = sharedWords(own, other.folded);
  return [
    {
      id,
      code,
      procedure: { code: procedure, name: procedureName?.[language] ?? procedure },
      status,
      urgency,
      filedAt: isoOf(other.filedAt),
      ward,
      address,
      score,
      metres: metres === null ? null : Math.round(metres),
      minutesBefore,
      words,
      reason: reasonOf(alike, words)[language],
      mayMerge: status !== 'closed',
    },
  ];
}

function published(result: Publication, language: Language) {
  const { code, province, procedure, procedureName, owner, ownerName, ward, lat, lon } = result;
  const { title, description, answer, photos, rating } = result;
  return {
    code,
    province,
    category: { code: procedure, name: procedureName?.[language] ?? procedure },
    agency: { id: owner, name: ownerName?.[language] ?? owner },
    ward,
    location: located(lat, lon),
    title,
    description,
    answer,
    photos,
    sentAt: isoOf(result.filedAt),
    dueAt: iso(result.dueAt),
    handledAt: iso(result.handledAt),
    publishedAt: isoOf(result.publishedAt),
    rating,
  };
}
