/** Instants as people read them, by the clock of Vietnam. */
import { Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useLanguage } from './language.tsx';
import type { Language } from './language-choice.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const TICK_MS = 15_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on it is soon. */
const SOON_MS = 8 * HOUR;

let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const tell of listeners) tell();
}, TICK_MS);

/** Epoch milliseconds, a few times a minute; one clock for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => now,
  );
}

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

/** A formatter takes longer to make than to use, and a list asks for hundreds. */
const inEach = <T,>(make: (locale: string) => T): Readonly<Record<Language, T>> => ({
  vi: make(locales.vi),
  en: make(locales.en),
});
const UNITS = ['day', 'hour', 'minute'] as const;
const FORMATS = {
  moment: inEach(
    (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: ZONE }),
  ),
  date: inEach((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: ZONE })),
  spans: inEach((locale) =>
    UNITS.map((unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })),
  ),
};

export function dateTime(iso: string, language: Language): string {
  return FORMATS.moment[language].format(new Date(iso));
}

export function date(iso: string, language: Language): string {
  return FORMATS.date[language].format(new Date(iso));
}

export function money(amount: number, language: Language): string {
  return `${new Intl.NumberFormat(locales[language]).format(amount)} ₫`;
}

/** The two largest units of a span, rounded down. */
export function span(ms: number, language: Language): string {
  const abs = Math.abs(ms);
  const parts = [Math.floor(abs / DAY), Math.floor((abs % DAY) / HOUR), Math.floor((abs % HOUR) / MINUTE)];
  const largest = parts.findIndex((n) => n > 0);
  const first = largest === -1 ? parts.length - 1 : largest;
  return parts
    .map((n, unit) => (n > 0 || unit === first ? FORMATS.spans[language][unit]?.format(n) : undefined))
    .slice(first, first + 2)
    .filter(Boolean)
    .join(' ');
}

export function Moment({ at }: { at: string | null }) {
  const { language } = useLanguage();
  if (at === null) return <Text span>—</Text>;
  return <time dateTime={at}>{dateTime(at, language)}</time>;
}

export type Light = 'none' | 'calm' | 'soon' | 'late';

export function lightOf(dueAt: string | null, at: number): Light {
  if (dueAt === null) return 'none';
  const left = Date.parse(dueAt) - at;
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'calm';
}

/** How much calendar time is left until a deadline, ticking; said in words, not by colour alone. */
export function TimeLeft({ dueAt }: { dueAt: string | null }) {
  const { says, language } = useLanguage();
  const at = useNow();
  const light = lightOf(dueAt, at);
  if (dueAt === null)
    return (
      <Text span c="dimmed" size="sm">
        {says.time.none}
      </Text>
    );
  const words = light === 'late' ? says.time.late : says.time.left;
  return (
    <span className="time-left" data-light={light} title={`${says.time.due} ${dateTime(dueAt, language)}`}>
      {words.replace('{span}', span(Date.parse(dueAt) - at, language))}
    </span>
  );
}
