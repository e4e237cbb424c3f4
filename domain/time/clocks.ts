/** What moves a clock, and what can be read off it. All total: what does not apply changes nothing. */
import type { Rung } from '../procedures/types.ts';
import { addWorked, workedBetween } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type {
  Calendars,
  Clock,
  ClockPhase,
  ClockReading,
  LedgerEntry,
  PauseReason,
  StopReason,
} from './clock.ts';
import { type Instant, minutes, type WorkingMinutes } from './instant.ts';
import { budgetOf, calendarFor } from './terms.ts';

const MINUTE = 60_000;

/** `at` may lie ahead: the clock then runs from there. */
export function startClock(id: string, calendar: string, budget: WorkingMinutes, at: Instant): Clock {
  return { id, calendar, budget, ledger: [{ kind: 'start', at }], rungs: [] };
}

export function pauseClock(clock: Clock, at: Instant, why: PauseReason): Clock {
  return phaseOf(clock) === 'running' ? entered(clock, { kind: 'pause', at, why }) : clock;
}

export function resumeClock(clock: Clock, at: Instant): Clock {
  return phaseOf(clock) === 'paused' ? entered(clock, { kind: 'resume', at }) : clock;
}

/** The full budget again, from now; extensions of the earlier term end with it. */
export function restartClock(clock: Clock, at: Instant): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'restart', at });
}

export function extendClock(clock: Clock, at: Instant, by: WorkingMinutes): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'extend', at, by });
}

export function stopClock(clock: Clock, at: Instant, why: StopReason): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'stop', at, why });
}

export function readClock(clock: Clock, calendars: Calendars, now: Instant): ClockReading {
  const calendar = calendarOf(clock, calendars);
  const phase = phaseOf(clock);
  const runs = runsOf(clock);
  const granted = grantedOf(clock);
  const worked = runs.reduce((sum, { from, to }) => sum + workedBetween(calendar, from, to ?? now), 0);
  const dueAt = instantOf(runs, calendar, granted * MINUTE);
  const ended = phase === 'stopped' ? (clock.ledger.at(-1)?.at ?? now) : now;
  return {
    phase,
    consumed: minutes(Math.floor(worked / MINUTE)),
    remaining: minutes(Math.max(Math.ceil((granted * MINUTE - worked) / MINUTE), 0)),
    dueAt,
    breached: dueAt !== null && ended > dueAt,
  };
}

/**
 * When a rung comes due if the clock goes on as it runs; it may lie in the past. null while the clock is paused or
 * stopped.
 */
export function rungInstant(
  clock: Clock,
  calendars: Calendars,
  at: Rung['at'],
  minutesPerWorkingDay: number,
): Instant | null {
  if (phaseOf(clock) !== 'running') return null;
  const calendar = calendarOf(clock, calendars);
  const granted = grantedOf(clock) * MINUTE;
  if ('percent' in at) return instantOf(runsOf(clock), calendar, Math.floor((granted * at.percent) / 100));
  const due = instantOf(runsOf(clock), calendar, granted);
  if (due === null) return null;
  const after = calendars[calendarFor(at.after, clock.calendar)] ?? calendar;
  return addWorked(after, due, budgetOf(at.after, minutesPerWorkingDay) * MINUTE);
}

/** A stretch in which the clock ran; `to` null: it still does. */
interface Run {
  readonly from: Instant;
  readonly to: Instant | null;
  /** Stopped here, and not merely paused. */
  readonly final: boolean;
}

/** The stretches since the term last began. */
function runsOf(clock: Clock): readonly Run[] {
  let runs: Run[] = [];
  let begun = clock.ledger[0]?.at ?? (0 as Instant);
  let from: Instant | null = null;
  for (const entry of clock.ledger) {
    if (entry.kind === 'start' || entry.kind === 'restart') {
      runs = [];
      begun = entry.at;
      from = entry.at;
    }
    // A clock that begins later than it is resumed (a term from the next working day) does not run before its time.
    if (entry.kind === 'resume') from = Math.max(entry.at, begun) as Instant;
    if ((entry.kind === 'pause' || entry.kind === 'stop') && from !== null) {
      runs.push({ from, to: entry.at, final: entry.kind === 'stop' });
      from = null;
    }
  }
  return from === null ? runs : [...runs, { from, to: null, final: false }];
}

/**
 * The instant at which the runs have used up so much working time. The last run is thought to go on, unless it ended
 * in a pause: a paused clock that has time left is due at no instant.
 */
function instantOf(runs: readonly Run[], calendar: BusinessCalendar, milliseconds: number): Instant | null {
  let left = milliseconds;
  for (const { from, to, final } of runs) {
    const reached = addWorked(calendar, from, left);
    if (to === null || final || reached < to) return reached;
    left -= workedBetween(calendar, from, to);
  }
  return null;
}

/** The budget of the present term with its extensions, in working minutes. */
function grantedOf(clock: Clock): number {
  let granted: number = clock.budget;
  for (const entry of clock.ledger) {
    if (entry.kind === 'restart') granted = clock.budget;
    if (entry.kind === 'extend') granted += entry.by;
  }
  return granted;
}

function phaseOf(clock: Clock): ClockPhase {
  const last = clock.ledger.findLast(({ kind }) => kind !== 'extend');
  if (last?.kind === 'stop') return 'stopped';
  return last?.kind === 'pause' ? 'paused' : 'running';
}

function entered(clock: Clock, entry: LedgerEntry): Clock {
  return { ...clock, ledger: [...clock.ledger, entry] };
}

/** @throws RangeError for a clock on a calendar that its case does not carry: a defect, refused at publication. */
function calendarOf(clock: Clock, calendars: Calendars): BusinessCalendar {
  const calendar = calendars[clock.calendar];
  if (calendar === undefined) throw new RangeError(`the case has no calendar ${clock.calendar}`);
  return calendar;
}
