import { Group, Text } from '@mantine/core';
import { useWords } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { type Case, useMessages } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** What was said to people because of this case, and what became of it. */
export function Told({ shown }: { shown: Case }) {
  const says = useWords(TEXTS);
  return (
    <Section title={says.told}>
      <Shown query={useMessages(shown.code)} rows={2}>
        {(messages) =>
          messages.length === 0 ? (
            <Text c="dimmed">{says.toldNobody}</Text>
          ) : (
            messages.map(({ id, topicText, status, createdAt }) => (
              <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm">
                  {topicText} · {says.messageStatus[status]}
                </Text>
                <Text size="xs" c="dimmed">
                  <Moment at={createdAt} />
                </Text>
              </Group>
            ))
          )
        }
      </Shown>
    </Section>
  );
}
