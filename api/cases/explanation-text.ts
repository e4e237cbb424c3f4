/** The explanation of a clock in sentences, by the wall clock of its calendar's place. */
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import type { WhyTexts } from '../../contracts/texts/why.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { eventBehind, type PastClock } from '../../domain/cases/views/clock-history.ts';
import type { ClockTerm } from '../../domain/cases/views/clock-term.ts';
import type { UserId } from '../../domain/ids.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { WholeDay } from '../../domain/time/day-line.ts';
import { type DayRun, dayRunsOf, type ShownStretch } from '../../domain/time/day-runs.ts';
import type { Explanation, Move } from '../../domain/time/explain.ts';
import type { Mover } from '../../domain/time/movers.ts';
import type { PauseReason } from '../../domain/vocabulary/clocks.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { summaryText } from './summary-text.ts';
import { type TimeTexts, timeText, timeTexts } from './time-text.ts';

const DAY_MINUTES = 24 * 60;

/** One sentence a line. */
export interface Account {
  /** What a citizen wants to know. */
  readonly summary: readonly string[];
  /** By what it was counted, and the days: to be checked with a calendar and a pencil. */
  readonly days: readonly string[];
  readonly events: readonly string[];
}

/** To whom it is told. */
export interface Reader {
  readonly language: Language;
  /** A person who is not named; null: nobody. */
  readonly hidden: UserId | null;
  /** What the others are called. */
  readonly person: (id: string) => string;
}

export function explanationText(
  explanation: Explanation,
  past: PastClock,
  term: ClockTerm,
  { language, hidden, person }: Reader,
): Account {
  const texts = TEXTS[language].why;
  const { calendar, granted, dueAt, remaining } = explanation;
  const time = timeTexts(calendar, term, language);
  const source = (event: CaseEvent | null) => sourceText(event, hidden, person, texts);
  const events = [
    ...explanation.moves.map((move) => ({
      at: move.entry.at,
      text: moveText(move, time, texts) + source(eventBehind(past, move.entry)),
    })),
    ...changesOf(explanation, past, time, language).map(({ event, text }) => ({
      at: event.at,
      text: text + source(event),
    })),
  ].sort((a, b) => a.at - b.at);
  const runs = dayRunsOf(explanation.days, calendar);
  const difference = Math.abs((runs.at(-1)?.total ?? 0) - granted);
  return {
    summary: summaryText({ ...explanation, movers: moversGiven(explanation, past) }, term, time, language),
    days: [
      basisText(calendar, term, time, language),
      ...(endedEarly(explanation) ? [texts.endedEarly] : []),
      ...runs.map((run) => dayText(run, calendar, time, language)),
      ...(dueAt === null
        ? [fill(texts.dueStill, { remaining: time.length(remaining) })]
        : [
            ...(difference > 0 ? [fill(texts.rounded, { difference: time.hours(difference) })] : []),
            fill(texts.due, { due: time.end(dueAt) }),
          ]),
    ],
    events: events.map(({ text }) => text),
  };
}

/** What a changed calendar credits to a paused clock nobody has granted. */
function moversGiven({ movers }: Explanation, { events }: PastClock): readonly Mover[] {
  const credited = events.flatMap(({ type, at }) => (type === 'calendar-changed' ? [at] : []));
  return movers.filter((mover) => mover.kind !== 'extension' || !credited.includes(mover.at));
}

function basisText(
  calendar: BusinessCalendar,
  { perDay, isWhole }: ClockTerm,
  time: TimeTexts,
  language: Language,
): string {
  const texts = TEXTS[language].why;
  if (calendar.always) return texts.basisAlways;
  const basis = perDay === null ? texts.basis : texts.basisDays;
  return fill(isWhole ? texts.basisWhole : basis, {
    calendar: calendar.name[language],
    version: calendar.version,
    ...(perDay === null ? {} : { perDay: time.hours(perDay) }),
  });
}

function endedEarly({ ended, dueAt }: Explanation): boolean {
  return ended !== null && dueAt !== null && ended.at < dueAt;
}

