import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { TEXTS, type Texts } from '../texts/index.ts';
import { chooseLanguage, currentLanguage } from './language-choice.ts';
import { queries } from './queries.ts';

interface Speaking {
  readonly language: Language;
  readonly says: Texts;
  choose(language: Language): void;
}

const Spoken = createContext<Speaking | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(currentLanguage);
  useEffect(() => chooseLanguage(language), [language]);
  const choose = (chosen: Language) => {
    chooseLanguage(chosen);
    setLanguage(chosen);
    // The API answers in the language of who asks.
    void queries.invalidateQueries();
  };
  return <Spoken value={{ language, says: TEXTS[language], choose }}>{children}</Spoken>;
}

/** The words of a room, which keeps them beside its pages in both languages. */
export function useTexts<T>(text: Readonly<Record<Language, T>>): T {
  return text[useLanguage().language];
}

/** The words of the chosen language, and how to choose another. */
export function useLanguage(): Speaking {
  const speaking = useContext(Spoken);
  if (speaking === null) throw new Error('outside of LanguageProvider');
  return speaking;
}
