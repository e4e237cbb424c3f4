import type { Language } from '../../domain/vocabulary/languages.ts';

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;

/** An amount of office time, in hours and minutes: days of an office have not 24 hours. */
export function hours(minutes: number | null, language: Language): string {
  if (minutes === null) return '—';
  const whole = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.round(Math.abs(minutes) % 60);
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
