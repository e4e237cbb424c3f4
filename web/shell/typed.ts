import { useDebouncedValue } from '@mantine/hooks';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';

/**
 * Of a search box: tells what was typed when the hand rests for so long, not at each letter; and shows what is looked for, whoever
 * changed it: a view that was kept, or the way back.
 */
export function useTyped(text: string, onChange: (text: string) => void, restMs: number) {
  const [typed, setTyped] = useState(text);
  const [rested] = useDebouncedValue(typed.trim(), restMs);
  const notified = useRef(text);
  useEffect(() => {
    if (text === notified.current) return;
    notified.current = text;
    setTyped(text);
  }, [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed asks anew
  useEffect(() => {
    // What came from elsewhere meanwhile stands until somebody types again.
    if (rested === notified.current || rested !== typed.trim()) return;
    notified.current = rested;
    onChange(rested);
  }, [rested]);
  return {
    value: typed,
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => setTyped(currentTarget.value),
  };
}
