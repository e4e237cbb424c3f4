import type { Language } from '../../domain/vocabulary/languages.ts';

const KEPT = 'motcua.language';

let language: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';

/** Vietnamese until somebody chooses. */
export const currentLanguage = (): Language => language;

export function chooseLanguage(chosen: Language): void {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
}
