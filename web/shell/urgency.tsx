import { Badge } from '@mantine/core';
import { useLanguage } from './language.tsx';
import { markOf, type Urgency } from './urgency-mark.ts';

/** Of a case that does not wait its turn; nothing of one that does. */
export function UrgencyMark({ urgency, size = 'sm' }: { urgency: Urgency; size?: 'sm' | 'lg' }) {
  const { says } = useLanguage();
  const text = markOf(urgency, says.urgencies);
  return (
    text !== null && (
      <Badge size={size} tt="none" color="red.8" variant={urgency === 'danger' ? 'filled' : 'outline'}>
        {text}
      </Badge>
    )
  );
}
