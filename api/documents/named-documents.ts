/** The documents that a request names: files that were handed over before, or documents of which it is only said what they are. */

import type { z } from 'zod';
import type { DocumentInput } from '../../contracts/http/inputs.ts';
import { documentsOf, findDocument, saveDocument } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { sha256 } from '../../db/core/digest.ts';
import { asActor } from '../../db/core/reader.ts';
import { addDocument, savePosition } from '../../db/documents/queries.ts';
import { findUpload, takeUpload } from '../../db/documents/uploads.ts';
import { isOutsider } from '../../domain/cases/rules/permissions.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { CaseState, DocumentRef } from '../../domain/cases/state/state.ts';
import { cleanName } from '../../domain/documents/name.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Context } from '../http/context.ts';
import { type FieldError, Problem } from '../http/problem.ts';
import { finish } from './uploads.ts';

type Given = z.output<typeof DocumentInput>;

export interface NamedDocument {
  readonly ref: DocumentRef;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** false: no file comes with it. */
  readonly uploaded: boolean;
  readonly replaces: string | null;
}

interface NamedIn {
  readonly orderId: string;
  readonly caseId: CaseId;
  /** null: it is being filed. */
  readonly state: CaseState | null;
  readonly given: readonly Given[];
}

/** No file at all: nothing of it can be read here. */
const ON_PAPER = { name: 'Bản giấy', mediaType: 'application/octet-stream', size: 0 } as const;

/** A file keeps the id under which it was handed over. @throws Problem that names each field at fault */
export async function namedDocuments(
  context: Context,
  actor: Actor,
  { orderId, caseId, state, given }: NamedIn,
): Promise<readonly NamedDocument[]> {
  const errors: FieldError[] = [];
  const documents: NamedDocument[] = [];
  for (const [n, each] of given.entries()) {
    if ('onPaper' in each) {
      // What lies on a citizen's table is no paper of the case; what an officer has in hand is.
      if (isOutsider(actor))
        errors.push({ pointer: `/documents/${n}/onPaper`, kind: 'accept', params: { accept: 'upload' } });
      const ref = { id: `${orderId}-${n}`, rule: each.rule, digest: sha256('') };
      documents.push({ ref, ...ON_PAPER, uploaded: false, replaces: null });
      continue;
    }
    if (!('upload' in each)) {
      const { rule, sha256, name, mediaType, size } = each;
      const ref = { id: `${orderId}-${n}`, rule, digest: sha256 };
      documents.push({ ref, name, mediaType, size, uploaded: false, replaces: null });
      continue;
    }
    const { rule, upload, replaces = null } = each;
    const found = await fileNamed(context, actor, caseId, { rule, upload, replaces });
    if (typeof found === 'string') errors.push({ pointer: `/documents/${n}/upload`, kind: found });
    else if (documents.some(({ ref }) => ref.id === upload))
      errors.push({ pointer: `/documents/${n}/upload`, kind: 'used' });
    else documents.push(found);
  }
  const replaced = documents.flatMap(({ replaces, ref }) => (replaces === null ? [] : [{ replaces, ref }]));
  if (replaced.length > 0) {
    const older = await asActor(context.db, actor, (session) => documentsOf(session, caseId));
    for (const { replaces, ref } of replaced) {
      const was = older.find(({ id }) => id === replaces);
      const isOfCase = state?.documents.some(({ id }) => id === replaces) === true;
      const isNewest = !older.some((each) => each.replaces === replaces && each.id !== ref.id);
      const isSame = was?.rule === ref.rule && was.origin === 'upload';
      const once = replaced.filter((each) => each.replaces === replaces).length === 1;
      if (isOfCase && isNewest && isSame && once) continue;
      const n = given.findIndex((each) => 'upload' in each && each.upload === ref.id);
      errors.push({ pointer: `/documents/${n}/replaces`, kind: 'version' });
    }
  }
  if (errors.length > 0) throw new Problem('invalid-input', {}, errors);
  return documents;
}

/** What is wrong with it, or the document. Asked again after a lost answer, the case has it already. */
async function fileNamed(
  context: Context,
  actor: Actor,
  caseId: CaseId,
  { rule, upload: id, replaces }: { rule: string; upload: string; replaces: string | null },
): Promise<NamedDocument | 'unknown' | 'used' | 'unfinished'> {
  const { document, upload } = await asActor(context.db, actor, async (session) => {
    const kept = await findDocument(session, id);
    return { document: kept, upload: kept === null ? await findUpload(session.sql, id) : null };
  });
  if (document !== null) {
    if (document.author !== actor.user || document.origin !== 'upload') return 'unknown';
    const { digest, name, mediaType, size } = document;
    const isSame = document.caseId === caseId && document.rule === rule && document.replaces === replaces;
    return isSame ? { ref: { id, rule, digest }, name, mediaType, size, uploaded: true, replaces } : 'used';
  }
  if (upload === null) return 'unknown';
  if (upload.file === null && upload.received < upload.length) return 'unfinished';
  const { digest, mediaType, size } = await finish(context, actor, upload);
  const name = cleanName(upload.name, mediaType);
  return { ref: { id, rule, digest }, name, mediaType, size, uploaded: true, replaces };
}

/** @throws Problem where the procedure takes no such file for such a document */
export function checkAccepted(procedure: Procedure, documents: readonly NamedDocument[]): void {
  const errors = documents.flatMap(({ ref: { rule }, mediaType, size, uploaded }, n): FieldError[] => {
    if (rule === 'other') return [];
    const known = procedure.documents.find(({ id }) => id === rule);
    if (known === undefined) return [{ pointer: `/documents/${n}/rule`, kind: 'unknown' }];
    const pointer = `/documents/${n}/${uploaded ? 'upload' : 'mediaType'}`;
    // A picture is none on paper.
    const isSheet = !uploaded && size === 0 && known.accept.includes('application/pdf');
    return isSheet || known.accept.includes(mediaType)
      ? []
      : [{ pointer, kind: 'accept', params: { accept: known.accept } }];
  });
  if (errors.length > 0) throw new Problem('invalid-input', {}, errors);
}

/** A file leaves the uploads in the same transaction in which it becomes the case's. @throws Problem when another case was faster */
export async function keepDocuments(
  session: Session,
  caseId: CaseId,
  actor: Actor,
  documents: readonly NamedDocument[],
): Promise<void> {
  for (const [n, { ref, name, mediaType, size, uploaded, replaces }] of documents.entries()) {
    const document = { ...ref, caseId, name, mediaType, size, author: actor.user };
    if (!uploaded) {
      await saveDocument(session, document);
      continue;
    }
    const { file = null } = (await takeUpload(session.sql, ref.id)) ?? {};
    if (file === null) {
      const kept = await findDocument(session, ref.id);
      if (kept?.caseId !== caseId)
        throw new Problem('invalid-input', {}, [{ pointer: `/documents/${n}/upload`, kind: 'used' }]);
      continue;
    }
    const { object, scanned, position } = file;
    await addDocument(session.sql, { ...document, origin: 'upload', object, scanned, replaces });
    if (position !== null) await savePosition(session.sql, ref.id, position);
  }
}
