import { z } from 'zod';
import { Document, DocumentRequest } from '../../contracts/http/generated-documents.ts';
import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { findCase } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import {
  findGeneratedDocument,
  type GeneratedDocument,
  generatedDocumentsOf,
  requestDocument,
} from '../../db/documents/generated.ts';
import { generateRequestedDocument } from '../../temporal/documents.ts';
import { noteRead } from '../audit/reading.ts';
import { sendFile } from '../http/download.ts';
import { keyOf, onceFor } from '../http/keys.ts';
import { Problem } from '../http/problem.ts';
import { type BodyOf, caseParams, ok, type Route, reply, route } from '../http/registry.ts';
import { wantedDocument } from './requested-document.ts';

/** Whoever asked for a list waits so long for it; then it is made all the same. */
const PATIENCE_MS = 15_000;

export const generatedDocumentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/documents',
    tag: 'Documents',
    summary: 'Generated documents of a case',
    description: 'An applicant does not see a result whose fee is unpaid.',
    params: caseParams,
    answers: {
      200: { description: 'In the order of their events', body: z.object({ items: z.array(Document) }) },
    },
    problems: ['not-found'],
    run: async ({ params, actor, context }) => {
      const made = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        return found === null ? null : generatedDocumentsOf(session.sql, found.id);
      });
      if (made === null) throw new Problem('not-found');
      return ok({ items: made.map(documentView) });
    },
  }),
  route({
    method: 'get',
    path: '/v1/generated-documents/{id}',
    tag: 'Documents',
    summary: 'A generated document as a file',
    description: 'With ETag (SHA-256), and in parts by Range.',
    params: z.object({ id: z.string().min(1).max(200) }),
    answers: {
      200: { description: 'The file', body: z.string(), mediaType: 'application/pdf' },
      206: { description: 'A part of it', body: z.string(), mediaType: 'application/pdf' },
      304: { description: 'You have it' },
    },
    problems: [
      'not-found',
      'document-under-way',
      'document-impossible',
      'range-not-satisfiable',
      'file-missing',
    ],
    slow: true,
    run: async ({ params, actor, context, req, res }) => {
      const document = await asActor(context.db, actor, (session) =>
        findGeneratedDocument(session.sql, params.id),
      );
      if (document === null) throw new Problem('not-found');
      const { caseId, object, size, digest, form, language } = document;
      if (object === null || size === null || digest === null)
        throw new Problem(document.failed === null ? 'document-under-way' : 'document-impossible');
      if (caseId !== null) await noteRead(context, actor, caseId, 'document');
      const name = `${form}-${language}.pdf`;
      return sendFile(context, req, res, { object, name, mediaType: 'application/pdf', size, digest });
    },
  }),
  route({
    method: 'post',
    path: '/v1/generated-documents',
    tag: 'Documents',
    summary: 'Request a document',
    description:
      'A register, a handover list, a current control sheet, a delivery label, a document in another language. It is ' +
      'visible to you alone, at `/v1/generated-documents/{id}`.',
    keyed: 'key',
    body: DocumentRequest,
    answers: {
      201: { description: 'Generated', body: Document },
      202: { description: 'In preparation: request it by its id later', body: Document },
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
      'document-impossible',
      'unavailable',
    ],
    slow: true,
    run: async ({ body, actor, context, req }) => {
      const key = keyOf(req, actor, body);
      // By the key: asked again after a lost answer, it is the same paper.
      const id = `request-${key.orderId}`;
      return onceFor(context, actor, key, async () => {
        await asActor(context.db, actor, async (session) => {
          const { user, province } = actor;
          const wanted = await wantedDocument(session, actor, body);
          await requestDocument(session.sql, { ...wanted, id, province, language: body.language, by: user });
        });
        const state = await generateRequestedDocument(context.client, id, PATIENCE_MS, context.taskQueue);
        if (state === 'impossible') throw new Problem('document-impossible');
        const document = await asActor(context.db, actor, (session) =>
          findGeneratedDocument(session.sql, id),
        );
        if (document === null) throw new Problem('not-found');
        return reply(state === 'generated' ? 201 : 202, documentView(document));
      });
    },
  }),
];

function documentView({
  id,
  form,
  language,
  seq,
  head,
  object,
  size,
  digest,
  failed,
}: GeneratedDocument): BodyOf<typeof Document> {
  return {
    id,
    form,
    name: DOCUMENT_TEXTS[language].names[form],
    language,
    seq,
    head,
    state: object !== null ? 'generated' : failed !== null ? 'impossible' : 'under-way',
    size,
    sha256: digest,
  };
}
