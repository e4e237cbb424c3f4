import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Case } from '../case/data.ts';
import { Section } from '../case/section.tsx';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { Window } from '../shell/window.tsx';
import { fill } from '../texts/index.ts';
import { type Duplicate, useDuplicates } from './data.ts';
import { SideBySide } from './side-by-side.tsx';
import { TEXTS } from './texts.ts';

/** Others that may be about the same; whether they are is for a person to say, who sees both. */
export function Duplicates({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [other, setOther] = useState<Duplicate | null>(null);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <Section title={says.duplicates}>
      <Shown query={useDuplicates(shown.code)} rows={2}>
        {(found) => (
          <Stack gap="xs">
            {found.length === 0 && <Text c="dimmed">{says.noDuplicates}</Text>}
            {found.map((each) => (
              <Group key={each.id} justify="space-between" wrap="nowrap">
                <Stack gap={0}>
                  <Text size="sm" fw={600}>
                    {each.code} · {fill(says.alike, { percent: percent.format(each.score) })}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {each.reason}
                  </Text>
                </Stack>
                <Button
                  size="compact-sm"
                  variant="light"
                  miw="max-content"
                  onClick={() => setOther(each)}
                  aria-label={`${says.compare}: ${each.code}`}
                >
                  {says.compare}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Shown>
      <Window opened={other !== null} onClose={() => setOther(null)} title={says.side} size="xl">
        {other !== null && <SideBySide shown={shown} other={other} onDone={() => setOther(null)} />}
      </Window>
    </Section>
  );
}
