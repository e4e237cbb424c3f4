/** Why a clock is due when it is: day by day what counted and what did not, and what moved it. */
import type { PauseReason, StopReason } from '../vocabulary/clocks.ts';
import { provisionalYears } from './announced.ts';
import { type DayReason, hoursOn, localDay, reasonOf, workingBetween } from './calendar.ts';
import type { BusinessCalendar, OpenHours } from './calendar-types.ts';
import { numberOfDay, plainDay } from './civil.ts';
import type { Calendars, Clock, ClockReading, LedgerEntry } from './clock.ts';
import { calendarOf, grantedOf, isKept, lastTurn, readClock, runsOf } from './clocks.ts';
import { type Instant, minutes, type PlainDay, toTheMinute, type WorkingMinutes } from './instant.ts';
import { type Mover, moversOf } from './movers.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Some of the hours in which the office was open, and what the clock made of them. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  /** `before` the term began; `after` the due instant (without one: after the end, or now); else why the clock stood still. */
  readonly what: 'counted' | 'before' | 'after' | PauseReason;
}

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
  /** Its open hours, in order; of several days one, from the first hour to the last. */
  readonly stretches: readonly Stretch[];
}

/** An entry of the ledger, and what it did to the deadline. */
export interface Move {
  readonly entry: LedgerEntry;
  readonly before: Instant | null;
  /** null: from then on the clock stood still. */
  readonly after: Instant | null;
  /** Of an extension what it gave, of a resumption how much office time the clock had stood still; else null. */
  readonly minutes: WorkingMinutes | null;
}

