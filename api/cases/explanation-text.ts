/** The explanation of a clock in sentences, by the wall clock of its calendar's place. */
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import type { WhyTexts } from '../../contracts/texts/why.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { eventBehind, type PastClock } from '../../domain/cases/views/clock-history.ts';
import type { UserId } from '../../domain/ids.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { civilOf, numberOfDay, weekdayOf } from '../../domain/time/civil.ts';
import type { DayLine, Explanation, Move, Stretch } from '../../domain/time/explain.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { PauseReason } from '../../domain/vocabulary/clocks.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** One sentence a line: the term, each move, each day, and the result. `hidden`: a person who is not named; `person`: what the others are called. */
export function explanationText(
  explanation: Explanation,
  past: PastClock,
  language: Language,
  hidden: UserId | null = null,
  person: (id: string) => string = (id) => id,
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
  const source = (event: CaseEvent | null) => sourceText(event, hidden, person, texts);
  const moves = [
    ...explanation.moves.map((move) => ({
      at: move.entry.at,
      text: moveText(move, at, length, texts) + source(eventBehind(past, move.entry)),
    })),
    ...changesOf(explanation, past, at, language).map(({ event, text }) => ({
      at: event.at,
      text: text + source(event),
    })),
  ].sort((a, b) => a.at - b.at);
  const result =
    dueAt === null
      ? fill(texts.dueStill, { remaining: length(remaining) })
      : fill(texts.due, { due: at(dueAt) });
  return [
    head,
    ...moves.map(({ text }) => text),
    ...(endedEarly(explanation) ? [texts.endedEarly] : []),
    ...explanation.days.map((line) => dayText(line, calendar, length, language)),
    result,
    ...(isKept ? [texts.kept] : []),
    ...(over > 0 ? [fill(calendar.always ? texts.overAlways : texts.over, { over: length(over) })] : []),
  ];
}

function endedEarly({ moves, dueAt }: Explanation): boolean {
  const last = moves.at(-1)?.entry;
  return last?.kind === 'stop' && dueAt !== null && last.at < dueAt;
}

function moveText(
  { entry, before, after, minutes }: Move,
  at: (instant: Instant) => string,
  length: (amount: number) => string,
  texts: WhyTexts,
): string {
  const due = (instant: Instant | null) => (instant === null ? texts.never : at(instant));
  return fill(texts.moves[entry.kind], {
    at: at(entry.at),
    before: due(before),
    after: due(after),
    minutes: minutes === null ? undefined : length(minutes),
    why: entry.kind === 'pause' ? texts.pauses[entry.why] : undefined,
  });
}

/** The engine's own work has no author. */
function sourceText(
  event: CaseEvent | null,
  hidden: UserId | null,
  person: (id: string) => string,
  texts: WhyTexts,
): string {
  if (event === null) return '';
  const { seq, by } = event;
  return by === ENGINE || by === hidden
    ? fill(texts.sourceAlone, { seq })
    : fill(texts.source, { seq, by: person(by) });
}

function changesOf(
  { clock, calendar }: Explanation,
  { events }: PastClock,
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
    return [{ event, text }];
  });
}

function dayText(
  line: DayLine,
  calendar: BusinessCalendar,
  length: (amount: number) => string,
  language: Language,
): string {
  const texts = TEXTS[language].why;
  const { day, until, counted, total, reason, stretches } = line;
  const days =
    day === until
      ? dayName(day, texts)
      : fill(texts.range, { from: dayName(day, texts), to: dayName(until, texts) });
  const ran = stretches.filter(({ what }) => what === 'counted');
  const said = {
    day: days,
    counted: length(counted),
    total: length(total),
    open: timesText(ran, calendar),
    ...(reason === null || reason.kind === 'weekend'
      ? {}
      : { name: reason.name[language], decision: reason.decision }),
  };
  const stood = stoodStill(stretches);
  if (ran.length === 0) {
    if (stood.length > 0)
      return fill(texts.paused, { ...said, why: stood.map((why) => texts.pauses[why]).join('; ') });
    return fill(texts[restOf(line)], { ...said, original: originalOf(line) });
  }
  const isWhole = calendar.always && counted === DAY_MINUTES;
  const sentence = isWhole ? texts.countedAlways : reason === null ? texts.counted : texts.shorter;
  const breaks = stood.map((why) =>
    fill(texts.stood, {
      times: timesText(
        stretches.filter(({ what }) => what === why),
        calendar,
      ),
      why: texts.pauses[why],
    }),
  );
  return [fill(sentence, said), ...breaks].join(' ');
}

/** Why nothing counted on a day on which the clock did not stand still. */
function restOf({ reason, stretches }: DayLine) {
  if (stretches.length > 0)
    return stretches.every(({ what }) => what === 'before') ? 'begunLate' : 'countedNone';
  if (reason?.kind === 'holiday') return reason.insteadOf === null ? 'holiday' : 'insteadOf';
  return reason === null || reason.kind === 'weekend' ? 'weekend' : 'off';
}

function originalOf({ reason }: DayLine): string | undefined {
  return reason?.kind === 'holiday' && reason.insteadOf !== null ? dateText(reason.insteadOf) : undefined;
}

/** For what the clock stood still, each once. */
function stoodStill(stretches: readonly Stretch[]): readonly PauseReason[] {
  const whats = stretches.flatMap(({ what }) =>
    what === 'counted' || what === 'before' || what === 'after' ? [] : [what],
  );
  return [...new Set(whats)];
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

function timesText(stretches: readonly Stretch[], calendar: BusinessCalendar): string {
  return stretches
    .map(({ from, to }) => {
      const begins = from / MINUTE + calendar.offsetMinutes;
      const midnight = Math.floor(begins / DAY_MINUTES) * DAY_MINUTES;
      const ends = to / MINUTE + calendar.offsetMinutes;
      return `${timeText(Math.floor(begins - midnight))}–${timeText(Math.floor(ends - midnight))}`;
    })
    .join(', ');
}

function timeText(minuteOfDay: number): string {
  return `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
