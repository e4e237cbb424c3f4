/** What the forms are made of, for the worker: a case as its record had it after one event, and the names behind its ids. */

import type { Agency } from '../../domain/agencies/types.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { ClockRow } from '../../domain/cases/state/transition.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { agenciesOf } from '../agencies/queries.ts';
import type { Session } from '../core/client.ts';
import { calendarsAt, demandProcedure } from '../procedures/queries.ts';
import { clocksOf } from '../reports/sla.ts';
import { type Document, documentsOf, type KeptParty, partyOf, textContentsOf } from './submissions.ts';

export interface CaseFile {
  readonly state: CaseState;
  /** Up to the event and with it. */
  readonly events: readonly CaseEvent[];
  readonly event: CaseEvent;
  /** Its hash in the chain. */
  readonly head: string;
  readonly procedure: Procedure;
  readonly calendars: Calendars;
  /** Those that have ended as they ended, the open ones as they stand now. */
  readonly clocks: readonly ClockRow[];
  readonly party: KeptParty | null;
  /** What people said, by the id that events refer to. */
  readonly content: ReadonlyMap<string, unknown>;
  readonly documents: readonly Document[];
  readonly agencies: ReadonlyMap<AgencyId, Agency>;
  /** Of officers alone. */
  readonly officers: ReadonlyMap<UserId, string>;
}

/** `seq` null: as it stands now. @throws Error where the record has no such event */
export async function caseFileAt(session: Session, caseId: CaseId, seq: number | null): Promise<CaseFile> {
  const { rows } = await session.sql.query<{ body: CaseEvent; hash: string }>(
    'SELECT body, hash FROM events WHERE case_id = $1 AND ($2::integer IS NULL OR seq <= $2) ORDER BY seq',
    [caseId, seq],
  );
  const last = rows.at(-1);
  const state = fold(rows.map(({ body }) => body));
  if (last === undefined || state === null || (seq !== null && last.body.seq !== seq))
    throw new Error(`the record of ${caseId} has no event ${seq ?? 1}`);
  const { province } = state;
  const [published, calendars, clocks, party, content, documents, agencies, officers] = await Promise.all([
    demandProcedure(session, province, state.procedure.hash),
    calendarsAt(session, province, state.calendars),
    clocksOf(session, caseId),
    partyOf(session, caseId),
    textContentsOf(session, caseId),
    documentsOf(session, caseId),
    agenciesById(session, province),
    officersAmong(
      session,
      rows.map(({ body }) => body),
    ),
  ]);
  return {
    state,
    events: rows.map(({ body }) => body),
    event: last.body,
    head: last.hash,
    procedure: published.procedure,
    calendars,
    clocks,
    party,
    content: new Map(content.map(({ id, content }) => [id, content])),
    documents,
    agencies,
    officers,
  };
}

export async function agenciesById(
  session: Session,
  province: ProvinceId,
): Promise<ReadonlyMap<AgencyId, Agency>> {
  return new Map((await agenciesOf(session, province)).map((each) => [each.id, each]));
}

/** Who acted, and who was given tasks. A citizen who acted has no place on the officer's line. */
async function officersAmong(
  session: Session,
  events: readonly CaseEvent[],
): Promise<ReadonlyMap<UserId, string>> {
  const ids = events.flatMap((event) => ('assignee' in event ? [event.by, event.assignee] : [event.by]));
  const { rows } = await session.sql.query<{ id: UserId; name: string }>(
    `SELECT u.id, u.name FROM users u WHERE u.id = ANY ($1::text[]) AND EXISTS (
       SELECT FROM memberships m WHERE m.user_id = u.id AND m.role NOT IN ('citizen', 'sensor'))`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How the applicant would like to be written to; null: they did not say. */
export async function preferredLanguage(
  session: Session,
  { id, applicant }: Pick<CaseState, 'id' | 'applicant'>,
): Promise<Language | null> {
  const person = applicant === null ? `case:${id}` : `user:${applicant}`;
  const { rows } = await session.sql.query<{ language: Language }>(
    'SELECT language FROM message_preferences WHERE person = $1',
    [person],
  );
  return rows[0]?.language ?? null;
}
