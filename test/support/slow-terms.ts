/**
 * Terms counted the slow way: day by day and quarter of an hour by quarter of an hour, straight from the words of
 * docs/deadlines.md, with none of the arithmetic of `domain/time`. All instants stand on the quarter of an hour.
 */
import type { BusinessCalendar, OpenHours } from '../../domain/time/calendar-types.ts';
import type { BoundByTerm, Counting, DurationUnit } from '../../domain/vocabulary/units.ts';
import { DAY, dayText, MINUTE, slowHoursOn, slowSpared } from './slow-time.ts';

const QUARTER = 15 * MINUTE;

export interface SlowPlace {
  readonly calendar: BusinessCalendar;
  readonly area: string | null;
}

export type SlowTurn =
  | { readonly kind: 'pause' | 'resume' | 'restart'; readonly at: number }
  /** In days where the term is counted in days, else in minutes. */
  | { readonly kind: 'extend'; readonly at: number; readonly by: number }
  | { readonly kind: 'transfer'; readonly at: number; readonly to: SlowPlace };

export interface SlowLife {
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly counting: Counting;
  readonly binds: BoundByTerm;
  /** What comes in at that minute of the day or later counts from the next working day. */
  readonly sameDayUntil: number | null;
  readonly minutesPerWorkingDay: number;
  readonly place: SlowPlace;
  readonly begins: number;
  readonly turns: readonly SlowTurn[];
}

/** When it is due; null: it stands still. @throws where it has not ended at `farthest`. */
export function slowDue(life: SlowLife, farthest: number): number | null {
  let { place } = life;
  let from = cutOff(life, place, life.begins);
  let turns: SlowTurn[] = [];
  for (const turn of life.turns) {
    if (turn.kind === 'restart') {
      for (const before of turns) if (before.kind === 'transfer') place = before.to;
      from = cutOff(life, place, turn.at);
      turns = [];
    } else turns.push(turn);
  }
  return dueOf(life, place, from, turns, farthest);
}

/** One term, from where it began (again), through what befell it since. */
function dueOf(
  life: SlowLife,
  where: SlowPlace,
  from: number,
  turns: readonly SlowTurn[],
  farthest: number,
): number | null {
  let place = where;
  let granted = grantedAt(life, place, from);
  // Extensions are known from the beginning, to know where it ends.
  let all = granted;
  for (const turn of turns) if (turn.kind === 'extend') all += turn.by;
  let used = 0;
  let first = true;
  /** It was late when it went to another agency: since when. */
  let stood: number | null = null;
  let ran: Stretch[] = [];
  let runs: number | null = from;
  for (const turn of turns) {
    if (turn.kind === 'extend') granted += turn.by;
    if (turn.kind === 'resume' && runs === null) {
      runs = cutOff(life, place, turn.at);
      const left = lived({ life, place, used, first }, ran, granted);
      // Used up when it was paused: it goes on when the office opens.
      if (left.due === null && left.used >= granted && stood === null) runs = opening(life, place, runs);
      runs = Math.max(runs, from);
    }
    if (turn.kind === 'pause' && runs !== null) {
      if (runs < turn.at) ran.push({ from: runs, to: turn.at });
      runs = null;
    }
    if (turn.kind !== 'transfer') continue;
    const soFar = runs !== null && runs < turn.at ? [...ran, { from: runs, to: turn.at }] : ran;
    const before: Counted = { life, place, used, first };
    const late: number | null = stood !== null && granted === 0 ? stood : lived(before, soFar, granted).due;
    place = turn.to;
    if (late !== null && late < turn.at) {
      all -= granted;
      granted = 0;
      used = 0;
      first = false;
      stood = late;
      const since = late;
      ran = ran.filter(({ to }) => to > since).map((each) => ({ ...each, from: Math.max(each.from, since) }));
      if (runs !== null) runs = Math.max(runs, since);
    } else if (stood === null && !isSame(before.place, place)) {
      used = lived(before, soFar, all).used;
      first &&= soFar.length === 0;
      ran = [];
      if (runs !== null) runs = Math.max(runs, turn.at);
    }
  }
  if (stood !== null && all === 0) return stood;
  const stretches = runs === null ? ran : [...ran, { from: runs, to: farthest }];
  const { due } = lived({ life, place, used, first }, stretches, all);
  if (due === null && runs !== null) throw new RangeError('not due in time');
  return due;
}

function opening(life: SlowLife, place: SlowPlace, at: number): number {
  if (life.counting === 'days' || isByDayAndNight(life)) return at;
  let then = at;
  while (!isOpenAt(place, then)) then += QUARTER;
  return then;
}

