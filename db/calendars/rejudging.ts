/** What decisions with force for the past find of the clocks of a case that have ended: for the preview and the decision alike. */
import { clockHistories } from '../../domain/cases/views/clock-history.ts';
import { type Rejudgement, rejudge } from '../../domain/cases/views/rejudging.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import { type PublishedVersion, withRetroactiveChanges } from '../../domain/time/calendar-change.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { lastTurn } from '../../domain/time/clocks.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { eventsOf } from '../cases/queries.ts';
import type { Queryable, Session } from '../core/client.ts';
import { calendarsAt } from '../procedures/queries.ts';
import { rejudgementsOf } from './rejudgements.ts';

export interface RejudgedClock extends Rejudgement {
  readonly clock: string;
  readonly calendar: string;
  readonly version: number;
  readonly ended: Instant;
}

/** By the calendar's id: its versions, the earliest first. */
export type Versions = ReadonlyMap<string, readonly PublishedVersion[]>;

export async function versionsOf(
  db: Queryable,
  province: ProvinceId,
  calendars: readonly string[],
): Promise<Versions> {
  const { rows } = await db.query<{ content: BusinessCalendar; retroactive: boolean }>(
    'SELECT content, retroactive FROM calendars WHERE province = $1 AND id = ANY ($2) ORDER BY id, version',
    [province, calendars],
  );
  const versions = new Map<string, PublishedVersion[]>();
  for (const { content: calendar, retroactive } of rows) {
    const known = versions.get(calendar.id) ?? [];
    versions.set(calendar.id, [...known, { calendar, retroactive }]);
  }
  return versions;
}

/** Of the case's ended clocks on these calendars, those that are due otherwise by the newest version than they were judged last. */
export async function rejudgementsUnder(
  session: Session,
  province: ProvinceId,
  caseId: CaseId,
  versions: Versions,
): Promise<readonly RejudgedClock[]> {
  const earlier = await rejudgementsOf(session.sql, caseId);
  const found: RejudgedClock[] = [];
  for (const { clock, calendars } of clockHistories(await eventsOf(session, caseId)).values()) {
    const published = versions.get(clock.calendar);
    const newest = published?.at(-1)?.calendar.version;
    const ended = lastTurn(clock)?.at;
    if (published === undefined || newest === undefined || ended === undefined) continue;
    const lastFound = earlier.findLast((each) => each.clock === clock.id)?.after ?? null;
    const own = await calendarsAt(session, province, calendars);
    const judgedBy = own[clock.calendar];
    if (judgedBy === undefined) continue;
    const to = { ...own, [clock.calendar]: withRetroactiveChanges(judgedBy, published) };
    const rejudged = rejudge(clock, lastFound, to);
    if (rejudged !== null)
      found.push({ clock: clock.id, calendar: clock.calendar, version: newest, ended, ...rejudged });
  }
  return found;
}
