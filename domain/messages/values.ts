/** How instants and sums are written in messages, by the clock of Vietnam (UTC+7 all year). */
import { civilOf } from '../time/civil.ts';
import type { Instant } from '../time/instant.ts';
import type { Language } from '../vocabulary/languages.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
const OFFSET_MINUTES = 420;

const two = (n: number) => String(n).padStart(2, '0');

/** `17:00, 23/11/2026`. */
export function momentText(at: Instant): string {
  const minutes = Math.floor(at / MINUTE) + OFFSET_MINUTES;
  const ofDay = ((minutes % DAY) + DAY) % DAY;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}, ${dayText(Math.floor(minutes / DAY))}`;
}

/** The end of a term: at midnight `24:00` of the day that ends with it, and not `00:00` of the next. */
export function termEndText(at: Instant): string {
  const minutes = Math.floor(at / MINUTE) + OFFSET_MINUTES;
  return minutes % DAY === 0 ? `24:00, ${dayText(minutes / DAY - 1)}` : momentText(at);
}

/** `23/11/2026`. `day`: since 1970-01-01. */
export function dayText(number: number): string {
  const { year, month, day } = civilOf(number);
  return `${two(day)}/${two(month)}/${year}`;
}

/** `75.000 đồng`; in English `75,000 VND`. */
export function moneyText(amount: number, language: Language): string {
  const grouped = String(amount).replaceAll(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return language === 'vi' ? `${grouped} đồng` : `${grouped} VND`;
}
