/**
 * Business calendars: when an office is open, and how working time runs. Hours come from rules by season and decision,
 * days off from holiday rules, single days from announced exceptions, in that order.
 */

import type { Localised } from '../ids.ts';
import type { BusinessCalendar, CalendarException, OpenHours } from './calendar-types.ts';
import { civilOf, type DayNumber, numberOfDay, plainDay } from './civil.ts';
import { type DayOff, holidaysOf, swappedHours, usualHours } from './holidays.ts';
import { type Instant, minutes, type PlainDay, type WorkingMinutes } from './instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** An office that opens on no day of ten years never opens: `checkCalendar` refuses such a calendar. */
export const HORIZON_DAYS = 3_660;
const DAY_AND_NIGHT: OpenHours = [[0, 24 * 60]];

/** The instant at which so much working time has passed since `from`. Time that is used up exactly at closing ends at closing. */
export function addWorking(calendar: BusinessCalendar, from: Instant, amount: WorkingMinutes): Instant {
  return addWorked(calendar, from, amount * MINUTE);
}

/** As `addWorking`, in milliseconds: clocks keep what was left to the millisecond. @throws RangeError when the office never opens. */
export function addWorked(calendar: BusinessCalendar, from: Instant, milliseconds: number): Instant {
  if (calendar.always || milliseconds <= 0) return (from + Math.max(milliseconds, 0)) as Instant;
  const offset = calendar.offsetMinutes * MINUTE;
  const local = from + offset;
  const first = Math.floor(local / DAY);
  let left = milliseconds;
  const memory = memoryOf(calendar);
  let block = lengthsAround(memory, first);
  for (let day = first, empty = 0; empty < HORIZON_DAYS; day++) {
    if (day % BLOCK === 0) block = lengthsAround(memory, day);
    const whole = lengthOfDay(calendar, block, day);
    empty = whole === 0 ? empty + 1 : 0;
    if (day > first && whole * MINUTE < left) {
      left -= whole * MINUTE;
      continue;
    }
    for (const [opens, closes] of openHours(calendar, day)) {
      const start = Math.max(day * DAY + opens * MINUTE, local);
      const open = day * DAY + closes * MINUTE - start;
      if (open <= 0) continue;
      if (left <= open) return (start + left - offset) as Instant;
      left -= open;
    }
  }
  throw new RangeError(`the calendar ${calendar.id} has no open hour`);
}

/** Whole working minutes between two instants; 0 when they stand in the other order. */
export function workingBetween(calendar: BusinessCalendar, from: Instant, to: Instant): WorkingMinutes {
  return minutes(Math.floor(workedBetween(calendar, from, to) / MINUTE));
}

/** Working milliseconds between two instants; 0 when they stand in the other order. */
export function workedBetween(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  if (calendar.always) return to - from;
  const offset = calendar.offsetMinutes * MINUTE;
  const [start, end] = [from + offset, to + offset];
  let sum = 0;
  for (let day = Math.floor(start / DAY); day * DAY < end; day++) {
    for (const [opens, closes] of openHours(calendar, day)) {
      const open = Math.min(day * DAY + closes * MINUTE, end) - Math.max(day * DAY + opens * MINUTE, start);
      if (open > 0) sum += open;
    }
  }
  return sum;
}

/** `at` itself while the office is open, otherwise when it opens next. The minute of closing is not open any more. */
export function nextOpening(calendar: BusinessCalendar, at: Instant): Instant {
  if (calendar.always) return at;
  const offset = calendar.offsetMinutes * MINUTE;
  const local = at + offset;
  const first = Math.floor(local / DAY);
  for (let day = first; day < first + HORIZON_DAYS; day++) {
    for (const [opens, closes] of openHours(calendar, day)) {
      if (local < day * DAY + closes * MINUTE)
        return (Math.max(day * DAY + opens * MINUTE, local) - offset) as Instant;
    }
  }
  throw new RangeError(`the calendar ${calendar.id} has no open hour`);
}

export function isOpen(calendar: BusinessCalendar, at: Instant): boolean {
  return nextOpening(calendar, at) === at;
}

/** The day that the calendar's place writes at that instant. */
export function localDay(calendar: BusinessCalendar, at: Instant): PlainDay {
  return plainDay(Math.floor((at + calendar.offsetMinutes * MINUTE) / DAY));
}

export function openMinutes(open: OpenHours): number {
  return open.reduce((sum, [from, to]) => sum + to - from, 0);
}