function moveText({ entry, before, after, minutes }: Move, time: TimeTexts, texts: WhyTexts): string {
  return fill(texts.moves[entry.kind], {
    at: time.moment(entry.at),
    before: before === null ? texts.never : time.end(before),
    after: after === null ? texts.never : time.end(after),
    minutes: minutes === null ? undefined : time.span(minutes),
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
  time: TimeTexts,
  language: Language,
) {
  const texts = TEXTS[language].why;
  return events.flatMap((event) => {
    if (event.type !== 'calendar-changed') return [];
    const moved = event.moved[clock];
    const change = event.changes.find((each) => each.calendar === calendar.id);
    if (moved === undefined || change === undefined) return [];
    const text = fill(texts.moves.calendar, {
      at: time.moment(event.at),
      calendar: calendar.name[language],
      decision: change.decision,
      before: moved.before === null ? texts.never : time.end(moved.before),
      after: moved.after === null ? texts.never : time.end(moved.after),
    });
    return [{ event, text }];
  });
}

function dayText(run: DayRun, calendar: BusinessCalendar, time: TimeTexts, language: Language): string {
  const texts = TEXTS[language].why;
  const { day, until, days, counted, total, reason, stretches } = run;
  const ran = stretches.filter(({ what }) => what === 'counted');
  const open = timesText(ran);
  const said = {
    day: time.dayOrDays(day, until),
    counted: time.length(counted),
    total: time.length(total),
    open: days > 1 ? fill(texts.each, { open }) : open,
    ...(reason === null || reason.kind === 'weekend'
      ? {}
      : { name: reason.name[language], decision: reason.decision }),
  };
  const provisional = run.provisional ? texts.provisional : '';
  if (run.whole !== undefined) return wholeText(run.whole, run, said, time, texts) + provisional;
  const stood = stoodStill(stretches);
  if (ran.length === 0) {
    const rest =
      stood.length > 0
        ? fill(texts.paused, { ...said, why: stood.map((why) => texts.pauses[why]).join('; ') })
        : fill(texts[restOf(run)], { ...said, original: originalOf(run, time) });
    return rest + provisional;
  }
  const isWhole = calendar.always && counted === days * DAY_MINUTES;
  const sentence = isWhole ? texts.countedAlways : reason === null ? texts.counted : texts.shorter;
  const breaks = stood.map((why) =>
    fill(texts.stood, {
      times: timesText(stretches.filter(({ what }) => what === why)),
      why: texts.pauses[why],
    }),
  );
  return [fill(sentence, said), ...breaks].join(' ') + provisional;
}

function wholeText(
  whole: WholeDay,
  run: DayRun,
  said: Readonly<Record<string, string>>,
  time: TimeTexts,
  texts: WhyTexts,
): string {
  switch (whole) {
    case 'counted':
      return fill(texts.countedAlways, said);
    case 'begins':
    case 'ends':
      return fill(texts[whole], said);
    case 'goes-on':
      return fill(texts.goesOn, said);
    case 'ends-instead':
      return fill(texts.endsInstead, said);
    case 'off':
    case 'spared':
      return fill(texts[restOf(run)], { ...said, original: originalOf(run, time) });
    default:
      return fill(texts.paused, { ...said, why: texts.pauses[whole] });
  }
}

/** Why nothing counted on a day on which the clock did not stand still. */
function restOf({ reason, stretches }: DayRun) {
  if (stretches.length > 0)
    return stretches.every(({ what }) => what === 'before') ? 'begunLate' : 'countedNone';
  if (reason?.kind === 'holiday') return reason.insteadOf === null ? 'holiday' : 'insteadOf';
  return reason === null || reason.kind === 'weekend' ? 'weekend' : 'off';
}

function originalOf({ reason }: DayRun, time: TimeTexts): string | undefined {
  return reason?.kind === 'holiday' && reason.insteadOf !== null ? time.date(reason.insteadOf) : undefined;
}

/** For what the clock stood still, each once. */
function stoodStill(stretches: readonly ShownStretch[]): readonly PauseReason[] {
  const whats = stretches.flatMap(({ what }) =>
    what === 'counted' || what === 'before' || what === 'after' ? [] : [what],
  );
  return [...new Set(whats)];
}

function timesText(stretches: readonly ShownStretch[]): string {
  return stretches.map(({ from, to }) => `${timeText(from)}–${timeText(to)}`).join(', ');
}
