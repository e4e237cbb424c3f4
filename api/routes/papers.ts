import { z } from 'zod';
import { AskForPaper, Paper } from '../../contracts/papers.ts';
import { PAPER_TEXTS } from '../../contracts/texts/papers.ts';
import { findCase } from '../../db/queries/cases.ts';
import { askForPaper, findMadePaper, type MadePaper, madePapersOf } from '../../db/queries/made-papers.ts';
import { asActor } from '../../db/reader.ts';
import { makeAskedPaper } from '../../temporal/papers.ts';
import { wantedPaper } from '../asked-paper.ts';
import { sendFile } from '../download.ts';
import { keyOf, onceFor } from '../keys.ts';
import { Problem } from '../problem.ts';
import { noteRead } from '../reading.ts';
import { caseParams, ok, type Route, route } from '../registry.ts';

/** Whoever asked for a list waits so long for it; then it is made all the same. */
const PATIENCE_MS = 15_000;

export const paperRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/papers',
    tag: 'Papers',
    summary: 'Forms that were made of a case',
    description: 'A result whose fee is not paid is not among them for its applicant.',
    params: caseParams,
    answers: {
      200: { description: 'In the order of their events', body: z.object({ items: z.array(Paper) }) },
    },
    problems: ['not-found'],
    run: async ({ params, actor, context }) => {
      const made = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        return found === null ? null : madePapersOf(session.sql, found.id);
      });
      if (made === null) throw new Problem('not-found');
      return ok({ items: made.map(paperView) });
    },
  }),
  route({
    method: 'get',
    path: '/v1/papers/{id}',
    tag: 'Papers',
    summary: 'A paper as a file',
    description: 'With ETag (SHA-256), and in parts by Range.',
    params: z.object({ id: z.string().min(1).max(200) }),
    answers: {
      200: { description: 'The file', body: z.string(), mediaType: 'application/pdf' },
      206: { description: 'A part of it', body: z.string(), mediaType: 'application/pdf' },
      304: { description: 'You have it' },
    },
    problems: ['not-found', 'paper-under-way', 'paper-impossible', 'range-not-satisfiable', 'file-missing'],
    slow: true,
    run: async ({ params, actor, context, req, res }) => {
      const paper = await asActor(context.db, actor, (session) => findMadePaper(session.sql, params.id));
      if (paper === null) throw new Problem('not-found');
      const { caseId, object, size, digest, form, language } = paper;
      if (object === null || size === null || digest === null)
        throw new Problem(paper.failed === null ? 'paper-under-way' : 'paper-impossible');
      if (caseId !== null) await noteRead(context, actor, caseId, 'paper');
      const name = `${form}-${language}.pdf`;
      return sendFile(context, req, res, { object, name, mediaType: 'application/pdf', size, digest });
    },
  }),
  route({
    method: 'post',
    path: '/v1/papers',
    tag: 'Papers',
    summary: 'Ask for a paper that no event calls for',
    description:
      'A register, a handover list, a control sheet as of now, a delivery label, a paper once more in another language. It is ' +
      'yours alone to read, at `/v1/papers/{id}`.',
    keyed: 'key',
    body: AskForPaper,
    answers: {
      201: { description: 'Made', body: Paper },
      202: { description: 'Being made: ask for it by its id in a while', body: Paper },
    },
    problems: [
      'invalid-input',
      'key-required',
      'key-reused',
      'not-found',
      'not-permitted',
      'no-such-agency',
      'bad-period',
      'too-many-cases',
      'paper-impossible',
      'unavailable',
    ],
    slow: true,
    run: async ({ body, actor, context, req }) => {
      const key = keyOf(req, actor, body);
      // By the key: asked again after a lost answer, it is the same paper.
      const id = `asked-${key.orderId}`;
      return onceFor(context, actor, key, async () => {
        await asActor(context.db, actor, async (session) => {
          const { user, province } = actor;
          const wanted = await wantedPaper(session, actor, body);
          await askForPaper(session.sql, { ...wanted, id, province, language: body.language, by: user });
        });
        const state = await makeAskedPaper(context.client, id, PATIENCE_MS, context.taskQueue);
        if (state === 'impossible') throw new Problem('paper-impossible');
        const paper = await asActor(context.db, actor, (session) => findMadePaper(session.sql, id));
        if (paper === null) throw new Problem('not-found');
        return { status: state === 'made' ? 201 : 202, body: paperView(paper) };
      });
    },
  }),
];

function paperView({ id, form, language, seq, head, object, size, digest, failed }: MadePaper) {
  return {
    id,
    form,
    name: PAPER_TEXTS[language].names[form],
    language,
    seq,
    head,
    state: object !== null ? 'made' : failed !== null ? 'impossible' : 'under-way',
    size,
    sha256: digest,
  };
}
