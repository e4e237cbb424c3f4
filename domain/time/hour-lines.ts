/** Days of a term that is counted to the minute. */
import { hoursOn, localDay, reasonOf } from './calendar.ts';
import type { Clock } from './clock.ts';
import { runsOf } from './clocks.ts';
import { type DayLine, type DayLines, daysIn, type Stretch } from './day-line.ts';
import { type Instant, minutes } from './instant.ts';
import type { Leg, Span } from './legs.ts';

const MINUTE = 60_000;

/** Of a term that is counted to the minute. `isFirst`, `isLast`: of its parts; `before`: what the earlier ones used up, in milliseconds. */
export function hourLines(
  { clock, calendar, ...span }: Leg,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  before: number,
): DayLines {
  const lines: DayLine[] = [];
  const course = courseOf(clock, span);
  let used = before;
  for (const { day, midnight } of daysIn(span, calendar.offsetMinutes)) {
    const open = hoursOn(calendar, day);
    const stretches = open
      .flatMap(([opens, closes]) =>
        stretchesOf(course, {
          from: (midnight + opens * MINUTE) as Instant,
          to: (midnight + closes * MINUTE) as Instant,
        }),
      )
      // The rest of that day is told by the other agency's hours.
      .filter(({ what }) => (isFirst || what !== 'before') && (isLast || what !== 'after'));
    const isKnown = !isFirst && day === localDay(calendar, span.from);
    if (isKnown && stretches.every(({ what }) => what === 'after')) continue;
    const earlier = Math.floor(used / MINUTE);
    for (const { from, to, what } of stretches) if (what === 'counted') used += to - from;
    const total = minutes(Math.floor(used / MINUTE));
    const counted = minutes(total - earlier);
    const line = { day, until: day, open, counted, total, reason: reasonOf(calendar, day), stretches };
    const previous = lines.at(-1);
    if (previous !== undefined && isSameRest(previous, line))
      lines[lines.length - 1] = joined(previous, line);
    else lines.push(line);
  }
  return { lines, used };
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
