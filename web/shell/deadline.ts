/** What a deadline looks like, and in which words it is told. */
import type { ClockPhase } from '../../domain/vocabulary/clocks.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { fill, type Texts } from '../texts/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on it is soon. */
const SOON_MS = 8 * HOUR;

export const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;

/** A formatter takes longer to make than to use, and a list asks for hundreds. */
export const inEach = <T>(make: (locale: string) => T): Readonly<Record<Language, T>> => ({
  vi: make(LOCALES.vi),
  en: make(LOCALES.en),
});

const UNITS = ['day', 'hour', 'minute'] as const;
const SPANS = inEach((locale) =>
  UNITS.map((unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })),
);

/** The two largest units of a span, rounded down. */
export function span(ms: number, language: Language): string {
  const abs = Math.abs(ms);
  const parts = [Math.floor(abs / DAY), Math.floor((abs % DAY) / HOUR), Math.floor((abs % HOUR) / MINUTE)];
  const largest = parts.findIndex((n) => n > 0);
  const first = largest === -1 ? parts.length - 1 : largest;
  return parts
    .map((n, unit) => (n > 0 || unit === first ? SPANS[language][unit]?.format(n) : undefined))
    .slice(first, first + 2)
    .filter(Boolean)
    .join(' ');
}

export type Light = 'none' | 'calm' | 'soon' | 'late';

export function lightOf(dueAt: string | null, at: number): Light {
  if (dueAt === null) return 'none';
  const left = Date.parse(dueAt) - at;
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'calm';
}

export interface Deadline {
  readonly dueAt: string | null;
  /** Of its clock, where a list knows it. */
  readonly phase?: ClockPhase | null;
  /** The case waits to be accepted: its clock is still to come. */
  readonly isToCome?: boolean;
}

/** How much calendar time is left, or why none is counted. */
export function deadlineText(
  { dueAt, phase = null, isToCome = false }: Deadline,
  at: number,
  says: Texts['time'],
  language: Language,
): string {
  if (dueAt !== null) {
    const text = lightOf(dueAt, at) === 'late' ? says.late : says.left;
    return fill(text, { span: span(Date.parse(dueAt) - at, language) });
  }
  if (phase === 'paused') return says.recordedEvents;
  return isToCome && phase === null ? says.toCome : says.none;
}
