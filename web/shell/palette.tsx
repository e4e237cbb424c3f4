/** Everything within reach of the keyboard: Ctrl K. Rooms by name; cases by code, name, or words without their marks. */
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, dataOf } from './client.ts';
import { useLanguage } from './language.tsx';
import { placesOf } from './places.ts';
import type { Me } from './session.ts';

const MOST = 8;

export default function Palette({ me }: { me: Me }) {
  const { says } = useLanguage();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const { data } = useQuery({
    queryKey: ['cases', 'palette', asked],
    queryFn: () => dataOf(api.POST('/v1/cases/search', { body: { text: asked, limit: MOST } })),
    enabled: asked.length > 1,
  });
  useEffect(() => spotlight.open(), []);
  const wanted = text.trim().toLowerCase();
  const rooms = placesOf(me)
    .map(({ name, to, icon: Icon }) => ({
      id: to,
      label: says.places[name],
      leftSection: <Icon size={20} aria-hidden />,
      onClick: () => void navigate({ to }),
    }))
    .filter(({ label }) => label.toLowerCase().includes(wanted));
  const cases: SpotlightActionData[] = (data?.items ?? []).map(({ id, code, procedure, statusText }) => ({
    id,
    label: `${code} · ${procedure.name}`,
    description: statusText,
    leftSection: <IconFileText size={20} aria-hidden />,
    onClick: () => void navigate({ to: '/cases/$code', params: { code } }),
  }));
  return (
    <Spotlight
      actions={[...rooms, ...cases]}
      filter={(_query, actions) => actions}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      searchProps={{ leftSection: <IconSearch size={20} aria-hidden />, placeholder: says.shell.search }}
      nothingFound={says.shell.notHere}
      highlightQuery
      scrollable
      maxHeight={420}
    />
  );
}
