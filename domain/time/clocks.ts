/** What moves a clock, and what can be read off it. All total: what does not apply changes nothing. */
import type { EscalationLevel, Term } from '../procedures/language/types.ts';
import type { ClockPhase, PauseReason, StopReason } from '../vocabulary/clocks.ts';
import { calendarIn } from './areas.ts';
import { addWorked, nextOpening, workedBetween } from './calendar.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { Calendars, Clock, ClockReading, LedgerEntry, WholeDays } from './clock.ts';
import { type Instant, minutes, type WorkingMinutes } from './instant.ts';
import { budgetOf, calendarFor } from './terms.ts';
import { daysBetween, endOfDays, endsOnItsDay } from './whole-days.ts';

const MINUTE = 60_000;

/** `at` may lie ahead: the clock then runs from there. */
export function startClock(
  id: string,
  calendar: string,
  budget: WorkingMinutes,
  at: Instant,
  more: Pick<Clock, 'area' | 'goal' | 'maximum' | 'wholeDays'> = {},
): Clock {
  return { id, calendar, budget, ledger: [{ kind: 'start', at }], escalationLevels: [], ...more };
}

export function pauseClock(clock: Clock, at: Instant, why: PauseReason): Clock {
  return phaseOf(clock) === 'running' ? entered(clock, { kind: 'pause', at, why }) : clock;
}

export function resumeClock(clock: Clock, at: Instant): Clock {
  return phaseOf(clock) === 'paused' ? entered(clock, { kind: 'resume', at }) : clock;
}

/** The full budget again, from now; extensions of the earlier term end with it. `budget`: where it is another one by then. */
export function restartClock(clock: Clock, at: Instant, budget?: WorkingMinutes): Clock {
  if (phaseOf(clock) === 'stopped') return clock;
  return entered(clock, { kind: 'restart', at, ...(budget === undefined ? {} : { budget }) });
}

/** A term, and how it is counted. */
export type ClockTerm = Pick<Clock, 'calendar' | 'budget' | 'wholeDays'>;

/** Another term begins, from its full budget, in place of the one that ran. */
export function retermClock(clock: Clock, at: Instant, term: ClockTerm): Clock {
  if (phaseOf(clock) === 'stopped') return clock;
  // The office's aim and the most that it may take were those of the former term.
  const { calendar, budget, wholeDays, goal: _, maximum: __, ...rest } = clock;
  const former = { calendar, budget, ...(wholeDays === undefined ? {} : { wholeDays }) };
  return entered({ ...rest, ...term }, { kind: 'restart', at, former });
}

/** How a clock goes on when the work is another agency's. */
export interface ClockTransfer {
  /** The agency that had it. */
  readonly from: string;
  /** By which it counts from now on; `area` null: no commune's closures. */
  readonly calendar: string;
  readonly area: string | null;
  /** What the term had used up, in milliseconds of the former calendar. */
  readonly used: number;
  /** It was late already: that stands. */
  readonly dueAt?: Instant;
}

export function transferClock(clock: Clock, at: Instant, to: ClockTransfer): Clock {
  if (phaseOf(clock) === 'stopped') return clock;
  const { area, ...rest } = clock;
  const former = { from: to.from, calendar: clock.calendar, ...(area === undefined ? {} : { area }) };
  const moved = entered(
    { ...rest, calendar: to.calendar, ...(to.area === null ? {} : { area: to.area }) },
    { kind: 'transfer', at, ...former, used: to.used },
  );
  return to.dueAt === undefined ? moved : keepDue(moved, at, to.dueAt);
}

/** The agency that had the work when the clock missed its deadline, where it has gone to another since; null: who has it now. */
export function agencyThatMissed({ ledger }: Clock): string | null {
  const missed = ledger.findIndex(
    (entry, n) => entry.kind === 'judge' && ledger[n + 1]?.kind !== 'stop' && isLate(entry),
  );
  const gone = missed < 0 ? undefined : ledger.slice(missed).find(({ kind }) => kind === 'transfer');
  return gone?.kind === 'transfer' ? gone.from : null;
}

/** What the present term has used up by `at`, in milliseconds; of a term in whole days, each passed day as long as it stands for. */
export function usedBy(clock: Clock, calendars: Calendars, at: Instant): number {
  const calendar = calendarOf(clock, calendars);
  const measure = measureOf(clock, calendar);
  return runsOf(clock).reduce(
    (sum, { from, to }) => sum + measure.between(from, to ?? at),
    usedBefore(clock) + firstDayOf(clock, calendar, at),
  );
}

