import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Tracked } from '../../contracts/http/procedures.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { trackCase } from '../../db/cases/queries.ts';
import { PROOF_DIGITS } from '../../db/cases/submissions.ts';
import { currentProcedure } from '../../db/procedures/queries.ts';
import { isCaseCode } from '../../domain/cases/state/case-code.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { iso } from '../cases/case-view.ts';
import type { Context } from '../http/context.ts';
import { limitOf } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';

const MINUTE = 60_000;
/** Somebody who tries many codes, and somebody who tries many proofs for one code from many places. */
export const byAddress = limitOf(30, MINUTE);
export const byCode = limitOf(10, 15 * MINUTE, (req) =>
  String(req.params.code ?? req.body?.code)
    .toUpperCase()
    .slice(0, 100),
);

export const trackRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/track/{code}',
    tag: 'Cases',
    summary: 'Track a case by the code on its receipt',
    description:
      'Needs no account. The header Tracking-Proof holds the last 4 digits of the telephone number given at filing or, where ' +
      'none was given, the 4 digits printed on the receipt. A wrong proof and an unknown code get the same answer.',
    access: 'public',
    params: z.object({ code: z.string().min(1).max(100) }),
    answers: { 200: { description: 'No personal data', body: Tracked } },
    problems: ['not-found', 'too-many-requests'],
    run: async ({ params, language, req, res, context }) => {
      await byAddress(req, res);
      await byCode(req, res);
      return ok(await trackedCase(context, params.code, req.get('tracking-proof') ?? '', language));
    },
  }),
];

/** @throws Problem not-found for a code that is not known and for a proof that is wrong alike */
export async function trackedCase(
  context: Context,
  given: string,
  proof: string,
  language: Language,
): Promise<z.infer<typeof Tracked>> {
  const code = given.trim().toUpperCase();
  const found = isCaseCode(code) ? await trackCase(context.db, code) : null;
  const wanted = found?.proof ?? '';
  const proven = isSame(proof, wanted);
  if (found === null || wanted.length !== PROOF_DIGITS || !proven) throw new Problem('not-found');
  const { proof: _, province, procedure, ...shown } = found;
  const published = await currentProcedure(context.db, province, procedure);
  return {
    code: shown.code,
    kind: shown.kind,
    procedure: published?.procedure.name[language] ?? procedure,
    status: shown.status,
    statusText: TEXTS[language].statuses[shown.status],
    ending: shown.ending,
    filedAt: iso(shown.filedAt),
    dueAt: iso(shown.dueAt),
    decidedAt: iso(shown.decidedAt),
    deliveredAt: iso(shown.deliveredAt),
    closedAt: iso(shown.closedAt),
  };
}

/** Takes as long whatever differs, and as long where there is nothing to compare with. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
