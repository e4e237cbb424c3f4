/** The same message by the next channel that is open to its recipient. */
import type { Database } from '../../db/core/client.ts';
import {
  recordMessage,
  type StoredMessage,
  triedChannels,
  unsentMessages,
} from '../../db/messages/sending.ts';
import type { Channels } from '../../integrations/messages/types.ts';
import { preferencesFor, routeTo } from './route.ts';

/** Records it, and gives its id; null: every channel was tried. */
export async function byOtherRoute(
  db: Database,
  channels: Channels,
  message: StoredMessage,
): Promise<string | null> {
  // Recorded before, by a worker that was killed then.
  const recorded = (await unsentMessages(db.pool, message.job)).find(
    (id) => id !== message.id && withoutChannel(id) === withoutChannel(message.id),
  );
  if (recorded !== undefined) return recorded;
  const tried = await triedChannels(db.pool, message);
  const route = await routeTo(db, channels, message, await preferencesFor(db, message), tried);
  if (typeof route === 'string') return null;
  const id = `${withoutChannel(message.id)}.${route.channel}`;
  await recordMessage(db.pool, { ...message, id, ...route, status: 'waiting' });
  return id;
}

const withoutChannel = (id: string) => id.replace(/\.(mail|sms|zalo)$/, '');
