import { Button, Grid, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import MapShown from '../map/map.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Result } from './result.tsx';
import { TEXTS } from './texts.ts';

export type PublishedResult = components['schemas']['PublishedResult'];

const PAGE = 100;

/** For everybody, without an account: what was complained about, and what became of it. */
export default function Published() {
  const says = useTexts(TEXTS);
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 250);
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useInfiniteQuery({
    queryKey: ['published', text],
    queryFn: ({ pageParam }): Promise<{ items: PublishedResult[]; next: string | null }> =>
      dataOf(
        api.GET('/v1/published', {
          params: {
            query: {
              limit: PAGE,
              ...(text === '' ? {} : { text }),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
  const results = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const points = useMemo(
    () =>
      results.flatMap(({ code, location, title, category }) =>
        location === null
          ? []
          : [{ id: code, ...location, label: `${category.name}: ${title}`, tone: 'calm' as const }],
      ),
    [results],
  );
  const choose = (code: string) => {
    setChosen(code);
    document.getElementById(`result-${code}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {says.title}
        </Title>
        <Button variant="light" renderRoot={(props) => <Link {...props} to="/report" />}>
          {says.report}
        </Button>
      </Group>
      <Text c="dimmed">{says.text}</Text>
      <TextInput
        leftSection={<IconSearch size={16} aria-hidden />}
        aria-label={says.find}
        placeholder={says.find}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Shown query={query} rows={6}>
        {() => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 6 }}>
              <MapShown
                province={results[0]?.province}
                points={points}
                chosen={chosen}
                height="max(320px, calc(100dvh - 260px))"
                onChoose={choose}
              />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 6 }}>
              <Stack gap="sm">
                {results.length === 0 && <Empty title={says.none}>{says.noneText}</Empty>}
                {results.map((each) => (
                  <Result key={each.code} result={each} isChosen={each.code === chosen} />
                ))}
                {query.hasNextPage && (
                  <Button
                    variant="default"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {says.more}
                  </Button>
                )}
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Shown>
    </Stack>
  );
}
