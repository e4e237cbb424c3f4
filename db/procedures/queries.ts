/** Published procedures and calendars: versions that never change. */
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { CalendarVersions } from '../../domain/cases/state/state.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { Procedure, ProcedureRef } from '../../domain/procedures/language/types.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { Database, Session } from '../core/client.ts';
import { canonicalJson, procedureHash } from '../core/digest.ts';
import { VersionConflict } from '../core/errors.ts';
import { instantOf } from '../core/rows.ts';
import { calendars, procedures } from '../core/schema.ts';

export interface PublishedProcedure extends ProcedureRef {
  readonly procedure: Procedure;
  readonly publishedAt: Instant;
  readonly publishedBy: UserId;
}

/**
 * Publishes a checked procedure. The same content again changes nothing.
 * @throws VersionConflict when the version is published with other content, or a higher one is.
 */
export async function publishProcedure(
  session: Session,
  province: ProvinceId,
  procedure: Procedure,
  by: UserId,
): Promise<ProcedureRef & { readonly fresh: boolean }> {
  const { code, version } = procedure;
  const hash = procedureHash(procedure);
  const [same] = await session.orm
    .select({ hash: procedures.hash })
    .from(procedures)
    .where(
      and(eq(procedures.province, province), eq(procedures.code, code), eq(procedures.version, version)),
    );
  if (same === undefined) {
    const search = foldVietnamese([code, procedure.name.vi, procedure.name.en, procedure.field].join(' '));
    const row = { province, code, version, hash, content: procedure, search, publishedBy: by };
    const inserted = await session.orm
      .insert(procedures)
      .values(row)
      .onConflictDoNothing()
      .catch((error: unknown) => {
        if (isRefusedVersion(error))
          throw new VersionConflict(`procedure ${code}: a version above ${version} is published`, {
            cause: error,
          });
        throw error;
      });
    // Somebody else published this number meanwhile: then it is their content that counts.
    if (inserted.rowCount === 0) return publishProcedure(session, province, procedure, by);
    return { code, version, hash, fresh: true };
  }
  if (same.hash !== hash)
    throw new VersionConflict(`procedure ${code}: version ${version} is published with other content`);
  return { code, version, hash, fresh: false };
}

/** PostgreSQL's check_violation, raised by the trigger on versions. */
function isRefusedVersion(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if ('code' in each && each.code === '23514') return true;
  return false;
}

/** The version of each procedure that new cases start with, by code. */
export async function currentProcedures(
  session: Session,
  province: ProvinceId,
): Promise<readonly PublishedProcedure[]> {
  const found = await session.orm
    .selectDistinctOn([procedures.code])
    .from(procedures)
    .where(eq(procedures.province, province))
    .orderBy(asc(procedures.code), desc(procedures.version));
  return found.map(published);
}

export async function currentProcedure(
  session: Session,
  province: ProvinceId,
  code: string,
): Promise<PublishedProcedure | null> {
  const [newest] = await versionsOf(session, province, code, 1);
  return newest ?? null;
}

export async function procedureByHash(
  session: Session,
  province: ProvinceId,
  hash: string,
): Promise<PublishedProcedure | null> {
  const [found] = await session.orm
    .select()
    .from(procedures)
    .where(and(eq(procedures.province, province), eq(procedures.hash, hash)))
    .limit(1);
  return found === undefined ? null : published(found);
}

/** The newest first. */
export async function versionsOf(
  session: Session,
  province: ProvinceId,
  code: string,
  limit = 100,
): Promise<readonly PublishedProcedure[]> {
  const found = await session.orm
    .select()
    .from(procedures)
    .where(and(eq(procedures.province, province), eq(procedures.code, code)))
    .orderBy(desc(procedures.version))
    .limit(limit);
  return found.map(published);
}

function published(row: typeof procedures.$inferSelect): PublishedProcedure {
  const { code, version, hash, content, publishedAt, publishedBy } = row;
  return { code, version, hash, procedure: content, publishedAt: instantOf(publishedAt), publishedBy };
}

