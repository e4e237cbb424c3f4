import { NavLink, Stack, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { isMeant } from '../shell/search-text.ts';
import { useMe } from '../shell/session.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { channelOf } from './filing.ts';
import { TEXTS } from './texts.ts';

/** A procedure published meanwhile is found after these. */
const MINUTES = 5 * 60_000;
const ALPHABET = new Intl.Collator('vi');

/** By any words of its name, its code or its field; marks need not be typed. */
export function ProcedureFinder({ onFound }: { onFound: (code: string) => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: me } = useMe();
  const [text, setText] = useState('');
  const query = useQuery({
    queryKey: ['procedures', 'dossier', language],
    queryFn: () =>
      dataOf(api.GET('/v1/procedures', { params: { query: { kind: 'dossier' } } })).then(
        ({ items }) => items,
      ),
    staleTime: MINUTES,
  });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Stack gap="sm">
      <TextInput
        label={says.find}
        description={says.findHint}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        size="md"
        ref={field}
      />
      <Shown query={query}>
        {(all) => {
          const found = [...all]
            .sort((a, b) => ALPHABET.compare(a.name, b.name))
            .filter(
              ({ names, code, field: area, channels }) =>
                channels.includes(channelOf(me)) && isMeant(text, names.vi, names.en, code, area),
            );
          return found.length === 0 ? (
            <Empty title={says.noProcedure}>{says.noProcedureText}</Empty>
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
