import { createHash } from 'node:crypto';
import type { ObjectStore } from './types.ts';

/** SHA-256 of what lies there now, hex; read as it comes, never whole in memory. @throws NoSuchObject */
export async function digestOf(objects: Pick<ObjectStore, 'get'>, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of await objects.get(key)) hash.update(piece);
  return hash.digest('hex');
}
