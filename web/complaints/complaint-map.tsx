import { Button, Grid, ScrollArea, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import MapShown from '../map/map.tsx';
import { useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { useNow } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { Card } from './card.tsx';
import type { OpenComplaint } from './data.ts';
import { pointsOf, tonesOf } from './points.ts';
import { TEXTS } from './texts.ts';

interface Props {
  readonly items: readonly OpenComplaint[];
  readonly chosen: string | null;
  onChoose(code: string): void;
}

const HEIGHT = 'calc(100dvh - 260px)';
/** As many cards at a time as a browser draws at once. */
const LISTED = 100;

/** The map, and beside it the same as a list, the most urgent first. */
export function ComplaintMap({ items, chosen, onChoose }: Props) {
  const { data: me } = useMe();
  const now = useNow();
  const says = useTexts(TEXTS);
  const [listed, setListed] = useState(LISTED);
  // The clock ticks, and the pins stay where they are (and the keyboard on them) until one has another colour.
  const tones = tonesOf(items, now);
  const points = useMemo(() => pointsOf(items, tones.split(' ')), [items, tones]);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <MapShown
          province={me?.province}
          points={points}
          chosen={chosen}
          height={`max(320px, ${HEIGHT})`}
          onChoose={onChoose}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <ScrollArea.Autosize mah={`max(320px, ${HEIGHT})`} viewportProps={{ tabIndex: 0 }}>
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {items.slice(0, listed).map((each) => (
              <li key={each.id}>
                <Card complaint={each} isChosen={each.code === chosen} onChoose={() => onChoose(each.code)} />
              </li>
            ))}
          </Stack>
          {items.length > listed && (
            <Stack gap="xs" mt="xs">
              <Text size="sm" c="dimmed" role="status">
                {fill(says.listed, { shown: listed, count: items.length })}
              </Text>
              <Button variant="default" onClick={() => setListed(listed + LISTED)}>
                {says.listMore}
              </Button>
            </Stack>
          )}
        </ScrollArea.Autosize>
      </Grid.Col>
    </Grid>
  );
}
