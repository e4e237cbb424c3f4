import { z } from 'zod';
import {
  ListedProcedure,
  ProcedureChange,
  ProcedureFinding,
  ProcedureText,
  ProcedureVersion,
  PublishedVersion,
} from '../../contracts/http/procedures.ts';
import { agenciesOf } from '../../db/agencies/queries.ts';
import {
  currentCalendars,
  currentProcedures,
  type PublishedProcedure,
  publishProcedure,
  versionsOf,
} from '../../db/procedures/queries.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { bpmnOf } from '../../domain/procedures/bpmn/bpmn.ts';
import { checkProcedure } from '../../domain/procedures/checks/check.ts';
import { diffProcedures } from '../../domain/procedures/language/diff.ts';
import { parseProcedure } from '../../domain/procedures/language/parse.ts';
import type { Problem as FileProblem } from '../../domain/procedures/language/problem.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { isoOf } from '../../domain/time/instant.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Context } from '../http/context.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';
import { demandRole, faultOf } from './administration.ts';

const code = z.string().min(1).max(60);
const version = z.coerce.number().int().min(1).max(1_000_000);
const byCode = z.object({ code });

export const procedureRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/procedures',
    tag: 'Procedures',
    summary: 'Procedures of your province, each in the version that new cases start with',
    query: z.strictObject({
      kind: z.enum(CASE_KINDS).optional(),
      field: z.string().min(1).max(60).optional(),
    }),
    answers: { 200: { description: 'All of them', body: z.object({ items: z.array(ListedProcedure) }) } },
    problems: [],
    run: async ({ query, actor, language, context }) => {
      const all = await currentProcedures(context.db, actor.province);
      const items = all.filter(
        ({ procedure: { kind, field } }) =>
          (query.kind === undefined || kind === query.kind) &&
          (query.field === undefined || field === query.field),
      );
      return ok({ items: items.map((each) => listed(each, language)) });
    },
  }),
  route({
    method: 'post',
    path: '/v1/procedures',
    tag: 'Procedures',
    summary: 'Publish a version',
    description: 'For administrators. A published version never changes; the same text again does nothing.',
    body: ProcedureText,
    answers: {
      200: { description: 'It was published before', body: PublishedVersion },
      201: { description: 'Published', body: PublishedVersion },
    },
    problems: ['not-permitted', 'invalid-procedure', 'version-conflict'],
    run: async ({ body, actor, language, context }) => {
      demandRole(actor, 'administrator');
      const { procedure, problems } = await checkedText(context, actor.province, body.yaml);
      if (procedure === null || problems.length > 0)
        throw new Problem(
          'invalid-procedure',
          {},
          problems.map((each) => faultOf(each, language)),
        );
      const { fresh } = await publishProcedure(context.db, actor.province, procedure, actor.user);
      const published = await find(context, actor.province, procedure.code, procedure.version);
      const shown = whole(published);
      return fresh ? reply(201, shown) : ok(shown);
    },
  }),
  route({
    method: 'post',
    path: '/v1/procedures/check',
    tag: 'Procedures',
    summary: 'Check the text of a procedure without publishing it',
    body: ProcedureText,
    answers: {
      200: {
        description: 'Problems that prevent publishing; empty: none',
        body: z.object({ findings: z.array(ProcedureFinding) }),
      },
    },
    problems: ['not-permitted'],
    run: async ({ body, actor, language, context }) => {
      demandRole(actor, 'administrator', 'province-office', 'agency-head');
      const { problems } = await checkedText(context, actor.province, body.yaml);
      return ok({
        findings: problems.map(({ path, line, code: rule, message, mend }) => ({
          path,
          line: line ?? null,
          code: rule,
          message: message[language],
          mend: mend[language],
        })),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/procedures/{code}',
    tag: 'Procedures',
    summary: 'A procedure in full: form, documents, steps and time limits',
    params: byCode,
    query: z.strictObject({ version: version.optional() }),
    answers: { 200: { description: 'The requested version, or the current one', body: PublishedVersion } },
    problems: ['not-found'],
    run: async ({ params, query, actor, context }) =>
      ok(whole(await find(context, actor.province, params.code, query.version))),
  }),
  route({
    method: 'get',
    path: '/v1/procedures/{code}/versions',
    tag: 'Procedures',
    summary: 'All versions, the newest first',
    params: byCode,
    answers: { 200: { description: 'Versions', body: z.object({ items: z.array(ProcedureVersion) }) } },
    problems: ['not-found'],
    run: async ({ params, actor, context }) => {
      const all = await versionsOf(context.db, actor.province, params.code);
      if (all.length === 0) throw new Problem('not-found');
      return ok({
        items: all.map(({ version: number, hash, publishedAt, publishedBy }) => ({
          version: number,
          hash,
          publishedAt: isoOf(publishedAt),
          publishedBy,
        })),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/procedures/{code}/diff',
    tag: 'Procedures',
    summary: 'Changes between two versions',
    params: byCode,
    query: z.strictObject({ from: version, to: version }),
    answers: {
      200: {
        description: 'Changes, in the language of procedures',
        body: z.object({ items: z.array(ProcedureChange) }),
      },
    },
    problems: ['not-found'],
    run: async ({ params, query, actor, language, context }) => {
      const [before, after] = await Promise.all([
        find(context, actor.province, params.code, query.from),
        find(context, actor.province, params.code, query.to),
      ]);
      const changes = diffProcedures(before.procedure, after.procedure);
      return ok({ items: changes.map((change) => ({ ...change, text: change.text[language] })) });
    },
  }),
  route({
    method: 'get',
    path: '/v1/procedures/{code}/bpmn',
    tag: 'Procedures',
    summary: 'The workflow of a case as a BPMN 2.0 diagram',
    params: byCode,
    query: z.strictObject({ version: version.optional() }),
    answers: { 200: { description: 'BPMN 2.0 XML', body: z.string(), mediaType: 'application/xml' } },
    problems: ['not-found'],
    run: async ({ params, query, actor, language, context, res }) => {
      const { procedure } = await find(context, actor.province, params.code, query.version);
      res
        .type('application/xml')
        .setHeader(
          'Content-Disposition',
          `attachment; filename="${procedure.code}.${procedure.version}.bpmn"`,
        );
      res.send(await bpmnOf(procedure, language));
      return null;
    },
  }),
];

/** @throws Problem not-found */
export async function find(
  context: Context,
  province: ProvinceId,
  code: string,
  wanted: number | undefined,
): Promise<PublishedProcedure> {
  const all = await versionsOf(context.db, province, code);
  const found = wanted === undefined ? all[0] : all.find((each) => each.version === wanted);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

async function checkedText(
  context: Context,
  province: ProvinceId,
  yaml: string,
): Promise<{ procedure: Procedure | null; problems: readonly FileProblem[] }> {
  const parsed = parseProcedure(yaml, 'yaml');
  if (!parsed.ok) return { procedure: null, problems: parsed.problems };
  const { procedure, locate } = parsed;
  const surroundings = {
    directory: await agenciesOf(context.db, province),
    calendars: Object.keys(await currentCalendars(context.db, province)),
  };
  return { procedure, problems: checkProcedure(procedure, surroundings).map(locate) };
}

function listed({ procedure, hash, publishedAt }: PublishedProcedure, language: Language) {
  const { code, version: number, kind, name, description, field, owner, channels } = procedure;
  return {
    code,
    version: number,
    hash,
    kind,
    name: name[language],
    names: name,
    description: description[language],
    field,
    owner,
    channels,
    publishedAt: isoOf(publishedAt),
  };
}

function whole({ code, version: number, hash, publishedAt, publishedBy, procedure }: PublishedProcedure) {
  const content = { ...procedure };
  return { code, version: number, hash, publishedAt: isoOf(publishedAt), publishedBy, procedure: content };
}
