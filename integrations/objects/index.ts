import { join } from 'node:path';
import { folderStore } from './folder.ts';
import type { ObjectStore } from './types.ts';

/** The store that the settings name: a folder of the installation. */
export function objectStore({ dataDir }: { readonly dataDir: string }): ObjectStore {
  return folderStore(join(dataDir, 'documents'));
}
