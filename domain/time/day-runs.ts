/** The days of an explanation as people read them: to the minute, and those in a row that are alike told as one. */
import { isProvisional } from './announced.ts';
import type { DayReason } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import { numberOfDay } from './civil.ts';
import type { DayLine, Stretch, WholeDay } from './day-line.ts';
import { minutes, type PlainDay, type WorkingMinutes } from './instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** By the wall clock, in minutes after midnight. */
export interface ShownStretch {
  readonly from: number;
  readonly to: number;
  readonly what: Stretch['what'];
}

export interface DayRun {
  readonly day: PlainDay;
  /** The last of them; the same day where it is one. */
  readonly until: PlainDay;
  readonly days: number;
  /** Of all of them together: exactly the lengths of the stretches that are shown as counted. */
  readonly counted: WorkingMinutes;
  readonly total: WorkingMinutes;
  readonly reason: DayReason | null;
  /** Of each day; of days on which nothing counted from the first hour to the last. */
  readonly stretches: readonly ShownStretch[];
  /** Of a term in whole days, see `DayLine`. */
  readonly whole?: WholeDay;
  /** Holidays of that year are not announced yet. */
  readonly provisional: boolean;
}

/** Both ends of each stretch are cut to their minute, so that what is shown can be added up with a pencil. */
export function dayRunsOf(days: readonly DayLine[], calendar: BusinessCalendar): readonly DayRun[] {
  const runs: DayRun[] = [];
  for (const line of days) {
    const stretches = shownOf(line.stretches, calendar);
    const ran = stretches.filter(({ what }) => what === 'counted');
    const shown = ran.reduce((sum, { from, to }) => sum + to - from, 0);
    const counted = line.whole === undefined ? shown : line.counted;
    const previous = runs.at(-1);
    const run: DayRun = {
      day: line.day,
      until: line.until,
      days: numberOfDay(line.until) - numberOfDay(line.day) + 1,
      counted: minutes(counted),
      total: minutes((previous?.total ?? 0) + counted),
      // A day that counts whole counts on a day off too.
      reason: line.whole === 'counted' ? null : line.reason,
      stretches,
      ...(line.whole === undefined ? {} : { whole: line.whole }),
      provisional: isProvisional(calendar, line.day),
    };
    if (previous !== undefined && isAlike(previous, run)) runs[runs.length - 1] = joined(previous, run);
    else runs.push(run);
  }
  return runs;
}

function isAlike(a: DayRun, b: DayRun): boolean {
  return (
    (b.counted > 0 || b.whole !== undefined) &&
    a.provisional === b.provisional &&
    JSON.stringify([a.reason, a.whole, a.stretches]) === JSON.stringify([b.reason, b.whole, b.stretches])
  );
}

function joined(a: DayRun, b: DayRun): DayRun {
  return {
    ...b,
    day: a.day,
    days: a.days + b.days,
    counted: minutes(a.counted + b.counted),
  };
}

function shownOf(stretches: readonly Stretch[], calendar: BusinessCalendar): readonly ShownStretch[] {
  const shown: ShownStretch[] = [];
  for (const { from, to, what } of stretches) {
    const offset = calendar.offsetMinutes * MINUTE;
    const midnight = Math.floor((from + offset) / DAY) * DAY;
    const [begins, ends] = [from, to].map((at) => Math.floor((at + offset - midnight) / MINUTE));
    // Of less than a minute there is nothing to show.
    if (begins === undefined || ends === undefined || (begins === ends && stretches.length > 1)) continue;
    const previous = shown.at(-1);
    if (previous?.what === what && previous.to === begins)
      shown[shown.length - 1] = { ...previous, to: ends };
    else shown.push({ from: begins, to: ends, what });
  }
  return shown;
}
