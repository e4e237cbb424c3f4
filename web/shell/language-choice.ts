import type { Language } from '../../domain/vocabulary/languages.ts';

const KEPT = 'motcua.language';

let language: Language | null = null;

/** Vietnamese until somebody chooses. */
export function currentLanguage(): Language {
  language ??= localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
  return language;
}

export function chooseLanguage(chosen: Language): void {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
}
