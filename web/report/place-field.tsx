import { Alert, Button, Group, Select, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Section } from '../case/section.tsx';
import { useWardNames } from '../map/data.ts';
import { useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Loading } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import type { ComplaintDraft } from './reporting.ts';
import { TEXTS } from './texts.ts';

const MapShown = lazy(() => import('../map/map.tsx'));

interface Props {
  readonly draft: ComplaintDraft;
  readonly error: string | undefined;
  change(part: Partial<ComplaintDraft>): void;
}

/** Where it is: pointed at on the map, or read by the device; and the commune by its name. */
export function PlaceField({ draft: { place, ward }, error, change }: Props) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const { wards } = useWardNames(me?.province);
  const [hasFailed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it changes is always the draft as it stands
  const pick = useCallback(
    ({ lat, lon }: { lat: number; lon: number }) =>
      change({ place: { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) } }),
    [],
  );
  const points = useMemo(
    () =>
      place === null ? [] : [{ id: 'here', ...place, label: fill(says.place, place), tone: 'calm' as const }],
    [place, says],
  );
  const read = () => {
    setFailed(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => pick({ lat: coords.latitude, lon: coords.longitude }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  return (
    <Section title={says.where}>
      <Select
        label={says.ward}
        clearable
        searchable
        data={wards}
        value={ward}
        error={error}
        onChange={(chosen) => change({ ward: chosen })}
      />
      <Text size="sm">{says.whereText}</Text>
      <Group gap="sm">
        <Button variant="default" leftSection={<IconMapPin size={16} aria-hidden />} onClick={read}>
          {says.here}
        </Button>
        {place !== null && (
          <>
            <Text size="sm" role="status">
              {fill(says.place, place)}
            </Text>
            <Button variant="subtle" size="compact-sm" onClick={() => change({ place: null })}>
              {says.forget}
            </Button>
          </>
        )}
      </Group>
      {hasFailed && (
        <Alert color="red" variant="light" role="alert">
          {says.noPlace}
        </Alert>
      )}
      <Suspense fallback={<Loading rows={4} />}>
        <MapShown province={me?.province} points={points} height={280} onPick={pick} />
      </Suspense>
    </Section>
  );
}
