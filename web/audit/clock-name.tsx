import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { TEXTS } from './texts.ts';

/** What a clock measures: a step by its name, the first answer, or the whole case. */
export function ClockName({
  procedure: code,
  procedureVersion: version,
  clock,
  step,
}: {
  procedure: string;
  procedureVersion: number;
  clock: string;
  step: string | null;
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: procedure } = useProcedure(step === null ? undefined : code, version);
  if (step === null)
    return clock.startsWith('response')
      ? says.answer
      : clock === 'supplement'
        ? says.supplement
        : says.wholeCase;
  return procedure?.steps.find(({ id }) => id === step)?.name[language] ?? step;
}
