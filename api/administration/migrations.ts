/** Running cases go on under another version of their procedure: seen beforehand, then done one by one. */
import { z } from 'zod';
import { MovePreview, MoveRequest, MoveResult } from '../../contracts/http/procedures.ts';
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import { casesOfVersion, type MovingCase } from '../../db/cases/moving.ts';
import { saveTextContent } from '../../db/cases/submissions.ts';
import { asActor } from '../../db/core/reader.ts';
import { planMove } from '../../domain/cases/rules/move.ts';
import type { Actor, Definition } from '../../domain/cases/state/commands.ts';
import type { Refusal } from '../../domain/cases/state/refusal.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { moveCase } from '../../temporal/cases.ts';
import type { Context } from '../http/context.ts';
import { type Keyed, keyed, keyOf, onceFor } from '../http/keys.ts';
import { asProblem, Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';
import { demandRole } from './administration.ts';
import { find } from './procedures.ts';

type MoveRequestInput = z.output<typeof MoveRequest>;

const byCode = z.object({ code: z.string().min(1).max(60) });
const AT_ONCE = 5;

export const migrationRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/procedures/{code}/migrations/preview',
    tag: 'Procedures',
    summary: 'Preview which open cases can be moved to another version',
    params: byCode,
    description: 'Page by page: `affected` counts all of them, `next` leads to those not checked yet.',
    body: MoveRequest.omit({ reason: true }),
    answers: { 200: { description: 'Nothing changed', body: MovePreview } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, body, actor, language, context }) => {
      const planned = await plan(context, actor, params.code, body);
      const cases = planned.cases.map(({ moving, refusal }) => ({
        id: moving.id,
        code: moving.code,
        status: moving.state.status,
        ok: refusal === null,
        why: refusal === null ? null : said(refusal, language),
      }));
      return ok({
        affected: planned.affected,
        movable: cases.filter((each) => each.ok).length,
        next: planned.next,
        cases,
      });
    },
  }),
  route({
    method: 'post',
    path: '/v1/procedures/{code}/migrations',
    slow: true,
    tag: 'Procedures',
    summary: 'Move open cases to another version',
    description:
      'Cases that cannot continue there stay as they are. The same key moves nothing twice. If there are more than fit into one request, `next` says where the next one starts.',
    params: byCode,
    keyed: 'key',
    body: MoveRequest,
    answers: { 200: { description: 'A result for each case', body: MoveResult } },
    problems: ['not-permitted', 'not-found'],
    run: async ({ params, body, actor, language, context, req }) => {
      const request = keyOf(req, actor, { procedure: params.code, ...body });
      return onceFor(context, actor, request, async () => {
        const { cases, to, next } = await plan(context, actor, params.code, body);
        const results: z.output<typeof MoveResult>['results'] = [];
        const outage = { isUnavailable: false };
        for (let from = 0; from < cases.length; from += AT_ONCE) {
          const together = cases.slice(from, from + AT_ONCE).map(async ({ moving, refusal }) => {
            const { id, code } = moving;
            const by = keyed(`${request.key} ${id}`, actor, { ...body, case: id });
            const why =
              refusal === null
                ? await moved(context, actor, moving, by, to, body, language, outage)
                : said(refusal, language);
            return { id, code, ok: why === null, why };
          });
          results.push(...(await Promise.all(together)));
        }
        return ok({ moved: results.filter((each) => each.ok).length, next, results });
      });
    },
  }),
];

interface Plan {
  readonly to: Definition;
  readonly affected: number;
  readonly next: string | null;
  readonly cases: readonly { readonly moving: MovingCase; readonly refusal: Refusal | null }[];
}

async function plan(
  context: Context,
  actor: Actor,
  code: string,
  request: Omit<MoveRequestInput, 'reason'>,
): Promise<Plan> {
  demandRole(actor, 'administrator');
  const [from, to] = await Promise.all(
    [request.from, request.to].map(async (version) =>
      context.definitions.definition(actor.province, await find(context, actor.province, code, version)),
    ),
  );
  if (from === undefined || to === undefined) throw new Problem('not-found');
  const { cases, count, next } = await asActor(context.db, actor, (session) =>
    casesOfVersion(session, {
      province: actor.province,
      procedure: code,
      version: request.from,
      only: request.cases ?? null,
      after: request.after ?? null,
      limit: request.limit,
    }),
  );
  return {
    to,
    affected: count,
    next,
    cases: cases.map((moving) => {
      const planned = planMove(moving.state, from, to, request.mapping);
      return { moving, refusal: planned.ok ? null : planned.refusal };
    }),
  };
}

/** null when it is done; else why not. */
async function moved(
  context: Context,
  actor: Actor,
  { id }: MovingCase,
  { orderId, fingerprint }: Keyed,
  to: Definition,
  { mapping, reason }: MoveRequestInput,
  language: Language,
  outage: { isUnavailable: boolean },
): Promise<string | null> {
  try {
    // Once a part is away, the rest need not each wait for it.
    if (outage.isUnavailable) throw new Problem('unavailable');
    const content = await asActor(context.db, actor, (session) =>
      saveTextContent(session, {
        id: `${orderId}-reason`,
        caseId: id,
        kind: 'reason',
        author: actor.user,
        content: reason,
      }),
    );
    const command = { type: 'move-procedure', to: to.ref, mapping, reason: content } as const;
    const order = { id: orderId, fingerprint, actor, expectedVersion: null, command };
    const answer = await moveCase(context.client, id, order, to);
    if (answer.ok) return null;
    return 'ended' in answer ? TEXTS[language].problems['case-ended'][1] : said(answer.refusal, language);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === 'internal') context.logger.error({ err: error }, 'a case could not be moved');
    outage.isUnavailable ||= problem.code === 'unavailable';
    return TEXTS[language].problems[problem.code][1];
  }
}

function said(refusal: Refusal, language: Language): string {
  return fill(TEXTS[language].problems[refusal.code][1], { ...refusal });
}
