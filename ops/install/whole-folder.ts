import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { waitForLock } from './lock-file.ts';

export interface FolderMaking {
  readonly lock: string;
  /** null when what is in the folder can be used; otherwise why not. */
  readonly troubleWith: (folder: string) => Promise<string | null>;
  readonly make: (folder: string) => Promise<void>;
  /** What is thrown when it cannot be used though it was made. */
  readonly unusable: (why: string) => Error;
}

/** Makes a folder where there is none that can be used: once, beside its place, and put there when it has been tried. */
export async function wholeFolder(
  folder: string,
  { lock: file, troubleWith, make, unusable }: FolderMaking,
): Promise<void> {
  const lock = await waitForLock(file, () => undefined);
  const draft = `${folder}.${randomUUID()}`;
  try {
    if ((await troubleWith(folder)) === null) return;
    await make(draft);
    const trouble = await troubleWith(draft);
    if (trouble !== null) throw unusable(trouble);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await lock.release();
  }
}