export function extendClock(clock: Clock, at: Instant, by: WorkingMinutes): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'extend', at, by });
}

/** A calendar changes after the clock ran out: it stays due when it was. */
export function keepDue(clock: Clock, at: Instant, dueAt: Instant): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'keep', at, dueAt });
}

/** What was kept is counted by the calendar again; it had missed `missed`. */
export function recountClock(clock: Clock, at: Instant, missed: Instant | null): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'recount', at, missed });
}

/** It is about to end, or to be given more time when it was due already. */
export function judgeClock(clock: Clock, at: Instant, dueAt: Instant | null): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'judge', at, dueAt });
}

export function isKept(clock: Clock): boolean {
  return keptOf(clock) !== null;
}

export function isStopped(clock: Clock): boolean {
  return phaseOf(clock) === 'stopped';
}

export function stopClock(clock: Clock, at: Instant, why: StopReason): Clock {
  return phaseOf(clock) === 'stopped' ? clock : entered(clock, { kind: 'stop', at, why });
}

export function readClock(clock: Clock, calendars: Calendars, now: Instant): ClockReading {
  const calendar = calendarOf(clock, calendars);
  const phase = phaseOf(clock);
  const judged = judgementOf(clock);
  const dueAt = judged === null ? dueOf(clock, calendar) : judged.dueAt;
  const measure = measureOf(clock, calendar);
  const spent = (runs: readonly Run[]) =>
    runs.reduce((sum, { from, to }) => sum + measure.between(from, to ?? now), 0);
  const left = leftOf(clock, calendar) - spent(runsOf(clock));
  const missedAt = missedOf(clock);
  const ended = phase === 'stopped' ? (clock.ledger.at(-1)?.at ?? now) : now;
  const kept = keptOf(clock);
  const remaining = kept === null ? left : kept.extended * MINUTE - spent(runsAfter(clock, kept.dueAt));
  return {
    phase,
    consumed: minutes(Math.floor((grantedOf(clock) * MINUTE - left) / MINUTE)),
    remaining: minutes(Math.max(Math.ceil(remaining / MINUTE), 0)),
    dueAt,
    breached: missedAt !== null || (dueAt !== null && ended > dueAt),
    missedAt,
  };
}

/**
 * When an escalation level comes due if the clock goes on as it runs; it may lie in the past. null while the clock is paused or
 * stopped.
 */
export function instantOfLevel(
  clock: Clock,
  calendars: Calendars,
  at: EscalationLevel['at'],
  minutesPerWorkingDay: number,
): Instant | null {
  if (phaseOf(clock) !== 'running') return null;
  const calendar = calendarOf(clock, calendars);
  if ('after' in at) {
    const due = dueOf(clock, calendar);
    return due === null ? null : laterBy(due, at.after, 1, clock, calendars, minutesPerWorkingDay);
  }
  const share = shareOf(clock, calendar, at);
  if (share === undefined) return null;
  const reached = instantOf(runsOf(clock), inHours(calendar), share);
  // Of a clock whose due instant was kept, never later than that.
  const kept = keptOf(clock) === null ? null : dueOf(clock, calendar);
  return kept !== null && (reached === null || reached > kept) ? kept : reached;
}

/**
 * The part of the term that must have passed, in milliseconds of office time. A term in whole days has as much of it as lies between
 * its beginning and its end.
 */
function shareOf(
  clock: Clock,
  calendar: BusinessCalendar,
  at: Exclude<EscalationLevel['at'], { after: Term }>,
): number | undefined {
  const granted = grantedOf(clock) * MINUTE;
  const share = 'goal' in at ? clock.goal && clock.goal * MINUTE : Math.floor((granted * at.percent) / 100);
  if (share === undefined || clock.wholeDays === undefined) return share && share - usedBefore(clock);
  const due = dueOf(clock, calendar);
  if (due === null) return undefined;
  const whole = runsOf(clock).reduce(
    (sum, { from, to }) => sum + workedBetween(calendar, from, to ?? due),
    0,
  );
  return Math.floor((whole * share) / granted);
}

/** So many times the term later: in office time on the clock's own calendar, else by day and night. */
export function laterBy(
  from: Instant,
  term: Term,
  times: number,
  clock: Clock,
  calendars: Calendars,
  minutesPerWorkingDay: number,
): Instant {
  const calendar = calendarOf({ ...clock, calendar: calendarFor(term, clock.calendar) }, calendars);
  return addWorked(calendar, from, times * budgetOf(term, minutesPerWorkingDay) * MINUTE);
}

