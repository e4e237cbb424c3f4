/** An inbox as full as nobody's should be: rows of the lists alone, without histories. */
import type { Queryable } from '../../db/core/client.ts';

export interface FullInbox {
  readonly agency: string;
  readonly count: number;
  /** How many cases of other agencies stand beside; half of them open. */
  readonly elsewhere?: number;
}

/** Asked as the owner of the tables; the provinces that ship are published. */
export async function fillInbox(db: Queryable, { agency, count, elsewhere = 0 }: FullInbox): Promise<void> {
  await db.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel, counter,
       owner, agencies, filed_at, due_at, clock_phase, version, head_hash, state)
     SELECT 'full' || i, 'H57.99-251101-' || lpad(i::text, 6, '0'), 'dossier', 'hue', p.code, p.version, p.hash,
       CASE WHEN i <= $2 OR i % 2 = 0 THEN 'in-process' ELSE 'closed' END, 'normal', 'counter', o.agency || '.mot-cua', o.agency,
       ARRAY[o.agency], now() - i * interval '1 minute', now() + (i % 5000 - 1000) * interval '10 minutes', 'running', 1, 'h', '{}'
     FROM generate_series(1, $2::integer + $3::integer) AS i,
       LATERAL (SELECT CASE WHEN i <= $2 THEN $1 ELSE 'elsewhere' || i % 150 END AS agency) AS o,
       (SELECT code, version, hash FROM procedures WHERE province = 'hue' AND code = '1.004873' ORDER BY version DESC LIMIT 1) AS p`,
    [agency, count, elsewhere],
  );
  await db.query(
    `INSERT INTO tasks (case_id, id, step, agency, role, assignee, opened_at, due_at, closed_at)
     SELECT id, 'examine.1', 'examine', owner, 'specialist', NULL, filed_at, due_at,
       CASE WHEN status = 'closed' THEN now() END FROM cases WHERE id LIKE 'full%'`,
  );
  await db.query('ANALYZE cases, tasks');
}
