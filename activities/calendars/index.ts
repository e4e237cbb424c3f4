/** A changed calendar reaches the open cases: first their record, page by page, then the cases themselves. */
import { heartbeat } from '@temporalio/activity';
import type { CalendarActivities, CalendarPage, PendingChange } from '../../contracts/temporal/cases.ts';
import {
  markApplied,
  type OpenCase,
  openCase,
  openCases,
  pendingChange,
} from '../../db/calendars/changes.ts';
import { casesWithEnded, saveRejudgements } from '../../db/calendars/rejudgements.ts';
import { rejudgementsUnder, versionsOf } from '../../db/calendars/rejudging.ts';
import type { Database } from '../../db/core/client.ts';
import { RecordConflict } from '../../db/core/errors.ts';
import { recordTransition } from '../../db/core/record.ts';
import { calendarsAt, publishedDefinitions } from '../../db/procedures/queries.ts';
import { recalendar } from '../../domain/cases/rules/recalendar.ts';
import { evolve } from '../../domain/cases/state/evolve.ts';
import { project } from '../../domain/cases/views/projection.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import type { Instant } from '../../domain/time/instant.ts';

const PAGE = 500;
/** Connections of the worker's pool that may be busy with it; the rest serve the cases. */
const AT_ONCE = 4;
/** A case that is moved by others meanwhile is looked at again so often. */
const ATTEMPTS = 5;
/** Cases told in one activity, and together: each makes its worker read the record once. */
const SYNCED_PAGE = 100;
const SYNCED_AT_ONCE = 4;

export function calendarActivities(
  db: Database,
  syncCase: (caseId: CaseId) => Promise<void>,
): CalendarActivities {
  return {
    pendingChange: (province) => pendingChange(db.pool, province),
    markApplied: (province, versions, cases) => markApplied(db.pool, province, versions, cases),

    async recountPage(province, change, after) {
      const target = await calendarsAt(db, province, change.versions);
      const definitionOf = publishedDefinitions(db, province);
      const cases = await openCases(db.pool, province, after, PAGE);
      let moved = 0;
      await inParallel(cases, AT_ONCE, async (open) => {
        if (await recounted(db, open, definitionOf, target, change)) moved += 1;
        heartbeat();
      });
      return pageOf(cases, moved, PAGE);
    },

    async rejudgePage(province, { decisions }, after) {
      const retroactive = Object.keys(decisions).filter((id) => decisions[id]?.retroactive);
      const versions = await versionsOf(db.pool, province, retroactive);
      const cases = await casesWithEnded(db.pool, province, retroactive, after, PAGE);
      let moved = 0;
      await inParallel(cases, AT_ONCE, async ({ id }) => {
        const found = await rejudgementsUnder(db, province, id, versions);
        const decided = found.map((each) => ({
          ...each,
          decision: decisions[each.calendar]?.decision ?? '',
        }));
        moved += await saveRejudgements(db, id, decided);
        heartbeat();
      });
      return pageOf(cases, moved, PAGE);
    },

    async syncPage(province, after) {
      const cases = await openCases(db.pool, province, after, SYNCED_PAGE);
      await inParallel(cases, SYNCED_AT_ONCE, async ({ id }) => {
        await syncCase(id);
        heartbeat();
      });
      return pageOf(cases, cases.length, SYNCED_PAGE);
    },
  };
}

function pageOf(cases: readonly { readonly id: CaseId }[], moved: number, size: number): CalendarPage {
  return { last: cases.length < size ? null : (cases.at(-1)?.id ?? null), moved };
}

/** Whether the case was moved on; it takes the event over from the record, as after any turn that was lost on the way. */
async function recounted(
  db: Database,
  seen: OpenCase,
  definitionOf: ReturnType<typeof publishedDefinitions>,
  to: Calendars,
  { decisions }: PendingChange,
): Promise<boolean> {
  for (let attempt = 1, open: OpenCase | null = seen; open !== null; attempt++) {
    const from = await definitionOf(open.procedureHash, open.state.calendars);
    const event = recalendar(open.state, from, to, decisions, Date.now() as Instant);
    if (event === null) return false;
    const { state, id, headHash } = open;
    try {
      const recorded = await recordTransition(db, {
        caseId: id,
        from: state.version,
        previousHash: headHash,
        events: [event],
        state: evolve(state, event),
        ...project(state, [event], { ...from, calendars: to }),
      });
      if (recorded.recordedEvents === null) return true;
    } catch (error) {
      if (!(error instanceof RecordConflict)) throw error;
    }
    if (attempt === ATTEMPTS) throw new Error(`case ${id} is moved faster than its calendar`);
    open = await openCase(db.pool, id);
  }
  return false;
}

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