function dueOf(clock: Clock, calendar: BusinessCalendar): Instant | null {
  const kept = keptOf(clock);
  const measure = measureOf(clock, calendar);
  if (kept === null) return instantOf(runsOf(clock), measure, leftOf(clock, calendar));
  // By what it was extended since counts from the instant that stands, pauses left out.
  if (kept.extended === 0) return kept.dueAt;
  return instantOf(runsAfter(clock, kept.dueAt), measure, kept.extended * MINUTE);
}

/** Its stretches, whoever had the work. */
function runsThroughTransfers(clock: Clock): readonly Run[] {
  return runsOf({ ...clock, ledger: clock.ledger.filter(({ kind }) => kind !== 'transfer') });
}

function runsAfter(clock: Clock, since: Instant): readonly Run[] {
  return runsThroughTransfers(clock)
    .filter(({ to }) => to === null || to > since)
    .map((run) => ({ ...run, from: Math.max(run.from, since) as Instant }));
}

/** The first due instant that it had missed when it was given more time. */
function missedOf({ ledger }: Clock): Instant | null {
  let missed: Instant | null = null;
  ledger.forEach((entry, n) => {
    if (entry.kind === 'recount') missed = entry.missed;
    if (entry.kind === 'judge' && ledger[n + 1]?.kind !== 'stop' && isLate(entry)) missed ??= entry.dueAt;
  });
  return missed;
}

function isLate({ at, dueAt }: Extract<LedgerEntry, { kind: 'judge' }>): boolean {
  return dueAt !== null && dueAt < at;
}

/** As `missedOf`, had it counted by these calendars from the start. */
export function missedUnder(clock: Clock, calendars: Calendars): Instant | null {
  const calendar = calendarOf(clock, calendars);
  for (const [n, { kind, at }] of clock.ledger.entries()) {
    if (kind !== 'judge') continue;
    const ledger = clock.ledger.slice(0, n).filter((entry) => entry.kind !== 'keep');
    const dueAt = dueOf({ ...clock, ledger }, calendar);
    if (dueAt !== null && dueAt < at) return dueAt;
  }
  return null;
}

/** What was found when it ended; null while it runs. */
function judgementOf({ ledger }: Clock): Extract<LedgerEntry, { kind: 'judge' }> | null {
  const last = ledger.at(-2);
  return ledger.at(-1)?.kind === 'stop' && last?.kind === 'judge' ? last : null;
}

/** The due instant that stands, and by how much it was extended since; null where the calendar says. */
function keptOf(clock: Clock): { readonly dueAt: Instant; readonly extended: number } | null {
  let kept: { dueAt: Instant; extended: number } | null = null;
  for (const entry of clock.ledger) {
    if (entry.kind === 'keep') kept = { dueAt: entry.dueAt, extended: 0 };
    if (entry.kind === 'restart' || entry.kind === 'recount') kept = null;
    if (entry.kind === 'extend' && kept !== null) kept.extended += entry.by;
  }
  return kept;
}

/** A stretch in which the clock ran; `to` null: it still does. */
export interface Run {
  readonly from: Instant;
  readonly to: Instant | null;
  /** Stopped here, and not merely paused. */
  readonly final: boolean;
}

