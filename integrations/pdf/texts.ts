/** Instants, amounts and terms as the forms write them. */

import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { fill } from '../../contracts/texts/index.ts';
import type { Term } from '../../domain/procedures/language/types.ts';
import { civilOf, numberOfDay } from '../../domain/time/civil.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

/** Vietnam is seven hours ahead of UTC all year. */
const AHEAD_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const two = (n: number): string => String(n).padStart(2, '0');

function parts(at: Instant) {
  const local = at + AHEAD_MS;
  const day = Math.floor(local / DAY_MS);
  const minutes = Math.floor((local - day * DAY_MS) / 60_000);
  return { ...civilOf(day), hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

/** `23/11/2026`, `23 November 2026`. */
export function day(at: Instant, language: Language): string {
  return civil(parts(at), language);
}

export function plainDayText(plain: PlainDay, language: Language): string {
  return civil(civilOf(numberOfDay(plain)), language);
}

/** `ngày 23 tháng 11 năm 2026`: as letters are dated. */
export function longDay(at: Instant, language: Language): string {
  const { year, month, day: date } = parts(at);
  return language === 'en' ? day(at, language) : `ngày ${two(date)} tháng ${two(month)} năm ${year}`;
}

/** `08 giờ 15 phút, ngày 23/11/2026`. */
export function moment(at: Instant, language: Language): string {
  const { hour, minute } = parts(at);
  return language === 'en'
    ? `${two(hour)}:${two(minute)}, ${day(at, language)}`
    : `${two(hour)} giờ ${two(minute)} phút, ngày ${day(at, language)}`;
}

/** The end of a term: at midnight 24:00 of the day that ends with it, and not 00:00 of the next. */
export function termEnd(at: Instant, language: Language): string {
  const { hour, minute } = parts(at);
  if (hour !== 0 || minute !== 0) return moment(at, language);
  const before = day((at - 1) as Instant, language);
  return language === 'en' ? `24:00, ${before}` : `24 giờ 00 phút, ngày ${before}`;
}

/** For narrow columns: `08:15 23/11/2026` in both languages. */
export function shortMoment(at: Instant): string {
  const { hour, minute, year, month, day: date } = parts(at);
  return `${two(hour)}:${two(minute)} ${two(date)}/${two(month)}/${year}`;
}

export function shortDay(at: Instant): string {
  const { year, month, day: date } = parts(at);
  return `${two(date)}/${two(month)}/${year}`;
}

/** Whole đồng: `15.000 đồng`, `VND 15,000`. */
export function money(amount: number, language: Language): string {
  const [mark, before, after] = language === 'en' ? [',', 'VND ', ''] : ['.', '', ' đồng'];
  return `${before}${grouped(amount, mark)}${after}`;
}

export function grouped(amount: number, mark: string): string {
  return String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, mark);
}

export function termText({ amount, unit }: Term, language: Language): string {
  return fill(DOCUMENT_TEXTS[language].units[unit], { n: amount });
}

function civil({ year, month, day: date }: { year: number; month: number; day: number }, language: Language) {
  return language === 'en' ? `${date} ${MONTHS[month - 1]} ${year}` : `${two(date)}/${two(month)}/${year}`;
}
