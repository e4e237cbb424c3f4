import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { termEnd } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { TimeLeft } from '../shell/time.tsx';
import { Window } from '../shell/window.tsx';
import { fill } from '../texts/index.ts';
import type { Case } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';
import { Why } from './why.tsx';

/** The clocks that still count, each with what of it is used and why it ends when it does. */
export function Clocks({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const counting = shown.clocks.filter(({ phase }) => phase !== 'stopped');
  const nameOf = (taskId: string | null) =>
    shown.tasks.find(({ id }) => id === taskId)?.name ?? shown.procedure.name;
  if (counting.length === 0) return null;
  return (
    <Section title={says.clocks}>
      {counting.map(({ id, taskId, phase, dueAt, budgetMinutes, consumedMinutes, breached }) => (
        <Stack key={id} gap={4}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={600}>
              {nameOf(taskId)}
            </Text>
            {phase === 'paused' ? (
              <Text size="sm" c="dimmed">
                {says.paused}
              </Text>
            ) : (
              <TimeLeft dueAt={dueAt} />
            )}
          </Group>
          <Progress
            value={Math.min(100, (consumedMinutes / Math.max(1, budgetMinutes)) * 100)}
            color={breached ? 'red' : 'jade'}
            aria-label={fill(says.used, { used: consumedMinutes, budget: budgetMinutes })}
          />
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {dueAt === null ? '' : termEnd(dueAt, language)}
            </Text>
            <Button size="compact-xs" variant="subtle" onClick={() => setChosen(id)}>
              {says.why}
            </Button>
          </Group>
        </Stack>
      ))}
      <Window opened={chosen !== null} onClose={() => setChosen(null)} title={says.why} size="lg">
        {chosen !== null && <Why code={shown.code} clock={chosen} />}
      </Window>
    </Section>
  );
}
