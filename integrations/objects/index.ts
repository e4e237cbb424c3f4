import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { folderStore } from './folder.ts';
import { s3Store } from './s3.ts';
import type { ObjectStore } from './types.ts';

/** The store that the settings name: a bucket, or a folder of the installation. */
export function objectStore({
  dataDir,
  s3 = null,
}: Pick<Settings, 'dataDir'> & Partial<Pick<Settings, 's3'>>): ObjectStore {
  return s3 === null ? folderStore(join(dataDir, 'documents')) : s3Store(s3);
}
