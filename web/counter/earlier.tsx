import { Alert, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { fill } from '../texts/index.ts';
import { type Applicant, isSaid, keysOf, reused } from './reuse.ts';
import { TEXTS } from './texts.ts';

const TYPING_MS = 300;

interface Props {
  readonly applicant: Applicant;
  onUse(applicant: Applicant): void;
}

/** Who comes again need not say everything again: offered by telephone or identity number, never put in unasked. */
export function Earlier({ applicant, onUse }: Props) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const [searched] = useDebouncedValue(keysOf(applicant), TYPING_MS);
  const { data: known } = useQuery({
    queryKey: ['earlier', searched],
    queryFn: () =>
      dataOf(api.POST('/v1/applicants/search', { body: searched })).then(({ applicant: found }) => found),
    enabled: holds(me, 'receptionist') && Object.keys(searched).length > 0,
    retry: false,
    gcTime: 0,
  });
  if (known === undefined || known === null) return null;
  const stated = Object.fromEntries(
    Object.entries(known).flatMap(([part, value]) => (value === null || value === '' ? [] : [[part, value]])),
  );
  if (isSaid(applicant, stated)) return null;
  return (
    <Alert color="gray" variant="light" role="status">
      <Group justify="space-between">
        <Text size="sm">{fill(says.earlier, { known: Object.values(stated).join(' · ') })}</Text>
        <Button size="compact-sm" variant="default" onClick={() => onUse(reused(applicant, stated))}>
          {says.useEarlier}
        </Button>
      </Group>
    </Alert>
  );
}
