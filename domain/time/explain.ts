/** Why a clock is due when it is: day by day what counted and what did not, and what moved it. */
import type { PauseReason, StopReason } from '../vocabulary/clocks.ts';
import { provisionalYears } from './announced.ts';
import { workingBetween } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { Calendars, Clock, ClockReading, LedgerEntry } from './clock.ts';
import { calendarOf, grantedOf, isKept, lastTurn, readClock } from './clocks.ts';
import type { DayLine } from './day-line.ts';
import { hourLines } from './hour-lines.ts';
import { type Instant, minutes, toTheMinute, type WorkingMinutes } from './instant.ts';
import { clockBefore, type Leg, legsOf, type Span } from './legs.ts';
import { type Mover, moversOf, stoodStill } from './movers.ts';
import { wholeDayLines } from './whole-day-lines.ts';

const MINUTE = 60_000;

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
  const legs = legsOf(clock, calendars, term);
  const days = daysOf(clock, legs, dueAt);
  const moves = movesOf(clock, calendarsWhen);
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
    days,
    moves,
    movers: moversOf(clock, legs, days, moves),
    provisional: provisionalYears(calendar, term),
    over: dueAt === null ? minutes(0) : lateBy(clock, calendar, { from: dueAt, to: until }),
  };
}

function daysOf(clock: Clock, legs: readonly Leg[], dueAt: Instant | null): readonly DayLine[] {
  const { wholeDays } = clock;
  const granted = minutes(grantedOf(clock));
  const lines: DayLine[] = [];
  let before = 0;
  for (const leg of legs) {
    const isFirst = leg === legs[0];
    const part =
      wholeDays === undefined
        ? hourLines(leg, { isFirst, isLast: leg === legs.at(-1) }, before)
        : wholeDayLines(leg, isFirst, { wholeDays, granted, dueAt, before });
    lines.push(...part.lines);
    before = part.used;
  }
  return lines;
}

function movesOf(clock: Clock, calendarsWhen: (at: Instant) => Calendars): Move[] {
  const due = (n: number, at: Instant) =>
    n === 0 ? null : readClock(clockBefore(clock, n), calendarsWhen(at), at).dueAt;
  return clock.ledger.flatMap((entry, n) => {
    // That it ended says as much.
    if (entry.kind === 'judge' && clock.ledger[n + 1]?.kind === 'stop') return [];
    return {
      entry,
      before: due(n, entry.at),
      after: due(n + 1, entry.at),
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
  const then = clockBefore(clock, n);
  const pause = { from: Math.max(stood, begun) as Instant, to: entry.at };
  return stoodStill(then, calendarOf(then, calendars), pause);
}

/** Calendar days that are late are told by day and night, all else by office time. */
function lateBy({ wholeDays }: Clock, calendar: BusinessCalendar, { from, to }: Span): WorkingMinutes {
  const [due, end] = [toTheMinute(from), toTheMinute(to)];
  return wholeDays?.of === 'calendar'
    ? minutes(Math.max(0, (end - due) / MINUTE))
    : workingBetween(calendar, due, end);
}
