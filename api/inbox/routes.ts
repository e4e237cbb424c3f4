import { z } from 'zod';
import { Person, PersonShown } from '../../contracts/http/cases.ts';
import {
  ListedTask,
  OptionsQuery,
  pageOf,
  SavedView,
  TaskCounts,
  TaskQuery,
  TEXT_IN_BODY,
} from '../../contracts/http/inbox.ts';
import { earlierParty } from '../../db/cases/submissions.ts';
import { asActor } from '../../db/core/reader.ts';
import { countTasks, listTasks, type TaskSummary } from '../../db/inbox/queries.ts';
import { forgetView, savedViews, saveView } from '../../db/inbox/views.ts';
import type { Actor, HeldRole } from '../../domain/cases/state/commands.ts';
import type { AgencyId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { noteRead } from '../audit/reading.ts';
import { iso, named, taskName } from '../cases/case-view.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { commonOptions } from './common-options.ts';

const viewParams = SavedView.pick({ name: true });

export const workRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/tasks',
    tag: 'Work',
    summary: 'An inbox: open tasks, the most urgent first',
    query: TaskQuery,
    answers: { 200: { description: 'A page', body: pageOf(ListedTask) } },
    problems: ['invalid-input', 'bad-cursor'],
    run: async ({ query, actor, language, context }) => ok(await inboxPage(context, actor, query, language)),
  }),
  route({
    method: 'post',
    path: '/v1/tasks/search',
    tag: 'Work',
    summary: 'Search an inbox by text',
    description: `As the inbox by GET. ${TEXT_IN_BODY}`,
    body: TaskQuery,
    answers: { 200: { description: 'A page', body: pageOf(ListedTask) } },
    problems: ['bad-cursor'],
    run: async ({ body, actor, language, context }) => ok(await inboxPage(context, actor, body, language)),
  }),
  route({
    method: 'get',
    path: '/v1/tasks/counts',
    tag: 'Work',
    summary: 'Number of tasks in each of your lists',
    answers: { 200: { description: 'Open and overdue', body: TaskCounts } },
    problems: [],
    run: async ({ actor, context }) => {
      const now = context.now() as Instant;
      const counts = await asActor(context.db, actor, async (session) => ({
        watched: await countTasks(session, boxOf('watched', actor), now),
        mine: await countTasks(session, boxOf('mine', actor), now),
        agency: await countTasks(session, boxOf('agency', actor), now),
        free: await countTasks(session, boxOf('free', actor), now),
      }));
      const short = ({ open, overdue }: { open: number; overdue: number }) => ({ open, overdue });
      return ok({
        mine: short(counts.mine),
        agency: short(counts.agency),
        free: short(counts.free),
        watched: short(counts.watched),
      });
    },
  }),
  route({
    method: 'post',
    path: '/v1/tasks/options',
    tag: 'Work',
    summary: 'Options common to several tasks',
    description:
      'To whom all of them can be assigned, or with which outcomes (without reason or documents) all of them can be completed. Nothing of the cases is shown.',
    body: OptionsQuery,
    answers: {
      200: {
        description: 'Empty: no option is valid for all of them',
        body: z.object({
          options: z.array(
            z.object({
              value: z.string(),
              title: z.string().nullable().meta({ description: 'null: the value is a user' }),
            }),
          ),
        }),
      },
    },
    problems: ['invalid-input'],
    run: async ({ body, actor, language, context }) =>
      ok({ options: await commonOptions(context, actor, body, language) }),
  }),
  route({
    method: 'post',
    path: '/v1/applicants/search',
    tag: 'Work',
    summary: 'Details from an applicant’s last dossier',
    description:
      'For counters: by telephone or identity number, which are not in the address. Only dossiers that you may see; the access is logged.',
    body: Person.pick({ phone: true, idNumber: true }).refine(
      ({ phone, idNumber }) => phone !== undefined || idNumber !== undefined,
    ),
    answers: {
      200: { description: 'null: nothing is known', body: z.object({ applicant: PersonShown.nullable() }) },
    },
    problems: ['invalid-input', 'not-permitted'],
    run: async ({ body, actor, context }) => {
      if (!actor.roles.some(({ role }) => role === 'receptionist'))
        throw new Problem('not-permitted', { action: 'search' });
      const found = await asActor(context.db, actor, (session) => earlierParty(session, body));
      if (found === null) return ok({ applicant: null });
      await noteRead(context, actor, found.caseId, 'case');
      const { name, phone, email, address, idNumber } = found;
      return ok({ applicant: { name, phone, email, address, idNumber } });
    },
  }),
  route({
    method: 'get',
    path: '/v1/views',
    tag: 'Work',
    summary: 'Your saved views',
    answers: { 200: { description: 'All', body: z.object({ items: z.array(SavedView) }) } },
    problems: [],
    run: async ({ actor, language, context }) => {
      const views = await asActor(context.db, actor, (session) => savedViews(session, actor.user));
      const { compare } = new Intl.Collator(language);
      return ok({ items: views.toSorted((one, other) => compare(one.name, other.name)) });
    },
  }),
  route({
    method: 'put',
    path: '/v1/views/{name}',
    tag: 'Work',
    summary: 'Save a view; one of the same name is replaced',
    params: viewParams,
    body: SavedView.pick({ filters: true }),
    answers: { 200: { description: 'Stored', body: SavedView } },
    problems: ['invalid-input', 'too-many-views'],
    run: async ({ params: { name }, body: { filters }, actor, context }) => {
      const view = { name, filters };
      const isKept = await asActor(context.db, actor, (session) =>
        saveView(session, actor.user, view, MOST_VIEWS),
      );
      if (!isKept) throw new Problem('too-many-views', { most: MOST_VIEWS });
      return ok(view);
    },
  }),
  route({
    method: 'delete',
    path: '/v1/views/{name}',
    tag: 'Work',
    summary: 'Delete a saved view; a missing one is no error',
    params: viewParams,
    answers: { 200: { description: 'Deleted', body: viewParams } },
    problems: ['invalid-input'],
    run: async ({ params: { name }, actor, context }) => {
      await asActor(context.db, actor, (session) => forgetView(session, actor.user, name));
      return ok({ name });
    },
  }),
];

