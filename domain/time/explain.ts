/** Why a clock is due when it is: day by day what counted and what did not, and what moved it. */
import { type DayReason, hoursOn, localDay, reasonOf, workedBetween } from './calendar.ts';
import type { BusinessCalendar, OpenHours } from './calendar-types.ts';
import { numberOfDay, plainDay } from './civil.ts';
import type { Calendars, Clock, ClockReading, LedgerEntry } from './clock.ts';
import { calendarOf, grantedOf, isKept, type Run, readClock, runsOf } from './clocks.ts';
import { type Instant, minutes, type PlainDay, type WorkingMinutes } from './instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A day of the term, or several that are alike and did not count. */
export interface DayLine {
  readonly day: PlainDay;
  /** The last of them; the same day where it is one. */
  readonly until: PlainDay;
  readonly open: OpenHours;
  /** Minutes of that day that counted; together they are exactly what was granted. */
  readonly counted: WorkingMinutes;
  /** Up to the end of that day. */
  readonly total: WorkingMinutes;
  /** null: a usual working day. */
  readonly reason: DayReason | null;
  /** Whether the clock stood still for some of its open hours. */
  readonly isPaused: boolean;
}

/** An entry of the ledger, and what it did to the deadline. */
export interface Move {
  readonly entry: LedgerEntry;
  readonly before: Instant | null;
  /** null: from then on the clock stood still. */
  readonly after: Instant | null;
}

export interface Explanation extends ClockReading {
  readonly clock: string;
  readonly calendar: BusinessCalendar;
  readonly budget: WorkingMinutes;
  /** Budget and extensions of the present term. */
  readonly granted: WorkingMinutes;
  /** When the present term began. */
  readonly from: Instant;
  /** The due instant was kept when a calendar changed: the days are those of the present calendar, and may not lead to it. */
  readonly isKept: boolean;
  readonly days: readonly DayLine[];
  readonly moves: readonly Move[];
  /** Office time from the due instant to the end of the clock, or to now. */
  readonly over: WorkingMinutes;
}

/**
 * `calendarsWhen`: by what the clock counted at an instant, where its calendars changed on the way; each move is told with the
 * deadlines that it had then.
 * @throws RangeError for a clock on a calendar that is not among them.
 */
export function explainClock(
  clock: Clock,
  calendars: Calendars,
  now: Instant,
  calendarsWhen: (at: Instant) => Calendars = () => calendars,
): Explanation {
  const calendar = calendarOf(clock, calendars);
  const reading = readClock(clock, calendars, now);
  const runs = runsOf(clock);
  const first = clock.ledger.findLast(({ kind }) => kind === 'start' || kind === 'restart');
  const from = first?.at ?? now;
  const last = clock.ledger.at(-1)?.at ?? now;
  const ended = reading.phase === 'stopped' ? last : now;
  const { dueAt } = reading;
  return {
    ...reading,
    clock: clock.id,
    calendar,
    budget: clock.budget,
    granted: minutes(grantedOf(clock)),
    from,
    isKept: isKept(clock),
    days: daysOf(calendar, runs, from, dueAt ?? ended),
    moves: movesOf(clock, calendarsWhen),
    over: minutes(dueAt === null ? 0 : Math.floor(workedBetween(calendar, dueAt, ended) / MINUTE)),
  };
}

function daysOf(calendar: BusinessCalendar, runs: readonly Run[], from: Instant, to: Instant): DayLine[] {
  const lines: DayLine[] = [];
  let worked = 0;
  const last = numberOfDay(localDay(calendar, to));
  for (let number = numberOfDay(localDay(calendar, from)); number <= last; number++) {
    const begins = Math.max(number * DAY - calendar.offsetMinutes * MINUTE, from) as Instant;
    const ends = Math.min((number + 1) * DAY - calendar.offsetMinutes * MINUTE, to) as Instant;
    const ran = runs.reduce(
      (sum, run) =>
        sum +
        workedBetween(
          calendar,
          Math.max(run.from, begins) as Instant,
          // A clock that stopped is thought to go on: its due instant is where it would have ended.
          Math.min(run.final ? to : (run.to ?? to), ends) as Instant,
        ),
      0,
    );
    const before = Math.floor(worked / MINUTE);
    worked += ran;
    const total = minutes(Math.floor(worked / MINUTE));
    const day = plainDay(number);
    const line: DayLine = {
      day,
      until: day,
      open: hoursOn(calendar, day),
      counted: minutes(total - before),
      total,
      reason: reasonOf(calendar, day),
      isPaused: ran < workedBetween(calendar, begins, ends),
    };
    const previous = lines.at(-1);
    if (previous !== undefined && isSameRest(previous, line))
      lines[lines.length - 1] = { ...previous, until: day };
    else lines.push(line);
  }
  return lines;
}

/** Two days in a row on which nothing could count, for one and the same reason. */
function isSameRest(a: DayLine, b: DayLine): boolean {
  const isRest = ({ counted, open, isPaused }: DayLine) => counted === 0 && (open.length === 0 || isPaused);
  return (
    isRest(a) &&
    isRest(b) &&
    a.isPaused === b.isPaused &&
    JSON.stringify(a.reason) === JSON.stringify(b.reason)
  );
}

function movesOf(clock: Clock, calendarsWhen: (at: Instant) => Calendars): Move[] {
  const due = (ledger: readonly LedgerEntry[], at: Instant) =>
    ledger.length === 0 ? null : readClock({ ...clock, ledger }, calendarsWhen(at), at).dueAt;
  return clock.ledger.map((entry, n) => ({
    entry,
    before: due(clock.ledger.slice(0, n), entry.at),
    after: due(clock.ledger.slice(0, n + 1), entry.at),
  }));
}
