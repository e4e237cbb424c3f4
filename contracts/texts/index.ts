import type { Language } from '../../domain/vocabulary/languages.ts';
import { en, type Texts } from './en.ts';
import { vi } from './vi.ts';

export const TEXTS: Readonly<Record<Language, Texts>> = { vi, en };

/** Puts parameters into a text; one that is not given stays as a dash. */
export function fill(text: string, params: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  });
}
