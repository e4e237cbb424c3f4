/** Whose turn it is. Read by the worker, for all provinces; each question is about one. */
import type { Vacancy } from '../../domain/cases/rules/balancing.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Session } from '../core/client.ts';
import { timestampOf } from '../core/rows.ts';

/**
 * The officer who gets a task: active, in its role and agency, and not away at `now` (with a deputy or without). By ward:
 * one who answers for the case's, if there is one; then, as for the least loaded, who has the fewest open tasks, wherever
 * they are; then who has not been given one for longest. In turn: the latter alone. Among equals the case decides, so that
 * tasks that come at once do not all go to one. null: nobody is there.
 */
export async function chooseOfficer(
  session: Session,
  vacancy: Vacancy,
  now: Instant,
): Promise<UserId | null> {
  const { text, values } = officerQuery(vacancy, now);
  const { rows } = await session.sql.query<{ user: UserId }>(text, values);
  return rows[0]?.user ?? null;
}

export function officerQuery(vacancy: Vacancy, now: Instant): { text: string; values: unknown[] } {
  const { province, agency, role, how, area, caseId, taskId } = vacancy;
  const load = `(SELECT count(*) FROM tasks t WHERE t.assignee = o.id AND t.closed_at IS NULL)`;
  const turn = `(SELECT max(t.assigned_at) FROM tasks t WHERE t.assignee = o.id AND t.assigned_at IS NOT NULL) NULLS FIRST`;
  const order = {
    'round-robin': turn,
    'least-loaded': `${load}, ${turn}`,
    'by-ward': `o.answers DESC, ${load}, ${turn}`,
  }[how];
  const text = `WITH o AS MATERIALIZED (
      SELECT u.id, coalesce($4 = ANY (m.areas), false) AS answers
      FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.agency = $2 AND m.role = $3 AND u.province = $1 AND u.active AND NOT EXISTS (
        SELECT FROM delegations d WHERE d.principal = u.id AND d.revoked_at IS NULL AND d.from_at <= $5 AND d.until_at > $5
          AND (d.role IS NULL OR d.role = m.role) AND (d.agency IS NULL OR d.agency = m.agency))
    ) SELECT o.id AS user FROM o ORDER BY ${order}, md5(o.id || $6) LIMIT 1`;
  return { text, values: [province, agency, role, area, timestampOf(now), `${caseId} ${taskId}`] };
}
