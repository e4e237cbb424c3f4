/** The explanation of a clock in sentences, by the wall clock of its calendar's place. */
import { fill, type Language, TEXTS } from '../contracts/texts/index.ts';
import type { WhyTexts } from '../contracts/texts/why.ts';
import type { CaseEvent } from '../domain/cases/events.ts';
import type { BusinessCalendar, OpenHours } from '../domain/time/calendar-types.ts';
import { civilOf, numberOfDay, weekdayOf } from '../domain/time/civil.ts';
import type { DayLine, Explanation, Move } from '../domain/time/explain.ts';
import type { Instant, PlainDay } from '../domain/time/instant.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** One sentence a line: the term, each move, each day, and the result. `events` tell of changed calendars. */
export function explanationText(
  explanation: Explanation,
  events: readonly CaseEvent[],
  language: Language,
): readonly string[] {
  const texts = TEXTS[language].why;
  const { calendar, granted, from, dueAt, remaining, over, isKept } = explanation;
  const at = (instant: Instant) => momentText(instant, calendar, texts);
  const length = (amount: number) => durationText(amount, texts);
  const head = fill(calendar.always ? texts.termAlways : texts.term, {
    granted: length(granted),
    calendar: calendar.name[language],
    version: calendar.version,
    from: at(from),
  });
  const moves = [
    ...explanation.moves.map((move) => ({ at: move.entry.at, text: moveText(move, at, length, texts) })),
    ...changesOf(explanation, events, at, language),
  ].sort((a, b) => a.at - b.at);
  const result =
    dueAt === null
      ? fill(texts.dueStill, { remaining: length(remaining) })
      : fill(texts.due, { due: at(dueAt) });
  return [
    head,
    ...moves.map(({ text }) => text),
    ...explanation.days.map((line) => dayText(line, calendar, length, language)),
    result,
    ...(isKept ? [texts.kept] : []),
    ...(over > 0 ? [fill(calendar.always ? texts.overAlways : texts.over, { over: length(over) })] : []),
  ];
}

function moveText(
  { entry, before, after }: Move,
  at: (instant: Instant) => string,
  length: (amount: number) => string,
  texts: WhyTexts,
): string {
  const due = (instant: Instant | null) => (instant === null ? texts.never : at(instant));
  return fill(texts.moves[entry.kind], {
    at: at(entry.at),
    before: due(before),
    after: due(after),
    by: entry.kind === 'extend' ? length(entry.by) : undefined,
    why: entry.kind === 'pause' ? texts.pauses[entry.why] : undefined,
  });
}

function changesOf(
  { clock, calendar }: Explanation,
  events: readonly CaseEvent[],
  at: (instant: Instant) => string,
  language: Language,
) {
  const texts = TEXTS[language].why;
  const due = (instant: Instant | null) => (instant === null ? texts.never : at(instant));
  return events.flatMap((event) => {
    if (event.type !== 'calendar-changed') return [];
    const moved = event.moved[clock];
    const change = event.changes.find((each) => each.calendar === calendar.id);
    if (moved === undefined || change === undefined) return [];
    const text = fill(texts.moves.calendar, {
      at: at(event.at),
      calendar: calendar.name[language],
      decision: change.decision,
      before: due(moved.before),
      after: due(moved.after),
    });
    return [{ at: event.at, text }];
  });
}

function dayText(
  line: DayLine,
  calendar: BusinessCalendar,
  length: (amount: number) => string,
  language: Language,
): string {
  const texts = TEXTS[language].why;
  const { day, until, counted, total, reason, open, isPaused } = line;
  const days =
    day === until
      ? dayName(day, texts)
      : fill(texts.range, { from: dayName(day, texts), to: dayName(until, texts) });
  const said = { day: days, counted: length(counted), total: length(total), open: hoursText(open) };
  if (counted === 0 && isPaused && open.length > 0) return fill(texts.paused, said);
  if (reason === null) {
    if (counted === 0) return fill(texts.countedNone, said);
    return fill(calendar.always ? texts.countedAlways : texts.counted, said);
  }
  if (reason.kind === 'weekend') return fill(texts.weekend, said);
  const named = { ...said, name: reason.name[language], decision: reason.decision };
  if (counted > 0) return fill(texts.shorter, named);
  if (reason.kind !== 'holiday') return fill(open.length > 0 ? texts.countedNone : texts.off, named);
  return reason.insteadOf === null
    ? fill(texts.holiday, named)
    : fill(texts.insteadOf, { ...named, original: dateText(reason.insteadOf) });
}

/** `90` is 1 h 30 min. */
function durationText(amount: number, texts: WhyTexts): string {
  const [h, m] = [Math.floor(amount / 60), amount % 60];
  if (h === 0) return fill(texts.minutes, { m });
  return m === 0 ? fill(texts.hours, { h }) : fill(texts.hoursMinutes, { h, m });
}

function momentText(at: Instant, calendar: BusinessCalendar, texts: WhyTexts): string {
  const local = at / MINUTE + calendar.offsetMinutes;
  const number = Math.floor(local / DAY_MINUTES);
  return `${texts.weekdays[weekdayOf(number) - 1]} ${dateOf(number)} ${timeText(Math.floor(local - number * DAY_MINUTES))}`;
}

function dayName(day: PlainDay, texts: WhyTexts): string {
  const number = numberOfDay(day);
  return `${texts.weekdays[weekdayOf(number) - 1]} ${dateOf(number)}`;
}

function dateText(day: PlainDay): string {
  return dateOf(numberOfDay(day));
}

function dateOf(number: number): string {
  const { year, month, day } = civilOf(number);
  return `${pad(day)}/${pad(month)}/${year}`;
}

function hoursText(open: OpenHours): string {
  return open.map(([from, to]) => `${timeText(from)}–${timeText(to)}`).join(', ');
}

function timeText(minuteOfDay: number): string {
  return `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
