import { List, Stack, Text, Title } from '@mantine/core';
import { useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { useWhy } from './data.ts';
import { TEXTS } from './texts.ts';

/** Why a deadline is when it is: a sentence for everybody, then the days, then what happened. */
export function Why({ code, clock }: { code: string; clock: string }) {
  const says = useTexts(TEXTS);
  return (
    <Shown query={useWhy(code, clock)}>
      {({ summary, breakdown, events }) => (
        <Stack gap="md">
          <Stack gap={4}>
            {summary.map((sentence) => (
              <Text key={sentence} fw={500}>
                {sentence}
              </Text>
            ))}
          </Stack>
          <Lines title={says.whyDays} lines={breakdown} />
          <Lines title={says.whyEvents} lines={events} />
        </Stack>
      )}
    </Shown>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      <List size="sm" spacing={6}>
        {lines.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </section>
  );
}
