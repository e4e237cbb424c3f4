import type { Language } from '../../domain/vocabulary/languages.ts';

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

/** An amount of office time, in hours and minutes: days of an office have not 24 hours. */
export function hours(minutes: number | null, language: Language): string {
  if (minutes === null) return '—';
  const all = Math.round(Math.abs(minutes));
  const whole = Math.floor(all / 60);
  const rest = all % 60;
  const say = (n: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'short' }).format(n);
  if (whole === 0) return say(rest, 'minute');
  return rest === 0 ? say(whole, 'hour') : `${say(whole, 'hour')} ${say(rest, 'minute')}`;
}

export function number(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** One decimal, as the report counts it: rounded down already. */
export function percent(value: number | null, language: Language): string {
  if (value === null) return '—';
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(value)}%`;
}

/** Of minutes since midnight: `07:30`. */
export function clockFace(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Minutes since midnight that a field of time says, `07:30` or `07:30:00`; null: nothing whole. */
export function minutesOfClock(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}
