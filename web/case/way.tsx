import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { nodeOf } from '../diagram/drawing.ts';
import type { Mark } from '../diagram/procedure-diagram.tsx';
import { useProcedure } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Loading, Shown } from '../shell/states.tsx';
import { span, useNow } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import type { Case } from './data.ts';
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
              marks={marksOf(shown, now, language, (count) => fill(says.times, { count }))}
            />
          </Suspense>
        )}
      </Shown>
      {shown.tasks.length === 0 && <Text c="dimmed">{says.notBegun}</Text>}
    </Section>
  );
}

/** Calendar time in each step; of a step that was entered again, all of it together. */
function marksOf(
  { tasks }: Case,
  now: number,
  language: Language,
  times: (count: number) => string,
): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const key of new Set(tasks.map(({ step, branch }) => nodeOf(step, branch)))) {
    const own = tasks.filter(({ step, branch }) => nodeOf(step, branch) === key);
    const open = own.find(({ closedAt }) => closedAt === null);
    const took = own.reduce(
      (sum, { openedAt, closedAt }) =>
        openedAt === null
          ? sum
          : sum + (closedAt === null ? now : Date.parse(closedAt)) - Date.parse(openedAt),
      0,
    );
    const isLate = open !== undefined && open.dueAt !== null && Date.parse(open.dueAt) < now;
    const label = own.length > 1 ? `${span(took, language)}, ${times(own.length)}` : span(took, language);
    marks.set(key, { state: open === undefined ? 'done' : isLate ? 'late' : 'here', label });
  }
  return marks;
}
