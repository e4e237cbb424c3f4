/** Whether the files of all documents are those that were kept: each is read whole, and its SHA-256 compared. */
import { type Finding, faultOfFile } from '../../api/audit/verification.ts';
import { filesAfter, filesKept } from '../../db/cases/submissions.ts';
import type { Database } from '../../db/core/client.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';

const BATCH = 500;

export interface FileProblem extends Pick<Finding, 'kind' | 'detail'> {
  readonly caseId: CaseId;
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
    for (const { caseId, ...file } of files) {
      const fault = await faultOfFile(objects, file);
      if (fault !== null) problems.push({ caseId, kind: fault.kind, detail: fault.detail });
      done += 1;
      onProgress({ done, total });
    }
    last = files.at(-1)?.id ?? last;
    if (files.length < BATCH) return { files: done, problems };
  }
}
