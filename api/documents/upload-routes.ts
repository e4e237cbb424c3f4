/** Files over bad networks: the tus protocol, version 1.0.0. */
import type { Request, Response } from 'express';
import { uploadParams } from '../../contracts/http/documents.ts';
import { Problem } from '../http/problem.ts';
import { type Route, reply, route } from '../http/registry.ts';
import { abandon, begin, type Checksum, receive, uploadOf } from './uploads.ts';

const VERSION = '1.0.0';
const PART = 'application/offset+octet-stream';
const COMMON = { 'Tus-Resumable': VERSION };
const OFFSET = { 'Upload-Offset': 'Bytes that are there' };
const TUS_HEADER = { name: 'Tus-Resumable', required: true, description: VERSION };
const CHECKSUM_HEADER = {
  name: 'Upload-Checksum',
  required: false,
  description: '`sha1 <base64>` or `sha256 <base64>` of this part',
};
const FILE_PROBLEMS = [
  'file-empty',
  'file-too-large',
  'file-type',
  'file-cut',
  'file-infected',
  'scanner-unavailable',
] as const;

/** @throws Problem */
async function demandVersion(req: Request, res: Response): Promise<void> {
  res.setHeader('Tus-Resumable', VERSION);
  if (req.headers['tus-resumable'] === VERSION) return;
  res.setHeader('Tus-Version', VERSION);
  throw new Problem('tus-version');
}

export const uploadRoutes: readonly Route[] = [
  route({
    method: 'options',
    path: '/v1/uploads',
    tag: 'Documents',
    summary: 'Capabilities of uploads in parts',
    access: 'public',
    answers: {
      204: {
        description: 'In the headers',
        headers: {
          'Tus-Resumable': 'The version of the protocol',
          'Tus-Version': 'The versions that there are',
          'Tus-Extension': 'What it can do besides',
          'Tus-Checksum-Algorithm': 'By which parts may be checked',
          'Tus-Max-Size': 'Bytes of the largest file',
        },
      },
    },
    problems: [],
    run: async ({ context }) =>
      reply(204, undefined, {
        ...COMMON,
        'Tus-Version': VERSION,
        'Tus-Extension': 'creation,creation-with-upload,termination,checksum',
        'Tus-Checksum-Algorithm': 'sha1,sha256',
        'Tus-Max-Size': String(context.files.mostBytes),
      }),
  }),
  route({
    method: 'post',
    path: '/v1/uploads',
    tag: 'Documents',
    summary: 'Start an upload in parts',
    description:
      'By the tus protocol. The last part of the path in `Location` is the id by which a filing refers to the file, once all of ' +
      'it has arrived. Unused files are deleted after a week, unfinished ones after a day.',
    headers: [
      TUS_HEADER,
      { name: 'Upload-Length', required: true, description: 'Bytes' },
      { name: 'Upload-Metadata', required: false, description: '`filename <base64>`' },
    ],
    stream: PART,
    slow: true,
    answers: {
      201: {
        description: 'Begun, at the address in `Location`',
        headers: { Location: 'Its address', ...OFFSET },
      },
    },
    problems: ['tus-version', 'invalid-input', 'too-many-uploads', 'upload-checksum', ...FILE_PROBLEMS],
    before: demandVersion,
    run: async ({ req, actor, context }) => {
      const id = await begin(context, actor, filenameIn(req), numberIn(req, 'upload-length'));
      const hasPart = req.headers['content-type'] === PART;
      const received = hasPart ? await part(id, 0, { req, actor, context }) : 0;
      return reply(201, undefined, { Location: `/v1/uploads/${id}`, 'Upload-Offset': String(received) });
    },
  }),
  route({
    method: 'head',
    path: '/v1/uploads/{id}',
    tag: 'Documents',
    summary: 'How much of a file has arrived',
    params: uploadParams,
    headers: [TUS_HEADER],
    answers: {
      200: {
        description: 'In the headers',
        headers: { ...OFFSET, 'Upload-Length': 'Bytes of the whole file' },
      },
    },
    problems: ['tus-version', 'not-found'],
    before: demandVersion,
    run: async ({ params, actor, context }) => {
      const { received, length } = await uploadOf(context, actor, params.id);
      return reply(200, undefined, { 'Upload-Offset': String(received), 'Upload-Length': String(length) });
    },
  }),
  route({
    method: 'patch',
    path: '/v1/uploads/{id}',
    tag: 'Documents',
    summary: 'The next part of a file',
    description:
      'With the last part the file is checked: its type by its content, whether it is complete, and for viruses. A file ' +
      'that fails is removed. With `scanner-unavailable` it is kept: send an empty part, or file with it, later.',
    params: uploadParams,
    headers: [
      TUS_HEADER,
      { name: 'Upload-Offset', required: true, description: 'The offset at which to continue' },
      CHECKSUM_HEADER,
    ],
    stream: PART,
    slow: true,
    answers: {
      204: { description: 'Accepted; the header Upload-Offset says how much has arrived', headers: OFFSET },
    },
    problems: [
      'tus-version',
      'not-found',
      'unsupported-media-type',
      'invalid-input',
      'upload-offset',
      'upload-checksum',
      ...FILE_PROBLEMS,
    ],
    before: demandVersion,
    run: async ({ params, req, actor, context }) => {
      if (req.headers['content-type'] !== PART) throw new Problem('unsupported-media-type');
      const received = await part(params.id, numberIn(req, 'upload-offset'), { req, actor, context });
      return reply(204, undefined, { 'Upload-Offset': String(received) });
    },
  }),
  route({
    method: 'delete',
    path: '/v1/uploads/{id}',
    tag: 'Documents',
    summary: 'Delete an unused file',
    params: uploadParams,
    headers: [TUS_HEADER],
    answers: { 204: { description: 'Removed' } },
    problems: ['tus-version', 'not-found'],
    before: demandVersion,
    run: async ({ params, actor, context }) => {
      if (!(await abandon(context, actor, params.id))) throw new Problem('not-found');
      return reply(204, undefined);
    },
  }),
];

