/** Instants by the clock of Vietnam, and sums of money, as people read them. */
import type { Language } from '../../domain/vocabulary/languages.ts';
import { inEach, LOCALES } from './deadline.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Of Vietnam from UTC, all year. */
const OFFSET = 7 * 60 * MINUTE;

/** The year in full: 23/11/26 is read in two ways. */
const MOMENTS = inEach(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: ZONE,
    }),
);
const DATES = inEach((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: ZONE }));

export function dateTime(iso: string, language: Language): string {
  return MOMENTS[language].format(new Date(iso));
}

/** The end of a term: at midnight 24:00 of the day that ends with it, and not 00:00 of the next. */
export function termEnd(iso: string, language: Language): string {
  const at = Date.parse(iso);
  if ((at + OFFSET) % DAY !== 0) return dateTime(iso, language);
  return MOMENTS[language].format(new Date(at - MINUTE)).replace('23:59', '24:00');
}

export function date(iso: string, language: Language): string {
  return DATES[language].format(new Date(iso));
}

export function money(amount: number, language: Language): string {
  return `${new Intl.NumberFormat(LOCALES[language]).format(amount)} ₫`;
}
