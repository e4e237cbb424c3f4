/** A deadline in a sentence or two, as an office would write it to a citizen. */
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import type { WhyTexts } from '../../contracts/texts/why.ts';
import type { ClockTerm } from '../../domain/cases/views/clock-term.ts';
import type { Explanation } from '../../domain/time/explain.ts';
import type { DaysOff, Mover } from '../../domain/time/movers.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { TimeTexts } from './time-text.ts';

/** So many holidays are named; more are only counted. */
const HOLIDAYS_NAMED = 3;

/** Term and deadline first, then how it ended or stands. */
export function summaryText(
  explanation: Explanation,
  { term, perDay, isWhole }: ClockTerm,
  time: TimeTexts,
  language: Language,
): readonly string[] {
  const texts = TEXTS[language].why;
  const { budget, from, begunAt, dueAt, waiting, remaining, missedAt, isKept, ended } = explanation;
  const given = {
    term: term === null ? time.span(budget) : time.term(term),
    // Of a term of hours the hour matters in which it began.
    from: perDay === null && !isWhole ? time.momentWithin(from) : time.dayWithin(from),
    begun: time.dateBeside(begunAt, from),
  };
  const sameDay = term?.unit === 'same-day' ? texts.summary.sameDay : null;
  const since = fill(begunAt === from ? (sameDay ?? texts.summary.since) : texts.summary.anew, given);
  const movers = moversText(explanation, time, texts, language);
  const due = dueAt === null ? null : time.endWithin(dueAt);
  const first =
    due === null
      ? fill(texts.summary.waiting, {
          since,
          on: waiting === null ? null : time.dateBeside(waiting.since, from),
          why: waiting === null ? null : texts.pauses[waiting.why],
          remaining: time.span(remaining),
        })
      : fill(movers === null ? texts.summary.due : texts.summary.moved, { since, movers, due });
  const { provisional } = explanation;
  return [
    first,
    ...(missedAt === null ? [] : [fill(texts.summary.missed, { missed: time.endWithin(missedAt) })]),
    ...endText(explanation, time, texts),
    ...(isKept ? [texts.summary.kept] : []),
    ...(ended === null && provisional.length > 0
      ? [fill(texts.summary.provisional, { years: time.list(provisional.map(String)) })]
      : []),
  ];
}

/** null: nothing moved it. */
function moversText(
  { movers, isKept, from }: Explanation,
  time: TimeTexts,
  texts: WhyTexts,
  language: Language,
): string | null {
  // A deadline that was kept follows another calendar than this one.
  const said = isKept ? movers.filter(({ kind }) => kind !== 'holiday' && kind !== 'closure') : movers;
  const holidays = said.filter((mover): mover is DaysOff => mover.kind === 'holiday');
  const parts = said.flatMap((mover) => {
    if (mover.kind !== 'holiday') return [moverText(mover, from, time, texts, language)];
    return mover === holidays[0] ? [holidaysText(holidays, time, texts, language)] : [];
  });
  return parts.length === 0 ? null : time.list(parts, texts.movers.andAlso);
}

function holidaysText(
  holidays: readonly DaysOff[],
  time: TimeTexts,
  texts: WhyTexts,
  language: Language,
): string {
  const days = time.days(holidays.reduce((sum, each) => sum + each.days.length, 0));
  return holidays.length > HOLIDAYS_NAMED
    ? fill(texts.movers.manyHolidays, { days })
    : fill(texts.movers.holidays, { names: time.list(holidays.map(({ name }) => name[language])), days });
}

function moverText(
  mover: Mover,
  begun: Explanation['from'],
  time: TimeTexts,
  texts: WhyTexts,
  language: Language,
): string {
  switch (mover.kind) {
    case 'holiday':
    case 'closure': {
      const [first, last] = [mover.days[0], mover.days.at(-1)];
      return fill(mover.days.length === 1 ? texts.movers.closureDay : texts.movers.closureDays, {
        name: withinSentence(mover.name[language], language),
        days: time.days(mover.days.length),
        from: first && time.dateBeside(first, begun),
        to: last && time.dateBeside(last, begun),
      });
    }
    case 'pause':
      return fill(texts.movers.pauses[mover.why], {
        from: time.dateBeside(mover.from, begun),
        to: time.dateBeside(mover.to, begun),
      });
    case 'transfer':
      return fill(texts.movers.transfer, { on: time.dateBeside(mover.at, begun) });
    case 'last-day-off':
      return fill(texts.movers.lastDayOff, { day: time.dateBeside(mover.day, begun) });
    case 'extension':
      return fill(texts.movers.extension, {
        length: time.span(mover.weight),
        on: time.dateBeside(mover.at, begun),
      });
  }
}

/** `Bão số 12` is `bão số 12` there, and `Hội An` stays. */
function withinSentence(name: string, language: Language): string {
  return /^\p{Lu}\p{Ll}+( \P{Lu}|$)/u.test(name)
    ? name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
    : name;
}

function endText(
  { ended, breached, dueAt, over }: Explanation,
  time: TimeTexts,
  texts: WhyTexts,
): readonly string[] {
  const isLate = dueAt !== null && breached && (over > 0 || (ended !== null && ended.at > dueAt));
  const late = over === 0 ? texts.summary.noMinute : time.span(over);
  if (ended === null) return isLate ? [fill(texts.summary.late, { over: late })] : [];
  const at = time.momentWithin(ended.at);
  const [inTime, afterwards] =
    ended.why === 'met'
      ? [texts.summary.met, texts.summary.metLate]
      : [texts.summary.stopped, texts.summary.stoppedLate];
  return [fill(isLate ? afterwards : inTime, { at, over: late })];
}
