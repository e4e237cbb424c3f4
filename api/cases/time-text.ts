/** Instants, days and lengths in a language, by the wall clock of a calendar's place. */

import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import type { ClockTerm } from '../../domain/cases/views/clock-term.ts';
import type { Term } from '../../domain/procedures/language/types.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { civilOf, type DayNumber, numberOfDay, weekdayOf } from '../../domain/time/civil.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

interface Place {
  readonly number: DayNumber;
  readonly time: string;
}

export type TimeTexts = ReturnType<typeof timeTexts>;

/** In the days of the term lengths are told, or in hours. */
export function timeTexts(
  calendar: BusinessCalendar,
  { perDay, isElapsed }: Pick<ClockTerm, 'perDay' | 'isElapsed'>,
  language: Language,
) {
  const texts = TEXTS[language].why;
  const placeOf = (at: Instant) => {
    const local = Math.floor(at / MINUTE) + calendar.offsetMinutes;
    const number = Math.floor(local / DAY_MINUTES);
    return { number, time: timeText(local - number * DAY_MINUTES) };
  };
  /** What ends at midnight ends at 24:00 of its day, and not at 00:00 of the next. */
  const endOf = (at: Instant) => {
    const place = placeOf(at);
    return place.time === '00:00' ? { number: place.number - 1, time: '24:00' } : place;
  };
  const numberOf = (day: Instant | PlainDay) =>
    typeof day === 'number' ? placeOf(day).number : numberOfDay(day);
  const civilText = (number: DayNumber, template: string) => {
    const { year, month, day } = civilOf(number);
    return fill(template, { day: language === 'vi' ? two(day) : day, month: texts.months[month - 1], year });
  };
  const counted = ([one, more]: readonly [string, string], n: number) => fill(n === 1 ? one : more, { n });
  const weekday = (number: DayNumber, names: readonly string[]) => names[weekdayOf(number) - 1];
  const lengthOf = (amount: number, day: number | null) => {
    const days = day === null ? 0 : Math.floor(amount / day);
    const rest = amount - days * (day ?? 0);
    const { lengths } = texts;
    const parts = [
      [lengths.days, days],
      [lengths.hours, Math.floor(rest / 60)],
      [lengths.minutes, rest % 60],
    ] as const;
    const said = parts.flatMap(([unit, n]) => (n > 0 ? [counted(unit, n)] : []));
    return said.length === 0 ? counted(lengths.minutes, 0) : said.join(' ');
  };
  const termText = ({ amount, unit }: Term) =>
    amount === 1 ? texts.one[unit] : fill(DOCUMENT_TEXTS[language].units[unit], { n: amount });
  const date = (day: Instant | PlainDay) => civilText(numberOf(day), texts.date);
  const lineOf = ({ number, time }: Place) =>
    `${weekday(number, texts.weekdays)} ${civilText(number, texts.date)} ${time}`;
  const dayText = ({ number }: Place) =>
    fill(texts.dayWithin, {
      weekday: weekday(number, texts.weekdaysWithin),
      date: civilText(number, texts.date),
    });
  const momentText = (place: Place) => fill(texts.momentWithin, { time: place.time, day: dayText(place) });
  return {
    /** `02/03/2026`, `2 March 2026`. */
    date,
    /** Without its year where that is the year of the other day. */
    dateBeside: (day: Instant | PlainDay, other: Instant | PlainDay) => {
      const sameYear = civilOf(numberOf(day)).year === civilOf(numberOf(other)).year;
      return civilText(numberOf(day), sameYear ? texts.dateAlone : texts.date);
    },
    /** `Thứ Hai 02/03/2026`, as a line of the account begins; with another day `Thứ Hai 02/03 đến Thứ Sáu 06/03/2026`. */
    dayOrDays: (first: PlainDay, last: PlainDay) => {
      const name = (day: PlainDay, template: string) =>
        `${weekday(numberOf(day), texts.weekdays)} ${civilText(numberOf(day), template)}`;
      if (first === last) return name(first, texts.date);
      const sameYear = first.slice(0, 4) === last.slice(0, 4);
      return fill(texts.range, {
        from: name(first, sameYear ? texts.dateAlone : texts.date),
        to: name(last, texts.date),
      });
    },
    /** `Thứ Hai 02/03/2026 08:00`, as a line begins. */
    moment: (at: Instant) => lineOf(placeOf(at)),
    /** As `moment`, of the end of a term. */
    end: (at: Instant) => lineOf(endOf(at)),
    /** `thứ Hai, ngày 02/03/2026`, within a sentence. */
    dayWithin: (at: Instant) => dayText(placeOf(at)),
    /** `08:00 thứ Hai, ngày 02/03/2026`, within a sentence. */
    momentWithin: (at: Instant) => momentText(placeOf(at)),
    /** As `momentWithin`, of the end of a term. */
    endWithin: (at: Instant) => momentText(endOf(at)),
    days: (n: number) => counted(texts.lengths.days, n),
    /** `4 ngày 2 giờ 30 phút`. */
    length: (amount: number) => lengthOf(amount, perDay),
    /** `7 giờ 30 phút`, whatever a day is. */
    hours: (amount: number) => lengthOf(amount, null),
    /** As the receipt has it. */
    term: termText,
    /** `a, b và c`. */
    list: (each: readonly string[], and = texts.movers.and) => {
      const last = each.at(-1) ?? '';
      return each.length < 2 ? last : fill(and, { list: each.slice(0, -1).join(', '), last });
    },
    /** A length as a sentence tells it: `2 ngày làm việc`, `3 giờ 40 phút làm việc`; by day and night `2 ngày`. */
    span: (amount: number) => {
      if (isElapsed || amount === 0) return lengthOf(amount, perDay);
      return perDay !== null && amount % perDay === 0
        ? termText({ amount: amount / perDay, unit: 'working-days' })
        : fill(texts.summary.working, { length: lengthOf(amount, perDay) });
    },
  };
}

/** Minutes after midnight as a clock on the wall shows them; the end of a day is 24:00. */
export function timeText(minuteOfDay: number): string {
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
