/** Whether the files of all papers are those that were kept: each is read whole, and its SHA-256 compared. */
import type { AuditProblem } from '../db/audit.ts';
import type { Database } from '../db/client.ts';
import { isAway } from '../db/errors.ts';
import { filesAfter, filesKept } from '../db/queries/papers.ts';
import { digestOf } from '../integrations/objects/digest.ts';
import type { ObjectStore } from '../integrations/objects/types.ts';

const BATCH = 500;

export interface FileProblem extends Pick<AuditProblem, 'caseId' | 'detail'> {
  readonly kind: 'file-missing' | 'file-changed';
}

export interface FileAudit {
  readonly files: number;
  readonly problems: readonly FileProblem[];
}

/** Asked as the owner of the tables. @throws what the store throws when it is away: it has lost nothing. */
export async function verifyFiles(
  { pool }: Database,
  objects: ObjectStore,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void = () => undefined,
): Promise<FileAudit> {
  const total = await filesKept(pool);
  const problems: FileProblem[] = [];
  let done = 0;
  let last = '';
  for (;;) {
    const files = await filesAfter(pool, last, BATCH);
    for (const { id, caseId, object, digest } of files) {
      const found = await digestOf(objects, object).catch((error: unknown) => {
        if (isAway(error)) throw error;
        return null;
      });
      if (found === null)
        problems.push({
          caseId,
          kind: 'file-missing',
          detail: `the file of the document ${id} cannot be read`,
        });
      else if (found !== digest)
        problems.push({
          caseId,
          kind: 'file-changed',
          detail: `the file of the document ${id} is another one`,
        });
      done += 1;
      onProgress({ done, total });
    }
    last = files.at(-1)?.id ?? last;
    if (files.length < BATCH) return { files: done, problems };
  }
}
