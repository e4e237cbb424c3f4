/** Databases as full as a province's after some years. */
import { type Database, openDatabase } from '../db/core/client.ts';
import { migrateDatabase } from '../db/core/migrate.ts';

export const WARDS = 200;

/** As long as a state is that went its way. */
const STATE = JSON.stringify({
  tasks: [],
  trail: ['examine', 'sign'],
  rating: 'satisfied',
  clocks: [],
  documents: [{ id: 'd', rule: 'drawing', digest: '' }],
  padding: 'x'.repeat(600),
});

/**
 * A database of that many cases: a row each in every list, over all wards, as evenly as a province is not. A third is
 * open. Every task was late by an hour, every case in time; each case has a document.
 */
export async function crowd(serverUrl: string, size: number): Promise<Database> {
  return openDatabase(await crowdUrl(serverUrl, size), { role: 'motcua_api', max: 2 });
}

/** The same, as the address of the database. */
export async function crowdUrl(serverUrl: string, size: number): Promise<string> {
  const url = new URL(serverUrl);
  const owner = openDatabase(serverUrl, { role: null, max: 1 });
  await owner.pool.query(`CREATE DATABASE crowd_${size}`);
  await owner.close();
  url.pathname = `/crowd_${size}`;
  await migrateDatabase(url.href);
  const filler = openDatabase(url.href, { role: null, max: 1 });
  console.error(`making ${size} cases`);
  await filler.pool.query(
    `INSERT INTO agencies (id, province, parent, level, name, code, fulfils, area)
     SELECT 'w' || i, 'hue', NULL, 'commune', jsonb_build_object('vi', 'Phường ' || i, 'en', 'Ward ' || i), 'H57.' || i, '{commune}', 'area' || i
     FROM generate_series(0, ${WARDS - 1}) AS i`,
  );
  await filler.pool.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel, counter, owner,
       agencies, filed_at, accepted_at, decided_at, delivered_at, closed_at, due_at, clock_phase, version, head_hash, state)
     SELECT 'c' || i, 'H57.' || i % ${WARDS} || '-250101-' || lpad(i::text, 7, '0'), 'dossier', 'hue', 'p' || i % 40, 1, 'h',
       CASE WHEN i % 3 = 0 THEN 'in-process' ELSE 'closed' END, 'normal', 'counter', 'w' || i % ${WARDS} || '.c', 'w' || i % ${WARDS},
       ARRAY['w' || i % ${WARDS}, 'w' || i % ${WARDS} || '.c'], filed, filed, ended, ended, ended, now() + (50000 - i) * interval '1 minute',
       'running', 1, 'h', $1::jsonb
     FROM (SELECT i, now() - i * interval '1 minute' AS filed, CASE WHEN i % 3 > 0 THEN now() - i * interval '1 minute' + interval '3 days' END AS ended
       FROM generate_series(1, ${size}) AS i) AS each`,
    [STATE],
  );
  await filler.pool.query(
    `INSERT INTO tasks (case_id, id, step, agency, role, assignee, opened_at, due_at, closed_at, outcome)
     SELECT id, 'examine.1', 'examine', owner, 'specialist', 'user' || hashtext(id) % 600, filed_at, due_at, closed_at,
       CASE WHEN status = 'closed' THEN 'forward' END FROM cases`,
  );
  await filler.pool.query(
    `INSERT INTO clocks (case_id, id, task_id, agency, calendar, phase, budget, consumed, started_at, appointed_at, stopped_at, province, kind, procedure, step, finished)
     SELECT id, 'case', NULL, owner, 'office', 'running', 7200, 1440, filed_at, filed_at + interval '21 days', closed_at,
       province, kind, procedure, NULL, status = 'closed' FROM cases
     UNION ALL SELECT id, 'task:examine.1', 'examine.1', owner, 'office', 'running', 960, 1000, filed_at, filed_at + interval '2 days', filed_at + interval '49 hours',
       province, kind, procedure, 'examine', true FROM cases`,
  );
  await filler.pool.query(
    `INSERT INTO portal_statuses (case_id, since, province, code)
     SELECT id, filed_at, province, 1 FROM cases UNION ALL SELECT id, filed_at + interval '1 hour', province, 4 FROM cases
     UNION ALL SELECT id, closed_at, province, 10 FROM cases WHERE closed_at IS NOT NULL`,
  );
  await filler.pool.query(
    `INSERT INTO cards (case_id, seq, province, agency, colour, clock, given_at)
     SELECT id, 9, province, owner, 'yellow', 'task:examine.1', filed_at + interval '2 days' FROM cases WHERE hashtext(id) % 10 = 0`,
  );
  await filler.pool.query(
    `INSERT INTO text_contents (id, case_id, kind, author, content, salt, digest, search)
     SELECT 'f' || id, id, 'form', 'x', '{}', '', '', 'xay nha so ' || substr(id, 2) FROM cases`,
  );
  await filler.pool.query('VACUUM ANALYZE');
  await filler.close();
  return url.href;
}
