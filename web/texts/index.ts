import type { Language } from '../../domain/vocabulary/languages.ts';
import { en } from './en.ts';
import type { TextsOf } from './texts-of.ts';
import { vi } from './vi.ts';

/** Vietnamese is first: English has the same words to say. */
export type Texts = TextsOf<typeof vi>;
export type { TextsOf };

export const TEXTS: Readonly<Record<Language, Texts>> = { vi, en };

/** Puts values in the places that `{name}` holds. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