/** Why a calendar changes, and whether that holds for deadlines too that have passed already. */
export interface CalendarDecision {
  readonly decision?: string;
  readonly retroactive?: boolean;
}

/**
 * Publishes a version of a calendar and makes it the current one. The same content again changes nothing.
 * @throws VersionConflict when it is not above the current version.
 */
export async function publishCalendar(
  db: Database,
  province: ProvinceId,
  calendar: BusinessCalendar,
  by: UserId,
  { decision, retroactive = false }: CalendarDecision = {},
): Promise<{ readonly fresh: boolean }> {
  const { id, version } = calendar;
  return db.orm.transaction(async (tx) => {
    const [current] = await tx
      .select()
      .from(calendars)
      .where(and(eq(calendars.province, province), eq(calendars.id, id), eq(calendars.current, true)))
      .for('update');
    if (current?.version === version && canonicalJson(current.content) === canonicalJson(calendar))
      return { fresh: false };
    if (current !== undefined && current.version >= version)
      throw new VersionConflict(`calendar ${id}: version ${current.version} is published already`);
    await tx
      .update(calendars)
      .set({ current: false })
      .where(and(eq(calendars.province, province), eq(calendars.id, id), eq(calendars.current, true)));
    await tx.insert(calendars).values({
      province,
      id,
      version,
      content: calendar,
      current: true,
      publishedBy: by,
      retroactive,
      ...(decision === undefined ? {} : { decision }),
      // By the first of its kind no case can count yet.
      ...(current === undefined ? { appliedAt: sql`now()`, appliedCases: 0 } : {}),
    });
    return { fresh: true };
  });
}

/** What clocks count by from now on, by calendar id. */
export async function currentCalendars(session: Session, province: ProvinceId): Promise<Calendars> {
  const found = await session.orm
    .select({ id: calendars.id, content: calendars.content })
    .from(calendars)
    .where(and(eq(calendars.province, province), eq(calendars.current, true)));
  return Object.fromEntries(found.map(({ id, content }) => [id, content]));
}

/** The current calendars, and in the place of those that a case names, these versions. */
export async function calendarsAt(
  session: Session,
  province: ProvinceId,
  versions: CalendarVersions,
): Promise<Calendars> {
  const { rows } = await session.sql.query<{ id: string; content: BusinessCalendar }>(
    `SELECT c.id, c.content FROM calendars c
     LEFT JOIN jsonb_each_text($2::jsonb) AS named (id, version) ON named.id = c.id
     WHERE c.province = $1 AND CASE WHEN named.id IS NULL THEN c.current ELSE c.version = named.version::integer END`,
    [province, JSON.stringify(versions)],
  );
  return Object.fromEntries(rows.map(({ id, content }) => [id, content]));
}

export function definitionOf(published: PublishedProcedure, calendars: Calendars): Definition {
  const { procedure, code, version, hash } = published;
  return { procedure, ref: { code, version, hash }, calendars };
}

/** @throws Error when it was never published in this province: the record is broken. */
export async function demandProcedure(
  session: Session,
  province: ProvinceId,
  hash: string,
): Promise<PublishedProcedure> {
  const found = await procedureByHash(session, province, hash);
  if (found === null) throw new Error(`no procedure of ${province} has the hash ${hash}`);
  return found;
}

/** What cases run by, as it was published, each read once for as long as the function is kept. @throws Error as `demandProcedure` */
export function publishedDefinitions(
  session: Session,
  province: ProvinceId,
): (hash: string, versions: CalendarVersions) => Promise<Definition> {
  const kept = new Map<string, Promise<Definition>>();
  return (hash, versions) => {
    const key = `${hash} ${JSON.stringify(versions)}`;
    const definition =
      kept.get(key) ??
      Promise.all([demandProcedure(session, province, hash), calendarsAt(session, province, versions)]).then(
        ([published, calendars]) => definitionOf(published, calendars),
      );
    kept.set(key, definition);
    return definition;
  };
}
