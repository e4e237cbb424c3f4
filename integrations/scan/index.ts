import type { Settings } from '../../config/settings.ts';
import { clamdScanner } from './clamd.ts';
import type { Scanner } from './types.ts';

/** null: no scanner is set up, and documents say that they were not scanned. */
export function scannerOf({ clamdUrl }: Pick<Settings, 'clamdUrl'>): Scanner | null {
  return clamdUrl === null ? null : clamdScanner(clamdUrl);
}
