import { Grid, ScrollArea, Stack } from '@mantine/core';
import { useMemo } from 'react';
import MapShown from '../map/map.tsx';
import { useMe } from '../shell/session.ts';
import { useNow } from '../shell/time.tsx';
import { Card } from './card.tsx';
import { type OpenComplaint, pointsOf } from './data.ts';

interface Props {
  readonly items: readonly OpenComplaint[];
  readonly chosen: string | null;
  onChoose(code: string): void;
}

const HEIGHT = 'calc(100dvh - 260px)';
/** A list as long as this is narrowed or looked at on the map. */
const LISTED = 200;

/** The map, and beside it the same as a list, the most urgent first. */
export function ComplaintMap({ items, chosen, onChoose }: Props) {
  const { data: me } = useMe();
  const now = useNow();
  const points = useMemo(() => pointsOf(items, now), [items, now]);
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
            {items.slice(0, LISTED).map((each) => (
              <li key={each.id}>
                <Card complaint={each} isChosen={each.code === chosen} onChoose={() => onChoose(each.code)} />
              </li>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Grid.Col>
    </Grid>
  );
}
