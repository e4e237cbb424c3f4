import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useLanguage } from '../shell/language.tsx';
import { useTyped } from '../shell/typed.ts';

/** Who types on has not finished the word. */
const TYPING_MS = 200;

interface Props {
  readonly text: string;
  readonly input: RefObject<HTMLInputElement | null>;
  onChange(text: string): void;
}

export function SearchBox({ text, input, onChange }: Props) {
  const { says } = useLanguage();
  const typing = useTyped(text, onChange, TYPING_MS);
  return (
    <TextInput
      ref={input}
      flex={1}
      miw={180}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd size="xs">/</Kbd>}
      placeholder={says.inbox.narrow}
      aria-label={says.inbox.narrow}
      {...typing}
    />
  );
}
