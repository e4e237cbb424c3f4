/** Whether a case is what was written, down to the files of its documents. */
import { createHash } from 'node:crypto';
import { findCase } from '../../db/cases/queries.ts';
import { type Document, documentsOf, type KeptFile } from '../../db/cases/submissions.ts';
import { type CaseAudit, verifyCase } from '../../db/core/audit.ts';
import { isUnavailable } from '../../db/core/errors.ts';
import { asActor } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { FileProblem } from '../../domain/vocabulary/verification.ts';
import type { Context, FileReader } from '../http/context.ts';

/** Of files so many bytes are read for one verification; what is beyond is said to be unread. */
const MOST_BYTES = 100_000_000;

export interface Finding {
  readonly kind: FileProblem | CaseAudit['problems'][number]['kind'];
  readonly seq: number | null;
  readonly detail: string;
}

type FileFinding = Finding & { readonly kind: FileProblem };

/** null: there is no such case, or none for this reader. */
export async function verification(context: Context, actor: Actor, idOrCode: string) {
  const read = await asActor(
    context.db,
    actor,
    async (session) => {
      const found = await findCase(session, idOrCode);
      const audit = found === null ? null : await verifyCase(session.sql, found.id);
      if (found === null || audit === null) return null;
      return { id: found.id, code: found.code, audit, documents: await documentsOf(session, found.id) };
    },
    'snapshot',
  );
  if (read === null) return null;
  const { id, code, audit, documents } = read;
  const { problems, ...counts } = audit;
  const files = await verifyFiles(context, documents);
  const findings: readonly Finding[] = [
    ...problems.map(({ kind, seq, detail }) => ({ kind, seq, detail })),
    ...files.findings,
  ];
  const { read: filesRead, bytes, unread } = files;
  return { id, code, ...counts, files: { read: filesRead, bytes, unread }, findings };
}

async function verifyFiles({ objects }: Context, documents: readonly Document[]) {
  const findings: FileFinding[] = [];
  let read = 0;
  let bytes = 0;
  let unread = 0;
  for (const { id, object, size, digest } of documents) {
    if (object === null || bytes + size > MOST_BYTES) {
      unread += 1;
      continue;
    }
    const found = await faultOfFile(objects, { id, object, digest });
    if (found !== null) findings.push(found);
    if (found?.kind === 'file-missing') continue;
    read += 1;
    bytes += size;
  }
  return { read, bytes, unread, findings };
}

/** Reads the file of a document whole; null: it is the one that was kept. @throws what a store throws that is away: it has lost nothing. */
export async function faultOfFile(
  objects: FileReader,
  { id, object, digest }: Omit<KeptFile, 'caseId'>,
): Promise<FileFinding | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of await objects.get(object)) hash.update(piece);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return {
      kind: 'file-missing',
      seq: null,
      detail: `the file of the document ${id} cannot be read: ${why}`,
    };
  }
  if (hash.digest('hex') === digest) return null;
  return { kind: 'file-changed', seq: null, detail: `the file of the document ${id} is another one` };
}
