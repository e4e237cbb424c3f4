/** What made a clock fall due later than its term alone would have: for the one sentence that everybody reads. */
import type { Localised } from '../ids.ts';
import type { PauseReason } from '../vocabulary/clocks.ts';
import { hoursOn, reasonOf, workingBetween } from './calendar.ts';
import type { BusinessCalendar, OpenHours } from './calendar-types.ts';
import { numberOfDay } from './civil.ts';
import type { Clock, LedgerEntry } from './clock.ts';
import { runsOf } from './clocks.ts';
import { type DayLine, daysIn } from './day-line.ts';
import { usualHours } from './holidays.ts';
import { type Instant, minutes, type PlainDay, toTheMinute, type WorkingMinutes } from './instant.ts';
import type { Leg, Span } from './legs.ts';
import { daysBetween } from './whole-days.ts';

const MINUTE = 60_000;

interface Weighty {
  /** Time that it took out of the term, or added to it; of a term in whole days as long as its days stand for. */
  readonly weight: WorkingMinutes;
}

/** `closure`: announced for these days alone. */
export interface DaysOff extends Weighty {
  readonly kind: 'holiday' | 'closure';
  readonly name: Localised;
  /** Those on which the clock would have counted. */
  readonly days: readonly PlainDay[];
}

export type Mover =
  | DaysOff
  | (Weighty & {
      readonly kind: 'pause';
      readonly why: PauseReason;
      readonly from: Instant;
      readonly to: Instant;
    })
  | (Weighty & { readonly kind: 'extension' | 'transfer'; readonly at: Instant })
  /** The last day of a term in whole days was a day off, and it ends with a later one. */
  | (Weighty & { readonly kind: 'last-day-off'; readonly day: PlainDay });

/** An entry of the ledger, and when the clock was due before and after it. */
interface Turn {
  readonly entry: LedgerEntry;
  readonly before: Instant | null;
  readonly after: Instant | null;
}

/** Of the present term, up to its due instant (without one: to now); the weightiest first. */
export function moversOf(
  clock: Clock,
  legs: readonly Leg[],
  days: readonly DayLine[],
  turns: readonly Turn[],
): readonly Mover[] {
  const { wholeDays } = clock;
  const lost =
    wholeDays === undefined ? legs.flatMap(hoursLost) : wholeDaysLost(legs, days, wholeDays.perDay);
  const found = [
    ...byName(lost),
    ...legs.flatMap((leg) => pausesOf(clock, leg)),
    ...extensionsOf(clock),
    ...transfersOf(legs, turns),
  ];
  return found.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
}

/** How much of a term a stretch of standing still is worth. */
export function stoodStill(clock: Clock, calendar: BusinessCalendar, { from, to }: Span): WorkingMinutes {
  const { wholeDays } = clock;
  return wholeDays === undefined
    ? workingBetween(calendar, toTheMinute(from), toTheMinute(to))
    : minutes(daysBetween(calendar, from, to, wholeDays) * wholeDays.perDay);
}

/** Days off while the clock ran: what it would have counted in the usual hours of such a day. */
function hoursLost({ clock, calendar, ...span }: Leg): readonly DaysOff[] {
  if (calendar.always) return [];
  const runs = runsOf(clock).map(({ from, to, final }) => ({
    from,
    to: Math.min(final ? span.to : (to ?? span.to), span.to),
  }));
  return daysIn(span, calendar.offsetMinutes).flatMap(({ day, number, midnight }) => {
    const within = (hours: OpenHours) =>
      hours.reduce(
        (sum, [opens, closes]) =>
          runs.reduce(
            (all, { from, to }) =>
              all +
              Math.max(
                Math.min(midnight + closes * MINUTE, to) - Math.max(midnight + opens * MINUTE, from),
                0,
              ),
            sum,
          ),
        0,
      );
    const lost = within(usualHours(calendar, number)) - within(hoursOn(calendar, day));
    return daysOff(calendar, day, Math.round(lost / MINUTE));
  });
}

