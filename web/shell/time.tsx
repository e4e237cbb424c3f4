/** Instants as people read them, by the clock of Vietnam. */
import { Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { type Deadline, deadlineText, lightOf } from './deadline.ts';
import { dateTime, termEnd } from './format.ts';
import { useLanguage } from './language.tsx';

const TICK_MS = 15_000;

let now = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const notify of listeners) notify();
}, TICK_MS);

/** Epoch milliseconds, a few times a minute; one clock for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    () => now,
  );
}

export function Moment({ at }: { at: string | null }) {
  const { language } = useLanguage();
  if (at === null) return <Text span>—</Text>;
  return <time dateTime={at}>{dateTime(at, language)}</time>;
}

/** How much calendar time is left until a deadline, ticking; said in words, not by colour alone. */
export function TimeLeft(deadline: Deadline) {
  const { says, language } = useLanguage();
  const at = useNow();
  const { dueAt } = deadline;
  const text = deadlineText(deadline, at, says.time, language);
  if (dueAt === null)
    return (
      <Text span c="dimmed" size="sm">
        {text}
      </Text>
    );
  return (
    <span
      className="time-left"
      data-light={lightOf(dueAt, at)}
      title={`${says.time.due} ${termEnd(dueAt, language)}`}
    >
      {text}
    </span>
  );
}
