import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../shell/language.tsx';

/** Who types on has not finished the word. */
const TYPING_MS = 200;

interface Props {
  readonly text: string;
  readonly input: RefObject<HTMLInputElement | null>;
  onChange(text: string): void;
}

/** Asks when the hand rests; and shows what is looked for, whoever changed it: a view that was kept, or the way back. */
export function SearchBox({ text, input, onChange }: Props) {
  const { says } = useLanguage();
  const [typed, setTyped] = useState(text);
  const [rested] = useDebouncedValue(typed.trim(), TYPING_MS);
  const told = useRef(text);
  useEffect(() => {
    if (text === told.current) return;
    told.current = text;
    setTyped(text);
  }, [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed asks anew
  useEffect(() => {
    // What came from elsewhere meanwhile stands until somebody types again.
    if (rested === told.current || rested !== typed.trim()) return;
    told.current = rested;
    onChange(rested);
  }, [rested]);
  return (
    <TextInput
      ref={input}
      flex={1}
      miw={180}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd size="xs">/</Kbd>}
      placeholder={says.inbox.narrow}
      aria-label={says.inbox.narrow}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  );
}
