import { objectStore } from '../../integrations/objects/index.ts';
import type { Api } from './api.ts';

/** The keys of all objects of a test's installation. */
export async function objectsOf(api: Api): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of objectStore(api.engine.settings).list()) keys.push(key);
  return keys.sort();
}
