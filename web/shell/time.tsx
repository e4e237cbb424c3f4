/** Instants as people read them, by the clock of Vietnam. */
import { Badge, Text, Tooltip } from '@mantine/core';
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

export function dateTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: ZONE,
  }).format(new Date(iso));
}

export function date(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone: ZONE }).format(
    new Date(iso),
  );
}

export function money(amount: number, language: Language): string {
  return `${new Intl.NumberFormat(locales[language]).format(amount)} ₫`;
}

/** The two largest units of a span, rounded down. */
export function span(ms: number, language: Language): string {
  const abs = Math.abs(ms);
  const units: readonly (readonly [number, 'day' | 'hour' | 'minute'])[] = [
    [Math.floor(abs / DAY), 'day'],
    [Math.floor((abs % DAY) / HOUR), 'hour'],
    [Math.floor((abs % HOUR) / MINUTE), 'minute'],
  ];
  const largest = units.findIndex(([n]) => n > 0);
  const first = largest === -1 ? units.length - 1 : largest;
  return units
    .slice(first, first + 2)
    .filter(([n], place) => n > 0 || place === 0)
    .map(([n, unit]) =>
      new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'short' }).format(n),
    )
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

const COLOURS = { none: 'gray', calm: 'teal', soon: 'orange', late: 'red' } as const;

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
    <Tooltip label={`${says.time.due} ${dateTime(dueAt, language)}`}>
      <Badge variant="dot" color={COLOURS[light]} tt="none" fw={600} miw="max-content">
        {words.replace('{span}', span(Date.parse(dueAt) - at, language))}
      </Badge>
    </Tooltip>
  );
}
