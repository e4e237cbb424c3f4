import type pg from 'pg';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { statusHistoryOf } from '../../domain/cases/views/status-history.ts';

const AT_ONCE = 200;

/**
 * Tells of cases that were recorded before there was such a list how they stood at the national portal, from their
 * events. Those that the list knows are left alone, so that the same again changes nothing.
 */
export async function fillStatusHistory(client: pg.Client): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ id: string; province: string; events: CaseEvent[] }>(
      `SELECT c.id, c.province, (SELECT jsonb_agg(e.body ORDER BY e.seq) FROM events e WHERE e.case_id = c.id) AS events
       FROM cases c WHERE c.id > $1 AND NOT EXISTS (SELECT FROM portal_statuses p WHERE p.case_id = c.id)
       ORDER BY c.id LIMIT $2`,
      [after, AT_ONCE],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    const statusHistory = rows.flatMap(({ id, province, events }) =>
      statusHistoryOf(events ?? []).map(({ since, code }) => ({
        id,
        province,
        since: new Date(since).toISOString(),
        code,
      })),
    );
    await client.query(
      `INSERT INTO portal_statuses (case_id, province, since, code)
       SELECT s.id, s.province, s.since, s.code
       FROM jsonb_to_recordset($1::jsonb) AS s(id text, province text, since timestamptz, code smallint)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(statusHistory)],
    );
    after = last.id;
  }
}
