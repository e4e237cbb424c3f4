import { NavLink, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foldVietnamese } from '../../domain/codes/fold.ts';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage, useWords } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { channelOf } from './filing.ts';
import { TEXTS } from './texts.ts';

const ALPHABET = new Intl.Collator('vi');
const folded = (text: string) => foldVietnamese(text).toLowerCase();

/** By any words of its name, its code or its field; marks need not be typed. */
export function ProcedureFinder({ onFound }: { onFound: (code: string) => void }) {
  const says = useWords(TEXTS);
  const { language } = useLanguage();
  const { data: me } = useMe();
  const [text, setText] = useState('');
  const query = useQuery({
    queryKey: ['procedures', 'dossier', language],
    queryFn: () =>
      dataOf(api.GET('/v1/procedures', { params: { query: { kind: 'dossier' } } })).then(
        ({ items }) => items,
      ),
    staleTime: 3_600_000,
  });
  const words = folded(text).split(/\s+/).filter(Boolean);
  return (
    <Stack gap="sm">
      <TextInput
        label={says.find}
        description={says.findHint}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        size="md"
        data-autofocus
      />
      <Shown query={query}>
        {(all) => {
          const found = [...all]
            .sort((a, b) => ALPHABET.compare(a.name, b.name))
            .filter(
              ({ name, code, field, channels }) =>
                channels.includes(channelOf(me)) &&
                words.every((word) => folded(`${name} ${code} ${field}`).includes(word)),
            );
          return found.length === 0 ? (
            <Empty title={says.noProcedure}>{says.noProcedureWords}</Empty>
          ) : (
            <Stack gap={2}>
              {found.map(({ code, name, description }) => (
                <NavLink
                  key={code}
                  component="button"
                  label={name}
                  description={`${code} · ${description}`}
                  onClick={() => onFound(code)}
                />
              ))}
            </Stack>
          );
        }}
      </Shown>
    </Stack>
  );
}
