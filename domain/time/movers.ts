/** What made a clock fall due later than its term alone would have: for the one sentence that everybody reads. */
import type { Localised } from '../ids.ts';
import type { PauseReason } from '../vocabulary/clocks.ts';
import { hoursOn, localDay, reasonOf, workingBetween } from './calendar.ts';
import type { BusinessCalendar, OpenHours } from './calendar-types.ts';
import { numberOfDay, plainDay } from './civil.ts';
import type { Clock } from './clock.ts';
import { runsOf } from './clocks.ts';
import { usualHours } from './holidays.ts';
import { type Instant, minutes, type PlainDay, toTheMinute, type WorkingMinutes } from './instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Weighty {
  /** Office time that it took out of the term, or added to it. */
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
  | (Weighty & { readonly kind: 'extension'; readonly at: Instant });

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Of the present term, up to its due instant (without one: to now); the weightiest first. */
export function moversOf(clock: Clock, calendar: BusinessCalendar, term: Span): readonly Mover[] {
  const found = [
    ...daysLost(clock, calendar, term),
    ...pausesOf(clock, calendar, term),
    ...extensionsOf(clock),
  ];
  return found.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
}

/** Days off while the clock ran, by their names: what it would have counted in the usual hours of such a day. */
function daysLost(clock: Clock, calendar: BusinessCalendar, term: Span): readonly DaysOff[] {
  if (calendar.always) return [];
  const runs = runsOf(clock).map(({ from, to, final }) => ({
    from,
    to: Math.min(final ? term.to : (to ?? term.to), term.to),
  }));
  const found = new Map<string, DaysOff>();
  const last = numberOfDay(localDay(calendar, term.to));
  for (let number = numberOfDay(localDay(calendar, term.from)); number <= last; number++) {
    const day = plainDay(number);
    const reason = reasonOf(calendar, day);
    if (reason === null || reason.kind === 'weekend') continue;
    const midnight = number * DAY - calendar.offsetMinutes * MINUTE;
    const within = (hours: OpenHours) =>
      runs.reduce(
        (sum, run) =>
          hours.reduce((all, [opens, closes]) => all + overlap(midnight, opens, closes, run), sum),
        0,
      );
    const lost = Math.round((within(usualHours(calendar, number)) - within(hoursOn(calendar, day))) / MINUTE);
    if (lost <= 0) continue;
    const kind = reason.kind === 'holiday' ? 'holiday' : 'closure';
    const key = JSON.stringify([kind, reason.name]);
    const known = found.get(key);
    found.set(key, {
      kind,
      name: reason.name,
      days: [...(known?.days ?? []), day],
      weight: minutes((known?.weight ?? 0) + lost),
    });
  }
  return [...found.values()];
}

function overlap(
  midnight: number,
  opens: number,
  closes: number,
  run: { readonly from: number; readonly to: number },
) {
  const from = Math.max(midnight + opens * MINUTE, run.from);
  return Math.max(Math.min(midnight + closes * MINUTE, run.to) - from, 0);
}

/** Those that are over, and that began before the clock was due. */
function pausesOf({ ledger }: Clock, calendar: BusinessCalendar, term: Span): readonly Mover[] {
  return ledger.flatMap((entry, n): Mover[] => {
    if (entry.kind !== 'pause' || entry.at >= term.to) return [];
    const to = ledger.slice(n).find(({ kind }) => kind === 'resume' || kind === 'restart')?.at;
    if (to === undefined || to <= term.from) return [];
    const stood = Math.max(entry.at, term.from) as Instant;
    const weight = workingBetween(calendar, toTheMinute(stood), toTheMinute(to));
    return [{ kind: 'pause', why: entry.why, from: entry.at, to, weight }];
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