/** More than fit under each other on a screen are no help. */
const MOST_VIEWS = 20;

async function inboxPage(
  context: Context,
  actor: Actor,
  { box, agency, dueBefore, overdue, kind, ...rest }: z.output<typeof TaskQuery>,
  language: Language,
) {
  const page = await asActor(context.db, actor, (session) =>
    listTasks(session, {
      ...rest,
      ...boxOf(box, actor),
      kind,
      agency: agency as AgencyId | undefined,
      dueBefore,
      overdueAt: overdue === true ? (context.now() as Instant) : undefined,
    }),
  );
  const items = await Promise.all(page.items.map((task) => taskView(context, actor, task, language)));
  return { items, next: page.next };
}

type Box = z.output<typeof TaskQuery>['box'];

/**
 * What a box holds: mine what I hold; of my agencies what waits for a role that I have there, and where I am the head whatever
 * waits there; free what I could claim; all what I may see.
 */
function boxOf(box: Box, actor: Actor) {
  if (box === 'all') return {};
  if (box === 'watched') return { watchedBy: actor.user };
  if (box === 'mine') return { assignee: actor.user, standsInFor: actor.roles.flatMap(deputyOf) };
  const places = actor.roles.flatMap(({ role, agency }) => (agency === null ? [] : [{ role, agency }]));
  if (box === 'free') return { places, unclaimed: true };
  return { places, headed: places.flatMap(({ role, agency }) => (role === 'agency-head' ? [agency] : [])) };
}

function deputyOf({ role, agency, of }: HeldRole) {
  return of === undefined || agency === null ? [] : [{ of, role, agency }];
}

async function taskView(
  context: Context,
  { user, province, roles }: Actor,
  task: TaskSummary,
  language: Language,
) {
  const { procedure } = await context.definitions.procedure(province, task.procedureHash);
  const isDeputy = roles.some(
    ({ of, role, agency }) => of === task.assignee && role === task.role && agency === task.agency,
  );
  return {
    id: task.id,
    step: task.step,
    name: taskName(procedure, task, language),
    branch: task.branch,
    agency: task.agency,
    role: task.role,
    assignee: task.assignee,
    behalf: task.assignee === user || !isDeputy ? null : task.assignee,
    openedAt: iso(task.openedAt),
    dueAt: iso(task.dueAt),
    phase: task.phase,
    case: {
      id: task.caseId,
      code: task.code,
      kind: task.kind,
      procedure: {
        code: task.procedure,
        version: task.procedureVersion,
        name: named(task.procedureName, task.procedure, language),
      },
      status: task.status,
      urgency: task.urgency,
      version: task.caseVersion,
    },
  };
}
