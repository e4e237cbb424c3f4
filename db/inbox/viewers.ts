/** Who has a case open at this moment. Read and written under row-level security. */
import type { CaseId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';

/** Who has said nothing for so long has gone. */
const GONE_SECONDS = 60;

/** Says that `user` has it open, and gives who else has. What they had open yesterday is forgotten on the way. */
export async function startViewing(
  session: Session,
  caseId: CaseId,
  user: UserId,
  at: Instant,
): Promise<readonly UserId[]> {
  const now = timestampOf(at);
  await session.sql.query(
    `WITH old AS (DELETE FROM case_viewers WHERE user_id = $2 AND at < $3::timestamptz - interval '1 day' AND case_id <> $1)
     INSERT INTO case_viewers (case_id, user_id, at) VALUES ($1, $2, $3)
     ON CONFLICT (case_id, user_id) DO UPDATE SET at = excluded.at`,
    [caseId, user, now],
  );
  const { rows } = await session.sql.query<{ user: UserId }>(
    `SELECT user_id AS "user" FROM case_viewers
     WHERE case_id = $1 AND user_id <> $2 AND at > $3::timestamptz - make_interval(secs => $4) ORDER BY user_id`,
    [caseId, user, now, GONE_SECONDS],
  );
  return rows.map((row) => row.user);
}

/** They have closed it. */
export async function stopViewing(session: Session, caseId: CaseId, user: UserId): Promise<void> {
  await session.sql.query('DELETE FROM case_viewers WHERE case_id = $1 AND user_id = $2', [caseId, user]);
}
