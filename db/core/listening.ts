/** A connection that hears PostgreSQL's notices, and is given back exactly once, whichever way it ends. */
import type { PoolClient } from 'pg';
import type { Database } from './client.ts';

export interface Hearing {
  readonly channels: readonly string[];
  heard(payload: string): void;
  /** The connection broke after it had begun to hear. Not called when we end it. */
  lost(): void;
}

export interface Listener {
  end(): void;
}

/** @throws when PostgreSQL is away; then nothing stays open. */
export async function listenTo(db: Database, { channels, heard, lost }: Hearing): Promise<Listener> {
  const client: PoolClient = await db.pool.connect();
  let isOurs = true;
  let hasBegun = false;
  // A connection that breaks may say so to its query and as an event, in either order, and after it was ended.
  const end = () => {
    if (isOurs) client.release(true);
    isOurs = false;
  };
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  client.on('error', () => {
    const wasHearing = isOurs && hasBegun;
    end();
    if (wasHearing) lost();
  });
  try {
    for (const channel of channels) await client.query(`LISTEN ${channel}`);
  } catch (error) {
    end();
    throw error;
  }
  if (!isOurs) throw new Error('the connection broke as it began to listen');
  hasBegun = true;
  return { end };
}
