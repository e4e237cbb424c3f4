/** Files handed over in one request, and the documents of cases as files. */
import { parse } from 'content-disposition';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { PictureSize } from '../../contracts/documents/files.ts';
import { documentParams, FileView } from '../../contracts/http/documents.ts';
import { findCase } from '../../db/cases/queries.ts';
import { type Document, findDocument, partyOf } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { positionOf, publishedPicture, replacedBy } from '../../db/documents/queries.ts';
import { findUpload, type Upload } from '../../db/documents/uploads.ts';
import { isCaseCode } from '../../domain/cases/state/case-code.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { isPicture } from '../../domain/documents/media-types.ts';
import { cleanName } from '../../domain/documents/name.ts';
import type { CaseId } from '../../domain/ids.ts';
import { noteRead } from '../audit/reading.ts';
import type { Context } from '../http/context.ts';
import { type Downloaded, SHOWN, sendFile } from '../http/download.ts';
import { limitOf } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { ok, type Route, reply, route } from '../http/registry.ts';
import { demandRoom, takeWhole } from './uploads.ts';

const byAddress = limitOf(600, 60_000);
const FILE = z.string().meta({ description: 'The file' });

export const documentRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/documents',
    tag: 'Documents',
    summary: 'Upload a file in one request',
    description:
      'The body is the file. Its type is determined by its content, not by the headers. A filing, a supplement or an attachment ' +
      'then refers to the id: `{"rule": "…", "upload": "<id>"}`. Unused files are deleted after a week. Over bad networks ' +
      'send it in parts, to `/v1/uploads`.',
    headers: [
      {
        name: 'Content-Disposition',
        required: false,
        description: "`attachment; filename*=UTF-8''…`: the name of the file",
      },
      { name: 'Content-Digest', required: false, description: '`sha-256=:<base64>:` (RFC 9530)' },
    ],
    stream: 'application/octet-stream',
    slow: true,
    answers: { 201: { description: 'Taken', body: FileView, headers: { Location: 'Its address' } } },
    problems: [
      'invalid-input',
      'too-many-uploads',
      'file-empty',
      'file-too-large',
      'file-type',
      'file-cut',
      'file-changed',
      'file-infected',
      'scanner-unavailable',
    ],
    run: async ({ req, res, actor, context }) => {
      const name = nameIn(req);
      const digest = digestIn(req);
      // Whoever is refused has not been heard to the end.
      res.setHeader('Connection', 'close');
      await demandRoom(context, actor, lengthIn(req));
      const upload = await takeWhole(context, actor, {
        name,
        source: req,
        ...(digest === null ? {} : { digest }),
      });
      res.removeHeader('Connection');
      return reply(201, uploadView(upload), { Location: `/v1/documents/${upload.id}` });
    },
  }),
  route({
    method: 'get',
    path: '/v1/documents/{id}',
    tag: 'Documents',
    summary: 'Details of a document',
    params: documentParams,
    answers: { 200: { description: 'The document', body: FileView } },
    problems: ['not-found'],
    run: async ({ params, actor, context }) => {
      const view = await asActor(context.db, actor, async (session) => {
        const found = await findDocument(session, params.id);
        if (found === null) {
          const upload = await findUpload(session.sql, params.id);
          return upload === null || upload.file === null ? null : uploadView(upload);
        }
        const [position, newer] = [
          await positionOf(session.sql, found.id),
          await replacedBy(session.sql, found.id),
        ];
        return documentView(found, position, newer);
      });
      if (view === null) throw new Problem('not-found');
      return ok(view);
    },
  }),
  route({
    method: 'get',
    path: '/v1/documents/{id}/file',
    tag: 'Documents',
    summary: 'A document as a file',
    description:
      'With ETag (SHA-256), and in parts by Range. Every version stays readable for those who may read the case. A picture of a ' +
      'complaint is given without the metadata of the device, such as its owner, to those who may not know the reporter.',
    params: documentParams,
    answers: {
      200: { description: 'The file', body: FILE, mediaType: 'application/octet-stream', files: SHOWN },
      206: { description: 'A part of it', body: FILE, mediaType: 'application/octet-stream', files: SHOWN },
      304: { description: 'You have it' },
    },
    problems: ['not-found', 'range-not-satisfiable', 'file-missing'],
    slow: true,
    run: async ({ params, actor, context, req, res }) => {
      const file = await fileOf(context, actor, params.id);
      if (!file.hidesOwner) return sendFile(context, req, res, file);
      return sendPicture(context, res, file.object, 'shown');
    },
  }),
  route({
    method: 'get',
    path: '/v1/documents/{id}/thumbnail',
    tag: 'Documents',
    summary: 'A thumbnail of a picture',
    params: documentParams,
    answers: {
      200: { description: 'At most 320 pixels wide and high', body: FILE, mediaType: 'image/jpeg' },
    },
    problems: ['not-found', 'file-missing'],
    slow: true,
    run: async ({ params, actor, context, res }) => {
      const { object, mediaType } = await fileOf(context, actor, params.id);
      if (!isPicture(mediaType)) throw new Problem('not-found');
      return sendPicture(context, res, object, 'thumbnail');
    },
  }),
  route({
    method: 'get',
    path: '/v1/published/{code}/photos/{id}',
    tag: 'Published',
    summary: 'A picture published with a result',
    description: 'Re-encoded: without anything that the device wrote into it, such as where it was taken.',
    access: 'public',
    params: documentParams.extend({ code: z.string().min(1).max(100) }),
    answers: {
      200: { description: 'At most 1600 pixels wide and high', body: FILE, mediaType: 'image/jpeg' },
    },
    problems: ['not-found', 'file-missing', 'too-many-requests'],
    slow: true,
    run: async ({ params, context, req, res }) => {
      await byAddress(req, res);
      const code = params.code.toUpperCase();
      const object = isCaseCode(code) ? await publishedPicture(context.db.pool, code, params.id) : null;
      if (object === null) throw new Problem('not-found');
      res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      return sendPicture(context, res, object, 'shown');
    },
  }),
];

