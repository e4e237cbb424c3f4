/** Days of a term that is counted in whole days. */
import { hoursOn, localDay, reasonOf } from './calendar.ts';
import { type DayNumber, numberOfDay } from './civil.ts';
import type { WholeDays } from './clock.ts';
import { runsOf } from './clocks.ts';
import { type DayLine, type DayLines, daysIn, type WholeDay } from './day-line.ts';
import { type Instant, minutes, type WorkingMinutes } from './instant.ts';
import type { Leg } from './legs.ts';
import { countsDay, isSpared } from './whole-days.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface WholeTerm {
  readonly wholeDays: WholeDays;
  readonly granted: WorkingMinutes;
  /** null: it stands still. */
  readonly dueAt: Instant | null;
  /** What earlier parts of the term have used up, in milliseconds. */
  readonly before: number;
}

/** `isFirst`: of the parts of the term; the day of a transfer is told with the part that ends on it. */
export function wholeDayLines(leg: Leg, isFirst: boolean, term: WholeTerm): DayLines {
  const { wholeDays, granted, before } = term;
  const { calendar } = leg;
  const whatOn = courseOf(leg, term);
  const lines: DayLine[] = [];
  let used = before;
  let last: DayLine | null = null;
  for (const { day, number } of daysIn(leg, calendar.offsetMinutes)) {
    if (!isFirst && day === localDay(calendar, leg.from)) continue;
    const whole = whatOn(number, used < granted * MINUTE, last !== null && last.open.length === 0);
    if (whole === 'counted') used += wholeDays.perDay * MINUTE;
    const line: DayLine = {
      day,
      until: day,
      open: hoursOn(calendar, day),
      counted: minutes(whole === 'counted' ? wholeDays.perDay : 0),
      total: minutes(Math.floor(used / MINUTE)),
      reason: reasonOf(calendar, day),
      stretches: [],
      whole,
    };
    if (whole === 'counted') last = line;
    lines.push(line);
  }
  return { lines, used };
}

/** What becomes of a day; `isLeft`: the term is not used up; `isLastOff`: the last day that counted was a day off. */
function courseOf({ clock, calendar, from, to }: Leg, { wholeDays, dueAt }: WholeTerm) {
  const numberOf = (at: Instant) => numberOfDay(localDay(calendar, at));
  const begins = numberOf(from);
  const due = dueAt === null ? null : numberOf((dueAt - 1) as Instant);
  const runs = runsOf(clock).map((run) => ({
    after: numberOf(run.from),
    until: numberOf(run.final ? to : (run.to ?? to)),
  }));
  const runsOn = (day: DayNumber) => runs.some(({ after, until }) => after < day && day <= until);
  const countsOn = (day: DayNumber) =>
    wholeDays.includesFirst === true
      ? day === due || (runsOn(day) && countsDay(calendar, day, wholeDays))
      : runsOn(day) && countsDay(calendar, day, wholeDays);
  const pauseOn = (day: DayNumber) => {
    const midnight = (day + 1) * DAY - calendar.offsetMinutes * MINUTE;
    return clock.ledger.findLast((entry) => entry.kind === 'pause' && entry.at < midnight);
  };
  return (day: DayNumber, isLeft: boolean, isLastOff: boolean): WholeDay => {
    if (isLeft && countsOn(day)) return 'counted';
    if (!isLeft && day === due) return isLastOff ? 'ends-instead' : 'ends';
    if (day === begins) return 'begins';
    if (runs.some(({ after }) => after === day)) return 'goes-on';
    const pause = runsOn(day) ? undefined : pauseOn(day);
    if (pause?.kind === 'pause') return pause.why;
    return wholeDays.binds === 'citizen' && isSpared(calendar, day) ? 'spared' : 'off';
  };
}
