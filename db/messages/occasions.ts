/** What a notification is about: the case as it is now, the event that calls for it, and the names in it. For the worker. */
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { AgencyId, CaseId, Localised, ProvinceId, TaskId, UserId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import { type CaseRecord, findCase } from '../cases/queries.ts';
import { type Party, partyOf } from '../cases/submissions.ts';
import type { Queryable, Session } from '../core/client.ts';
import { instantOrNull } from '../core/rows.ts';
import { procedureByHash } from '../procedures/queries.ts';

export interface Occasion {
  readonly record: CaseRecord;
  readonly event: CaseEvent;
  readonly party: Party | null;
  /** null: its procedure is not among the published ones. */
  readonly procedure: Procedure | null;
}

/** null: there is no such event. */
export async function occasionOf(db: Session, caseId: CaseId, seq: number): Promise<Occasion | null> {
  const record = await findCase(db, caseId);
  const { rows } = await db.sql.query<{ body: CaseEvent }>(
    'SELECT body FROM events WHERE case_id = $1 AND seq = $2',
    [caseId, seq],
  );
  const event = rows[0]?.body;
  if (record === null || event === undefined) return null;
  const [party, published] = await Promise.all([
    partyOf(db, caseId),
    procedureByHash(db, record.province, record.procedureHash),
  ]);
  return { record, event, party, procedure: published?.procedure ?? null };
}

export interface TaskPlace {
  readonly id: TaskId;
  readonly step: string;
  readonly branch: string | null;
  readonly agency: AgencyId;
  readonly role: Role;
  readonly assignee: UserId | null;
  readonly dueAt: Instant | null;
  readonly open: boolean;
}

/** Of a case, all or the one named. */
export async function taskPlaces(
  db: Queryable,
  caseId: CaseId,
  task: string | null = null,
): Promise<readonly TaskPlace[]> {
  const { rows } = await db.query<Omit<TaskPlace, 'dueAt'> & { dueAt: Date | null }>(
    `SELECT id, step, branch, agency, role, assignee, due_at AS "dueAt", closed_at IS NULL AS open FROM tasks
     WHERE case_id = $1 AND ($2::text IS NULL OR id = $2) ORDER BY opened_at, id`,
    [caseId, task],
  );
  return rows.map((row) => ({ ...row, dueAt: instantOrNull(row.dueAt) }));
}

/** When a clock of the case is due; null: it does not run. */
export async function clockDue(db: Queryable, caseId: CaseId, clock: string): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'SELECT due_at AS at FROM clocks WHERE case_id = $1 AND id = $2',
    [caseId, clock],
  );
  return instantOrNull(rows[0]?.at ?? null);
}

/** What somebody typed, where it is a plain text. */
export async function plainText(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await db.query<{ content: unknown }>('SELECT content FROM text_contents WHERE id = $1', [
    id,
  ]);
  const content = rows[0]?.content;
  return typeof content === 'string' && content.trim() !== '' ? content : null;
}

/** The reason that was given with the work that ended in this event. */
export async function reasonBefore(db: Queryable, caseId: CaseId, seq: number): Promise<string | null> {
  const { rows } = await db.query<{ id: string | null }>(
    `SELECT body #>> '{reason,id}' AS id FROM events
     WHERE case_id = $1 AND seq < $2 AND type = 'task-completed'
       AND order_id = (SELECT order_id FROM events WHERE case_id = $1 AND seq = $2)
     ORDER BY seq DESC LIMIT 1`,
    [caseId, seq],
  );
  const id = rows[0]?.id ?? null;
  return id === null ? null : plainText(db, id);
}

export async function agencyNames(
  db: Queryable,
  ids: readonly AgencyId[],
): Promise<ReadonlyMap<AgencyId, Localised>> {
  const { rows } = await db.query<{ id: AgencyId; name: Localised }>(
    'SELECT id, name FROM agencies WHERE id = ANY ($1)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** In whose name a province writes: the province office. */
export async function provinceName(db: Queryable, province: ProvinceId): Promise<Localised | null> {
  const { rows } = await db.query<{ name: Localised }>(
    `SELECT name FROM agencies WHERE province = $1 AND 'province-office' = ANY (fulfils) ORDER BY id LIMIT 1`,
    [province],
  );
  return rows[0]?.name ?? null;
}

/** Active people who hold a role anywhere in the province. */
export async function roleHolders(
  db: Queryable,
  province: ProvinceId,
  role: Role,
): Promise<readonly { readonly user: UserId; readonly agency: AgencyId }[]> {
  const { rows } = await db.query<{ user: UserId; agency: AgencyId }>(
    `SELECT DISTINCT ON (u.id) u.id AS "user", m.agency FROM users u JOIN memberships m ON m.user_id = u.id
     WHERE u.province = $1 AND m.role = $2 AND u.active ORDER BY u.id, m.agency`,
    [province, role],
  );
  return rows;
}

/** Who follows a complaint and is to be notified of this event; `who`: a user, or `case:<id>` of their own complaint. */
export async function followersToNotify(
  db: Queryable,
  caseId: CaseId,
  seq: number,
): Promise<readonly { readonly action: number; readonly who: string }[]> {
  const { rows } = await db.query<{ action: number; who: string }>(
    `SELECT action, who FROM notices WHERE case_id = $1 AND seq = $2 AND kind = 'news' ORDER BY action`,
    [caseId, seq],
  );
  return rows;
}

/** The form that was made for an event. */
export interface GeneratedDocument {
  readonly name: string;
  readonly mediaType: string;
  /** In the object store. */
  readonly object: string;
}

/** One of these forms, made because of that event; `coming`: it is being made; null: there is none, or it cannot be made. */
export async function documentFor(
  db: Queryable,
  caseId: CaseId,
  seq: number,
  forms: readonly string[],
): Promise<GeneratedDocument | 'coming' | null> {
  const { rows } = await db.query<
    { [key in keyof GeneratedDocument]: GeneratedDocument[key] | null } & { failed: string | null }
  >(
    `SELECT d.name, d.media_type AS "mediaType", d.object, p.failed FROM outbox_jobs e
     LEFT JOIN generated_documents p ON p.case_id = e.case_id AND p.seq = e.seq AND p.form = e.subject
     LEFT JOIN documents d ON d.id = p.id
     WHERE e.case_id = $1 AND e.seq = $2 AND e.kind = 'document' AND e.subject = ANY ($3) LIMIT 1`,
    [caseId, seq, forms],
  );
  const [row] = rows;
  if (row === undefined || row.failed !== null) return null;
  const { name, mediaType, object } = row;
  return name === null || mediaType === null || object === null ? 'coming' : { name, mediaType, object };
}
