import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Loading, Shown } from '../shell/states.tsx';
import { useNow } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import type { Case } from './data.ts';
import { marksOf } from './marks.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** A drawing that did not come takes nothing else of the page with it. */
const ProcedureDiagram = lazy(() =>
  import('../diagram/procedure-diagram.tsx').then(
    (part) => ({ default: part.ProcedureDiagram }),
    () => ({ default: NotDrawn }),
  ),
);

function NotDrawn() {
  return <Text c="dimmed">{useTexts(TEXTS).notDrawn}</Text>;
}

/** Where the case is and was in its procedure, and how long: by the version under which it runs. */
export function Way({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const now = useNow();
  const query = useProcedure(shown.procedure.code, shown.procedure.version);
  return (
    <Section title={says.way}>
      <Shown query={query} rows={3}>
        {(procedure) => (
          <Suspense fallback={<Loading rows={3} />}>
            <ProcedureDiagram
              procedure={procedure}
              marks={marksOf(shown.tasks, now, language, (count) => fill(says.times, { count }))}
            />
          </Suspense>
        )}
      </Shown>
      {shown.tasks.length === 0 && <Text c="dimmed">{says.notBegun}</Text>}
    </Section>
  );
}
