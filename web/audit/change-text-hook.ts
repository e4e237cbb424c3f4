/** Changes of a case as people read them, with the names that this page knows. */
import { useCase } from '../case/data.ts';
import { useAgencyNames, useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { type ChangeText, changeText } from './change-names.ts';
import { CHANGE_TEXTS } from './change-texts.ts';
import { useActorNames } from './people.ts';
import { TEXTS } from './texts.ts';

export function useChangeTexts(code: string): ChangeText {
  const { language } = useLanguage();
  const { data: shown } = useCase(code);
  const { data: procedure } = useProcedure(shown?.procedure.code, shown?.procedure.version);
  return changeText({
    says: useTexts(TEXTS),
    named: useTexts(CHANGE_TEXTS),
    language,
    agencyName: useAgencyNames(),
    personName: useActorNames(),
    shown,
    procedure,
  });
}