/** The stretches since the term last began. */
export function runsOf(clock: Clock): readonly Run[] {
  let runs: Run[] = [];
  let begun = clock.ledger[0]?.at ?? (0 as Instant);
  let from: Instant | null = null;
  for (const entry of clock.ledger) {
    if (entry.kind === 'start' || entry.kind === 'restart') {
      runs = [];
      begun = entry.at;
      from = entry.at;
    }
    if (entry.kind === 'transfer') {
      runs = [];
      if (from !== null) from = Math.max(entry.at, from) as Instant;
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
function instantOf(runs: readonly Run[], measure: Measure, milliseconds: number): Instant | null {
  let left = milliseconds;
  for (const { from, to, final } of runs) {
    const reached = measure.after(from, left);
    if (to === null || final || reached < to) return reached;
    left -= measure.between(from, to);
  }
  return null;
}

/** How time passes for a clock, in milliseconds of its budget. */
interface Measure {
  readonly after: (from: Instant, milliseconds: number) => Instant;
  readonly between: (from: Instant, to: Instant) => number;
}

function measureOf({ wholeDays, ledger }: Clock, calendar: BusinessCalendar): Measure {
  if (wholeDays !== undefined) return inDays(calendar, wholeDays);
  const hours = inHours(calendar);
  if (!ledger.some(({ kind }) => kind === 'transfer')) return hours;
  // Used up when it went to another agency: due when that one opens.
  const after: Measure['after'] = (from, milliseconds) =>
    milliseconds <= 0 ? nextOpening(calendar, from) : hours.after(from, milliseconds);
  return { ...hours, after };
}

function inHours(calendar: BusinessCalendar): Measure {
  return {
    after: (from, milliseconds) => addWorked(calendar, from, milliseconds),
    between: (from, to) => workedBetween(calendar, from, to),
  };
}

function inDays(calendar: BusinessCalendar, wholeDays: WholeDays): Measure {
  const day = wholeDays.perDay * MINUTE;
  return {
    after: (from, milliseconds) => endOfDays(calendar, from, Math.ceil(milliseconds / day), wholeDays),
    between: (from, to) => daysBetween(calendar, from, to, wholeDays) * day,
  };
}

/** What the present term has left at the beginning of its runs, in milliseconds. */
function leftOf(clock: Clock, calendar: BusinessCalendar): number {
  return grantedOf(clock) * MINUTE - usedBefore(clock) - firstDayOf(clock, calendar);
}

/**
 * Of a term that counts the day on which it begins to run, that day, in milliseconds: nothing where the office was closed by then, or where
 * it had not begun by `at`. What went to another agency since has it among what was used up.
 */
function firstDayOf(clock: Clock, calendar: BusinessCalendar, at?: Instant): number {
  const { wholeDays, ledger } = clock;
  if (wholeDays?.includesFirst !== true) return 0;
  const begun = runsThroughTransfers(clock).find(({ from, to }) => to === null || to > from)?.from;
  if (begun === undefined || (at !== undefined && at <= begun)) return 0;
  const n = ledger.findLastIndex(({ kind }) => kind === 'start' || kind === 'restart');
  if (ledger.slice(n).some((entry) => entry.kind === 'transfer' && entry.at > begun)) return 0;
  return endsOnItsDay(calendar, begun) ? wholeDays.perDay * MINUTE : 0;
}

/** What the present term had used up when the work went to another agency, by the calendar of the former. */
function usedBefore({ ledger }: Clock): number {
  let used = 0;
  for (const entry of ledger) {
    if (entry.kind === 'restart') used = 0;
    if (entry.kind === 'transfer') used = entry.used;
  }
  return used;
}

/** The budget of the present term with its extensions, in working minutes. */
export function grantedOf(clock: Clock): number {
  let granted: number = clock.budget;
  for (const entry of clock.ledger) {
    if (entry.kind === 'restart') granted = entry.budget ?? clock.budget;
    if (entry.kind === 'extend') granted += entry.by;
  }
  return granted;
}

function phaseOf(clock: Clock): ClockPhase {
  const last = lastTurn(clock);
  if (last?.kind === 'stop') return 'stopped';
  return last?.kind === 'pause' ? 'paused' : 'running';
}

type Unturning = 'extend' | 'judge' | 'keep' | 'recount' | 'transfer';

function isTurn(entry: LedgerEntry): entry is Exclude<LedgerEntry, { kind: Unturning }> {
  return !['extend', 'judge', 'keep', 'recount', 'transfer'].includes(entry.kind);
}

/** The last entry by which the clock began, stood still, went on or stopped. */
export function lastTurn(clock: Clock): Exclude<LedgerEntry, { kind: Unturning }> | null {
  for (let n = clock.ledger.length - 1; n >= 0; n--) {
    const entry = clock.ledger[n];
    if (entry !== undefined && isTurn(entry)) return entry;
  }
  return null;
}

function entered(clock: Clock, entry: LedgerEntry): Clock {
  return { ...clock, ledger: [...clock.ledger, entry] };
}

/** @throws RangeError for a clock on a calendar that its case does not carry: a defect, refused at publication. */
export function calendarOf(clock: Clock, calendars: Calendars): BusinessCalendar {
  const calendar = calendars[clock.calendar];
  if (calendar === undefined) throw new RangeError(`the case has no calendar ${clock.calendar}`);
  return calendarIn(calendar, clock.area ?? null);
}
