import { lt } from 'drizzle-orm';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../core/client.ts';
import { sessions } from './tables.ts';

/** Sessions that ended before this are removed: nobody comes back to them. Gives how many were. */
export async function forgetSessions(session: Session, before: Instant): Promise<number> {
  const gone = await session.orm.delete(sessions).where(lt(sessions.expire, new Date(before)));
  return gone.rowCount ?? 0;
}