/** What a day looks like, for people and for explanations. */
export function hoursOn(calendar: BusinessCalendar, day: PlainDay): OpenHours {
  return hoursOnDay(calendar, numberOfDay(day));
}

export function hoursOnDay(calendar: BusinessCalendar, day: DayNumber): OpenHours {
  return calendar.always ? DAY_AND_NIGHT : openHours(calendar, day);
}

/** Why a day has other hours than a usual working day; null where it is one. */
export type DayReason =
  | { readonly kind: 'weekend' }
  | {
      readonly kind: 'holiday';
      readonly name: Localised;
      readonly decision: string;
      /** The day on which the holiday itself fell, where this one is off instead. */
      readonly insteadOf: PlainDay | null;
    }
  | {
      /** `off` and `worked`: announced for that day alone. */
      readonly kind: 'off' | 'worked';
      readonly name: Localised;
      readonly decision: string;
    };

export function reasonOf(calendar: BusinessCalendar, day: PlainDay): DayReason | null {
  if (calendar.always) return null;
  const number = numberOfDay(day);
  const memory = memoryOf(calendar);
  const exception = memory.exceptions.get(number);
  if (exception !== undefined && exception.kind !== 'substitute-settled') {
    const { kind, name, decision } = exception;
    return { kind, name, decision };
  }
  const holiday = holidayOn(calendar, memory, number);
  if (holiday !== undefined) {
    const { rule, insteadOf } = holiday;
    const { name, decision } = rule;
    return { kind: 'holiday', name, decision, insteadOf: insteadOf === null ? null : plainDay(insteadOf) };
  }
  return usualHours(calendar, number).length === 0 ? { kind: 'weekend' } : null;
}

interface Memory {
  readonly years: Map<number, ReadonlyMap<DayNumber, DayOff>>;
  readonly days: Map<DayNumber, OpenHours>;
  /** Open minutes of each day, by blocks of days: what a long term asks for most. */
  readonly lengths: Map<number, Int16Array>;
  readonly exceptions: ReadonlyMap<DayNumber, CalendarException>;
}

/** Calendars are immutable values, so what was derived from one holds as long as it does. */
const memories = new WeakMap<BusinessCalendar, Memory>();

function openHours(calendar: BusinessCalendar, day: DayNumber): OpenHours {
  const memory = memoryOf(calendar);
  let hours = memory.days.get(day);
  if (hours === undefined) {
    hours = derivedHours(calendar, memory, day);
    memory.days.set(day, hours);
  }
  return hours;
}

/** Days in a block, a power of two. */
const BLOCK = 512;
const UNKNOWN = -1;

function lengthsAround(memory: Memory, day: DayNumber): Int16Array {
  const number = Math.floor(day / BLOCK);
  let block = memory.lengths.get(number);
  if (block === undefined) {
    block = new Int16Array(BLOCK).fill(UNKNOWN);
    memory.lengths.set(number, block);
  }
  return block;
}

function lengthOfDay(calendar: BusinessCalendar, block: Int16Array, day: DayNumber): number {
  const at = day & (BLOCK - 1);
  const known = block[at] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const length = openMinutes(openHours(calendar, day));
  block[at] = length;
  return length;
}

function derivedHours(calendar: BusinessCalendar, memory: Memory, day: DayNumber): OpenHours {
  const exception = memory.exceptions.get(day);
  if (exception?.kind === 'off') return exception.hours ?? [];
  if (exception?.kind === 'worked') return exception.hours ?? swappedHours(calendar, day);
  return holidayOn(calendar, memory, day) === undefined ? usualHours(calendar, day) : [];
}

function holidayOn(calendar: BusinessCalendar, memory: Memory, day: DayNumber): DayOff | undefined {
  const { year } = civilOf(day);
  let holidays = memory.years.get(year);
  if (holidays === undefined) {
    holidays = holidaysOf(calendar, year);
    memory.years.set(year, holidays);
  }
  return holidays.get(day);
}

function memoryOf(calendar: BusinessCalendar): Memory {
  let memory = memories.get(calendar);
  if (memory === undefined) {
    // What was declared for some communes only counts in `calendarIn` of these.
    const exceptions = calendar.exceptions
      .filter(({ areas }) => areas === undefined)
      .map((each) => [numberOfDay(each.day), each] as const);
    memory = { years: new Map(), days: new Map(), lengths: new Map(), exceptions: new Map(exceptions) };
    memories.set(calendar, memory);
  }
  return memory;
}
