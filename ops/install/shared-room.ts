import { chmod, mkdir } from 'node:fs/promises';

/** Where root puts what the server's account could not reach elsewhere. */
export const SHARED_ROOM = '/var/lib/motcua/';

/** The room, made where it is missing, and open to every account, whatever root's umask is. */
export async function sharedRoom(): Promise<string> {
  await mkdir(SHARED_ROOM, { recursive: true });
  await chmod(SHARED_ROOM, 0o755);
  return SHARED_ROOM;
}