type Called = Pick<Parameters<Route['run']>[0], 'req' | 'context'> & {
  readonly actor: Parameters<typeof uploadOf>[1];
};

async function part(id: string, at: number, { req, actor, context }: Called): Promise<number> {
  const checksum = checksumIn(req);
  const upload = await uploadOf(context, actor, id);
  return receive(context, actor, upload, { at, source: req, checksum });
}

function numberIn(req: Request, name: 'upload-length' | 'upload-offset'): number {
  const value = req.headers[name];
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  const pointer = name === 'upload-length' ? 'Upload-Length' : 'Upload-Offset';
  throw new Problem('invalid-input', {}, [
    { pointer, kind: value === undefined ? 'missing' : 'wrong', message: '0…' },
  ]);
}

function filenameIn(req: Request): string {
  const given = String(req.headers['upload-metadata'] ?? '').split(',');
  const [, encoded = ''] =
    given.map((each) => each.trim().split(' ')).find(([key]) => key === 'filename') ?? [];
  return new TextDecoder().decode(Buffer.from(encoded, 'base64')).replaceAll('\u0000', ' ').slice(0, 500);
}

function checksumIn(req: Request): Checksum | null {
  const given = req.headers['upload-checksum'];
  if (given === undefined) return null;
  const [, algorithm, value] = /^(sha1|sha256) ([A-Za-z0-9+/]+={0,2})$/.exec(String(given)) ?? [];
  if ((algorithm !== 'sha1' && algorithm !== 'sha256') || value === undefined)
    throw new Problem('invalid-input', {}, [
      { pointer: 'Upload-Checksum', kind: 'wrong', message: 'sha1 <base64>, sha256 <base64>' },
    ]);
  return { algorithm, value };
}