export interface Explanation extends ClockReading {
  readonly clock: string;
  readonly calendar: BusinessCalendar;
  readonly budget: WorkingMinutes;
  /** Budget and extensions of the present term. */
  readonly granted: WorkingMinutes;
  /** When the present term began. */
  readonly from: Instant;
  /** When the clock began for the first time, with a term that was then begun anew; else as `from`. */
  readonly begunAt: Instant;
  /** null: it runs, or stands still. */
  readonly ended: { readonly at: Instant; readonly why: StopReason } | null;
  /** Why it stands still; null: it does not. */
  readonly waiting: { readonly since: Instant; readonly why: PauseReason } | null;
  /** The due instant was kept when a calendar changed: the days are those of the present calendar, and may not lead to it. */
  readonly isKept: boolean;
  readonly days: readonly DayLine[];
  readonly moves: readonly Move[];
  /** Why it is due later than its term alone would say; the weightiest first. */
  readonly movers: readonly Mover[];
  /** Years of the term whose holidays are not announced yet. */
  readonly provisional: readonly number[];
  /** Office time from the due instant to the end of the clock, or to now, between the minutes that are shown. */
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
  const first = clock.ledger.findLast(({ kind }) => kind === 'start' || kind === 'restart');
  const from = first?.at ?? now;
  const turn = lastTurn(clock);
  const ended = turn?.kind === 'stop' ? { at: turn.at, why: turn.why } : null;
  const until = ended?.at ?? now;
  const { dueAt } = reading;
  const term = { from, to: dueAt ?? until };
  return {
    ...reading,
    clock: clock.id,
    calendar,
    budget: clock.budget,
    granted: minutes(grantedOf(clock)),
    from,
    begunAt: clock.ledger[0]?.at ?? from,
    ended,
    waiting: turn?.kind === 'pause' ? { since: turn.at, why: turn.why } : null,
    isKept: isKept(clock),
    days: daysOf(clock, calendar, term),
    moves: movesOf(clock, calendarsWhen),
    movers: moversOf(clock, calendar, term),
    provisional: provisionalYears(calendar, term),
    over: dueAt === null ? minutes(0) : workingBetween(calendar, toTheMinute(dueAt), toTheMinute(until)),
  };
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

function daysOf(clock: Clock, calendar: BusinessCalendar, term: Span): DayLine[] {
  const lines: DayLine[] = [];
  const course = courseOf(clock, term);
  let worked = 0;
  const last = numberOfDay(localDay(calendar, term.to));
  for (let number = numberOfDay(localDay(calendar, term.from)); number <= last; number++) {
    const day = plainDay(number);
    const open = hoursOn(calendar, day);
    const midnight = number * DAY - calendar.offsetMinutes * MINUTE;
    const stretches = open.flatMap(([opens, closes]) =>
      stretchesOf(course, {
        from: (midnight + opens * MINUTE) as Instant,
        to: (midnight + closes * MINUTE) as Instant,
      }),
    );
    const before = Math.floor(worked / MINUTE);
    for (const { from, to, what } of stretches) if (what === 'counted') worked += to - from;
    const total = minutes(Math.floor(worked / MINUTE));
    const counted = minutes(total - before);
    const line = { day, until: day, open, counted, total, reason: reasonOf(calendar, day), stretches };
    const previous = lines.at(-1);
    if (previous !== undefined && isSameRest(previous, line))
      lines[lines.length - 1] = joined(previous, line);
    else lines.push(line);
  }
  return lines;
}

/** What a clock did at an instant, and the instants between which that may differ. */
interface Course {
  readonly whatAt: (at: Instant) => Stretch['what'];
  readonly turns: readonly Instant[];
}

function courseOf(clock: Clock, term: Span): Course {
  // A clock that stopped is thought to go on: its due instant is where it would have ended.
  const runs = runsOf(clock).map(({ from, to, final }) => ({ from, to: final ? term.to : (to ?? term.to) }));
  const pauses = clock.ledger.filter((entry) => entry.kind === 'pause');
  return {
    whatAt: (at) => {
      if (at < term.from) return 'before';
      if (at >= term.to) return 'after';
      if (runs.some(({ from, to }) => from <= at && at < to)) return 'counted';
      return pauses.findLast((pause) => pause.at <= at)?.why ?? 'before';
    },
    turns: [...[term, ...runs].flatMap(({ from, to }) => [from, to]), ...pauses.map(({ at }) => at)],
  };
}

/** Office hours, cut wherever the clock began, stood still, went on or was due. */
function stretchesOf({ whatAt, turns }: Course, hours: Span): Stretch[] {
  const cuts = [...new Set(turns.filter((at) => hours.from < at && at < hours.to))].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let { from } = hours;
  for (const to of [...cuts, hours.to]) {
    const what = whatAt(from);
    const previous = stretches.at(-1);
    if (previous?.what === what) stretches[stretches.length - 1] = { ...previous, to };
    else stretches.push({ from, to, what });
    from = to;
  }
  return stretches;
}

/** Two days in a row on which nothing could count, for one and the same reason. */
function isSameRest(a: DayLine, b: DayLine): boolean {
  const whats = new Set([...a.stretches, ...b.stretches].map(({ what }) => what));
  return (
    !whats.has('counted') &&
    whats.size <= 1 &&
    (a.stretches.length === 0) === (b.stretches.length === 0) &&
    JSON.stringify(a.reason) === JSON.stringify(b.reason)
  );
}

function joined(a: DayLine, b: DayLine): DayLine {
  const [first] = a.stretches;
  const last = b.stretches.at(-1);
  const stretches = first === undefined || last === undefined ? [] : [{ ...first, to: last.to }];
  return { ...a, until: b.day, stretches };
}

function movesOf(clock: Clock, calendarsWhen: (at: Instant) => Calendars): Move[] {
  const due = (ledger: readonly LedgerEntry[], at: Instant) =>
    ledger.length === 0 ? null : readClock({ ...clock, ledger }, calendarsWhen(at), at).dueAt;
  return clock.ledger.flatMap((entry, n) => {
    // That it ended says as much.
    if (entry.kind === 'judge' && clock.ledger[n + 1]?.kind === 'stop') return [];
    return {
      entry,
      before: due(clock.ledger.slice(0, n), entry.at),
      after: due(clock.ledger.slice(0, n + 1), entry.at),
      minutes: minutesOf(clock, n, calendarsWhen(entry.at)),
    };
  });
}

function minutesOf(clock: Clock, n: number, calendars: Calendars): WorkingMinutes | null {
  const entry = clock.ledger[n];
  if (entry?.kind === 'extend') return entry.by;
  if (entry?.kind !== 'resume') return null;
  const earlier = clock.ledger.slice(0, n);
  const begun = earlier.findLast(({ kind }) => kind === 'start' || kind === 'restart')?.at ?? entry.at;
  const stood = earlier.findLast(({ kind }) => kind === 'pause')?.at ?? entry.at;
  return workingBetween(
    calendarOf(clock, calendars),
    toTheMinute(Math.max(stood, begun) as Instant),
    toTheMinute(entry.at),
  );
}
