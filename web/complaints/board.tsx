import { Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTexts } from '../shell/language.tsx';
import { Card } from './card.tsx';
import type { OpenComplaint } from './data.ts';
import { LANES, laneOf } from './lanes.ts';
import { TEXTS } from './texts.ts';

/** As many as a column can hold before it is narrowed instead. */
const SHOWN = 50;

/** Who has to do something next: from here complaints are classified and given out. */
export function Board({
  items,
  onChoose,
}: {
  items: readonly OpenComplaint[];
  onChoose: (code: string) => void;
}) {
  const says = useTexts(TEXTS);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
      {LANES.map((lane) => {
        const own = items.filter((each) => laneOf(each) === lane);
        return (
          <Paper key={lane} component="section" aria-label={says.lanes[lane]} withBorder p="sm">
            <Stack gap="xs">
              <Group justify="space-between">
                <Title order={2} size="h5">
                  {says.lanes[lane]}
                </Title>
                <Badge variant="default">{own.length}</Badge>
              </Group>
              {own.length === 0 && (
                <Text size="sm" c="dimmed">
                  {says.laneEmpty}
                </Text>
              )}
              {own.slice(0, SHOWN).map((each) => (
                <Card key={each.id} complaint={each} onChoose={() => onChoose(each.code)} />
              ))}
              {own.length > SHOWN && (
                <Text size="sm" c="dimmed">
                  + {own.length - SHOWN}
                </Text>
              )}
            </Stack>
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}