/** `caseId` null: no case has taken it in yet. */
type Readable = Downloaded & { readonly hidesOwner: boolean; readonly caseId: CaseId | null };

/** @throws Problem not-found: there is none, it is not for this reader, or it stands in an archive */
async function fileOf(context: Context, actor: Actor, id: string): Promise<Readable> {
  const found = await asActor(context.db, actor, async (session): Promise<Readable | null> => {
    const document = await findDocument(session, id);
    if (document !== null) {
      const { object } = document;
      return object === null
        ? null
        : { ...document, object, hidesOwner: await hidesOwner(session, actor, document) };
    }
    const upload = await findUpload(session.sql, id);
    if (upload === null || upload.file === null) return null;
    return {
      ...upload.file,
      name: cleanName(upload.name, upload.file.mediaType),
      hidesOwner: false,
      caseId: null,
    };
  });
  if (found === null) throw new Problem('not-found');
  if (found.caseId !== null) await noteRead(context, actor, found.caseId, 'document');
  return found;
}

/** Devices write their owner's name into pictures; of a complaint, the agencies that handle it may not know the reporter. */
async function hidesOwner(
  session: Session,
  actor: Actor,
  { caseId, mediaType, origin, author }: Document,
): Promise<boolean> {
  if (!isPicture(mediaType) || origin !== 'upload' || author === actor.user) return false;
  return (await findCase(session, caseId))?.kind === 'complaint' && (await partyOf(session, caseId)) === null;
}

async function sendPicture({ files }: Context, res: Response, object: string, size: PictureSize) {
  res.type('image/jpeg').send(Buffer.from(await files.picture(object, size)));
  return null;
}

function documentView(
  { id, name, mediaType, size, digest, scanned, caseId, rule, origin, object, replaces }: Document,
  position: { lat: number; lon: number } | null,
  newer: string | null,
): z.output<typeof FileView> {
  const stored = object !== null;
  const about = {
    id,
    name,
    mediaType,
    size,
    sha256: digest,
    scanned,
    caseId,
    rule,
    origin,
    stored,
    replaces,
  };
  return { ...about, replacedBy: newer, position };
}

function uploadView({ id, name, file }: Upload): z.output<typeof FileView> {
  if (file === null) throw new Problem('not-found');
  const { mediaType, size, digest, scanned } = file;
  return {
    id,
    name: cleanName(name, mediaType),
    mediaType,
    size,
    sha256: digest,
    scanned,
    caseId: null,
    rule: null,
    origin: 'upload',
    stored: true,
    replaces: null,
    replacedBy: null,
    position: null,
  };
}

function nameIn(req: Request): string {
  const given = req.headers['content-disposition'];
  if (given === undefined) return '';
  try {
    return (parse(given).parameters.filename ?? '').replaceAll('\u0000', ' ').slice(0, 500);
  } catch {
    throw new Problem('invalid-input', {}, [
      { pointer: 'Content-Disposition', kind: 'wrong', message: "attachment; filename*=UTF-8''…" },
    ]);
  }
}

/** Hex; null: none was announced. */
function digestIn(req: Request): string | null {
  const given = req.headers['content-digest'];
  if (given === undefined) return null;
  const [, value] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(String(given)) ?? [];
  if (value === undefined)
    throw new Problem('invalid-input', {}, [
      { pointer: 'Content-Digest', kind: 'wrong', message: 'sha-256=:<base64>:' },
    ]);
  return Buffer.from(value, 'base64').toString('hex');
}

/** null: it comes in chunks, and is counted as it comes. */
function lengthIn(req: Request): number | null {
  const given = req.headers['content-length'];
  if (given !== undefined) return Number(given);
  return req.headers['transfer-encoding'] === undefined ? 0 : null;
}