/** Days that would have counted, had they not been days off; and where the last of all was one, that it was. */
function wholeDaysLost(
  legs: readonly Leg[],
  days: readonly DayLine[],
  perDay: WorkingMinutes,
): readonly Mover[] {
  const last = days.findLastIndex(({ whole }) => whole === 'counted');
  const lost = days.slice(0, last + 1).flatMap(({ day, whole }) => {
    const calendar = calendarOn(legs, day);
    const isUsual = whole === 'off' && usualHours(calendar, numberOfDay(day)).length > 0;
    return isUsual || whole === 'spared' ? daysOff(calendar, day, perDay) : [];
  });
  const counted = days[last];
  return days.at(-1)?.whole === 'ends-instead' && counted !== undefined
    ? [...lost, { kind: 'last-day-off', day: counted.day, weight: perDay }]
    : lost;
}

/** By which that day was counted. */
function calendarOn(legs: readonly Leg[], day: PlainDay): BusinessCalendar {
  const leg = legs.find((each) =>
    daysIn(each, each.calendar.offsetMinutes).some((within) => within.day === day),
  );
  if (leg === undefined) throw new RangeError(`the term has no day ${day}`);
  return leg.calendar;
}

function daysOff(calendar: BusinessCalendar, day: PlainDay, lost: number): readonly DaysOff[] {
  const reason = reasonOf(calendar, day);
  if (reason === null || reason.kind === 'weekend' || lost <= 0) return [];
  const kind = reason.kind === 'holiday' ? 'holiday' : 'closure';
  return [{ kind, name: reason.name, days: [day], weight: minutes(lost) }];
}

/** Days of one name are one mover. */
function byName(movers: readonly Mover[]): readonly Mover[] {
  const found = new Map<string, DaysOff>();
  const others: Mover[] = [];
  for (const mover of movers) {
    if (mover.kind !== 'holiday' && mover.kind !== 'closure') {
      others.push(mover);
      continue;
    }
    const key = JSON.stringify([mover.kind, mover.name]);
    const known = found.get(key);
    found.set(key, {
      ...mover,
      days: [...(known?.days ?? []), ...mover.days],
      weight: minutes((known?.weight ?? 0) + mover.weight),
    });
  }
  return [...found.values(), ...others];
}

/** Those that are over, and that began before the clock was due. */
function pausesOf({ ledger }: Clock, { clock, calendar, ...span }: Leg): readonly Mover[] {
  return ledger.flatMap((entry, n): Mover[] => {
    if (entry.kind !== 'pause' || entry.at >= span.to) return [];
    const to = ledger.slice(n).find(({ kind }) => kind === 'resume' || kind === 'restart')?.at;
    if (to === undefined || to <= span.from || to > span.to) return [];
    const stood = { from: Math.max(entry.at, span.from) as Instant, to };
    return [
      { kind: 'pause', why: entry.why, from: entry.at, to, weight: stoodStill(clock, calendar, stood) },
    ];
  });
}

function extensionsOf({ ledger }: Clock): readonly Mover[] {
  const begun = ledger.findLastIndex(({ kind }) => kind === 'start' || kind === 'restart');
  return ledger
    .slice(begun + 1)
    .flatMap((entry): Mover[] =>
      entry.kind === 'extend' ? [{ kind: 'extension', at: entry.at, weight: entry.by }] : [],
    );
}

/** Where the hours or the closures of the new agency gave another deadline. */
function transfersOf(legs: readonly Leg[], turns: readonly Turn[]): readonly Mover[] {
  return turns.flatMap(({ entry, before, after }): Mover[] => {
    const leg = legs.find(({ from }) => from === entry.at);
    if (entry.kind !== 'transfer' || leg === undefined || before === null || after === null) return [];
    const [from, to] = before < after ? [before, after] : [after, before];
    return [{ kind: 'transfer', at: entry.at, weight: workingBetween(leg.calendar, from, to) }];
  });
}