/** Where the other agency counts as the former did, nothing changes. */
function isSame(a: SlowPlace, b: SlowPlace): boolean {
  return a.calendar === b.calendar && a.area === b.area;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Counted {
  readonly life: SlowLife;
  readonly place: SlowPlace;
  readonly used: number;
  readonly first: boolean;
}

/** Stretches in which it ran, one after the other. */
function lived(counted: Counted, stretches: readonly Stretch[], granted: number): Run {
  const { life, place } = counted;
  let { used, first } = counted;
  for (const { from, to } of stretches) {
    const run =
      life.counting === 'days'
        ? ranDays(life, place, from, to, used, granted, first)
        : ranQuarters(life, place, from, to, used, granted);
    if (run.due !== null) return run;
    used = run.used;
    first = false;
  }
  return { used, due: null };
}

interface Run {
  readonly used: number;
  /** Where it lies before the end of the run. */
  readonly due: number | null;
}

function ranQuarters(
  life: SlowLife,
  place: SlowPlace,
  from: number,
  to: number,
  before: number,
  granted: number,
): Run {
  const dayAndNight = isByDayAndNight(life);
  let used = before;
  for (let at = from; at < to; at += QUARTER) {
    if (!dayAndNight && !isOpenAt(place, at)) continue;
    // Nothing was left: it is due as soon as the office is open.
    if (used >= granted) return { used, due: at };
    used += 15;
    if (used >= granted) return { used, due: at + QUARTER < to ? at + QUARTER : null };
  }
  return { used, due: null };
}

function ranDays(
  life: SlowLife,
  place: SlowPlace,
  from: number,
  to: number,
  before: number,
  granted: number,
  first: boolean,
): Run {
  const begun = dayAt(place, from);
  const until = dayAt(place, to);
  let used = before;
  let last: number | null = null;
  if (used >= granted) last = from < endOfDay(life, place, begun) ? begun : begun + 1;
  else {
    const includesFirst = life.unit === 'same-day' && first && from < endOfDay(life, place, begun);
    for (let day = includesFirst ? begun : begun + 1; day <= until && last === null; day += 1) {
      if (counts(life, place, day)) used += 1;
      if (used >= granted) last = day;
    }
  }
  if (last === null) return { used, due: null };
  while (!isWorking(life, place, last)) {
    last += 1;
    if (last > until) return { used, due: null };
  }
  const due = endOfDay(life, place, last);
  return { used, due: due < to ? due : null };
}

/** Days or minutes that the term has without its extensions. */
function grantedAt(life: SlowLife, place: SlowPlace, from: number): number {
  const { amount, unit, counting } = life;
  if (counting === 'hours') {
    if (unit === 'working-days') return amount * life.minutesPerWorkingDay;
    if (unit === 'calendar-days') return amount * 1440;
    if (unit === 'working-minutes') return amount;
    return amount * 60;
  }
  if (unit === 'weeks') return 7 * amount;
  if (unit !== 'months' && unit !== 'years') return amount;
  const begun = dayAt(place, from);
  let [year = 0, month = 0, day = 0] = dayText(begun * DAY)
    .split('-')
    .map(Number);
  for (let n = 0; n < (unit === 'years' ? 12 * amount : amount); n++) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  const number = () => Date.UTC(year, month - 1, day) / DAY;
  while (new Date(number() * DAY).getUTCMonth() !== month - 1) day -= 1;
  return number() - begun;
}

function cutOff(life: SlowLife, place: SlowPlace, at: number): number {
  if (life.sameDayUntil === null || isByDayAndNight(life) || place.calendar.always) return at;
  const local = at + place.calendar.offsetMinutes * MINUTE;
  const isDayOff = life.counting === 'days' && hoursOn(place, dayAt(place, at)).length === 0;
  if ((local % DAY) / MINUTE < life.sameDayUntil && !isDayOff) return at;
  for (let day = dayAt(place, at) + 1; ; day += 1) {
    const [opening] = hoursOn(place, day);
    if (opening !== undefined) return day * DAY + opening[0] * MINUTE - place.calendar.offsetMinutes * MINUTE;
  }
}

/** To the minute, and not in office time. */
function isByDayAndNight({ unit, counting }: SlowLife): boolean {
  return counting === 'hours' && (unit === 'hours' || unit === 'calendar-days');
}

function counts(life: SlowLife, place: SlowPlace, day: number): boolean {
  if (life.binds === 'citizen' && slowSpared(place.calendar, place.area, textOf(day))) return false;
  return life.unit === 'working-days' || life.unit === 'same-day' ? hoursOn(place, day).length > 0 : true;
}

/** Whether a term may end on it. */
function isWorking(life: SlowLife, place: SlowPlace, day: number): boolean {
  if (life.binds === 'citizen' && slowSpared(place.calendar, place.area, textOf(day))) return false;
  return hoursOn(place, day).length > 0;
}

/** For an office closing time, for a citizen 24:00; of a day off, its beginning. */
function endOfDay(life: SlowLife, place: SlowPlace, day: number): number {
  const midnight = day * DAY - place.calendar.offsetMinutes * MINUTE;
  if (life.binds === 'citizen') return midnight + DAY;
  let closing = 0;
  for (const [, to] of hoursOn(place, day)) closing = to;
  return midnight + closing * MINUTE;
}

function isOpenAt(place: SlowPlace, at: number): boolean {
  const local = at + place.calendar.offsetMinutes * MINUTE;
  const day = Math.floor(local / DAY);
  const minute = (local - day * DAY) / MINUTE;
  for (const [from, to] of hoursOn(place, day)) if (from <= minute && minute < to) return true;
  return false;
}

function dayAt({ calendar }: SlowPlace, at: number): number {
  return Math.floor((at + calendar.offsetMinutes * MINUTE) / DAY);
}

function textOf(day: number): string {
  return dayText(day * DAY);
}

function hoursOn({ calendar, area }: SlowPlace, day: number): OpenHours {
  return slowHoursOn(calendar, area)(textOf(day));
}
