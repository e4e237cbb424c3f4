import {
  condition,
  continueAsNew,
  defineSignal,
  patched,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  CALENDAR_CHANGED,
  type CalendarActivities,
  type CalendarPage,
  type PendingChange,
} from '../../contracts/temporal/cases.ts';
import type { ProvinceId } from '../../domain/ids.ts';

const changed = defineSignal(CALENDAR_CHANGED);

const { pendingChange, recountPage, rejudgePage, syncPage, markApplied } =
  proxyActivities<CalendarActivities>({
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '30s',
    retry: { initialInterval: '1s', maximumInterval: '30s' },
  });

/**
 * For so long after a pass a case may still be filed that was begun under the calendars of before; and a change that is
 * announced before it is published may still come.
 */
const LINGERS = '30s';

/** Where a run that filled up goes on. */
export interface CalendarRun {
  readonly province: ProvinceId;
  /** The last case that was notified of the change; null: none is being told. */
  readonly syncedUpTo: string | null;
}

/**
 * Brings the open cases of a province to its current calendars: their record first, so that every list is right within the
 * minute; then the cases themselves, which set their timers anew. A timer set for an instant that is no longer right does
 * no harm: the case finds the record ahead of it, and takes it over.
 */
export async function calendarWorkflow({ province, syncedUpTo }: CalendarRun): Promise<void> {
  let isPending = false;
  setHandler(changed, () => {
    isPending = true;
  });
  const hearsOfMore = () => condition(() => isPending, LINGERS);
  if (syncedUpTo !== null) await syncCases(province, syncedUpTo);
  do {
    isPending = false;
    const change = await pendingChange(province);
    if (change === null) continue;
    const moved = await recount(province, change);
    // Whatever the count: a page that failed half-way and was gone through again counts the second half alone.
    await syncCases(province, '');
    // What comes after it takes it in.
    if (await hearsOfMore()) continue;
    await rejudge(province, change);
    const late = await recount(province, change);
    if (late > 0) await syncCases(province, '');
    await markApplied(province, change.versions, moved + late);
  } while (isPending || (await hearsOfMore()) || (await pendingChange(province)) !== null);
}

/** How many cases it moved. */
async function recount(province: ProvinceId, change: PendingChange): Promise<number> {
  let moved = 0;
  for (let after: string | null = ''; after !== null; ) {
    const page: CalendarPage = await recountPage(province, change, after);
    moved += page.moved;
    after = page.last;
  }
  return moved;
}

/** What ended before it is judged anew where a decision has force for the past. */
async function rejudge(province: ProvinceId, change: PendingChange): Promise<void> {
  const isRetroactive = Object.values(change.decisions).some(({ retroactive }) => retroactive);
  if (!isRetroactive || !patched('judges ended clocks anew')) return;
  for (let after: string | null = ''; after !== null; )
    after = (await rejudgePage(province, change, after)).last;
}

async function syncCases(province: ProvinceId, from: string): Promise<void> {
  for (let after: string | null = from; after !== null; ) {
    // What has not been marked as applied by then is gone through again.
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof calendarWorkflow>({ province, syncedUpTo: after });
    const page: CalendarPage = await syncPage(province, after);
    after = page.last;
  }
}
