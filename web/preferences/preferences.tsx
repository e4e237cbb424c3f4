import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { PreferencesForm } from './form.tsx';
import { TEXTS } from './texts.ts';

/** One's own; or at the counter, of who filed a case without an account. */
export default function PreferencesPage() {
  const says = useTexts(TEXTS);
  const { case: ofCase } = useSearch({ from: '/preferences' });
  const query = useQuery({
    queryKey: ['preferences', ofCase],
    queryFn: () =>
      dataOf(api.GET('/v1/preferences', { params: { query: ofCase === undefined ? {} : { case: ofCase } } })),
    // What is being chosen is not overwritten.
    refetchOnWindowFocus: false,
  });
  return (
    <Stack gap="md" maw={640}>
      <Title order={1} size="h3">
        {ofCase === undefined ? says.title : fill(says.ofCase, { code: ofCase })}
      </Title>
      <Shown query={query}>
        {(preferences) => <PreferencesForm key={preferences.person} known={preferences} ofCase={ofCase} />}
      </Shown>
    </Stack>
  );
}
