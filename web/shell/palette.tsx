/** Everything within reach of the keyboard: Ctrl K. Rooms and commands by name; cases by code, name, or words without their marks. */
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, dataOf } from './client.ts';
import { useCommands } from './commands.ts';
import { useLanguage } from './language.tsx';
import { placesOf } from './places.ts';
import { isMeant } from './search-text.ts';
import type { Me } from './session.ts';

const MOST = 8;
const TYPING_MS = 200;

export default function Palette({ me }: { me: Me }) {
  const { says } = useLanguage();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const [parameters] = useDebouncedValue(wanted, TYPING_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['cases', 'palette', parameters],
    queryFn: () => dataOf(api.POST('/v1/cases/search', { body: { text: parameters, limit: MOST } })),
    enabled: parameters.length > 1,
  });
  useEffect(() => spotlight.open(), []);
  const rooms = placesOf(me)
    .map(({ name, to, icon: Icon }) => ({
      id: to,
      label: says.places[name],
      leftSection: <Icon size={20} aria-hidden />,
      onClick: () => void navigate({ to }),
    }))
    .filter(({ label }) => isMeant(wanted, label));
  const commands = useCommands(me)
    .filter(({ label }) => isMeant(wanted, label))
    .map(({ id, label, icon: Icon, run }) => ({
      id,
      label,
      leftSection: <Icon size={20} aria-hidden />,
      onClick: run,
    }));
  // What was found for other words is not what is looked for now.
  const found = parameters === wanted && wanted.length > 1 ? (data?.items ?? []) : [];
  const cases = found.map(({ id, code, procedure, statusText }) => ({
    id,
    label: `${code} · ${procedure.name}`,
    description: statusText,
    leftSection: <IconFileText size={20} aria-hidden />,
    onClick: () => void navigate({ to: '/cases/$code', params: { code } }),
  }));
  const groups: SpotlightActionGroupData[] = [
    { group: says.shell.rooms, actions: rooms },
    { group: says.places.cases, actions: cases },
    { group: says.shell.commands, actions: commands },
  ].filter(({ actions }) => actions.length > 0);
  const isSearching = isFetching || parameters !== wanted;
  return (
    <Spotlight
      actions={groups}
      filter={(_query, actions) => actions}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: says.shell.search,
        'aria-label': says.shell.search,
      }}
      nothingFound={isSearching ? says.shell.searching : says.shell.nothingFound}
      highlightQuery
      scrollable
      maxHeight={420}
    />
  );
}
