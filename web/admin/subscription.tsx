import { Button, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useWords } from '../shell/language.tsx';
import { useChange } from './change.ts';
import { Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';
import type { Webhook } from './webhooks.tsx';

type Input = components['schemas']['SubscriptionInput'];

/** What most receivers ask for first; others may be named too. */
const USUAL: readonly Input['events'][number][] = [
  'case-filed',
  'case-accepted',
  'case-not-accepted',
  'case-classified',
  'task-opened',
  'task-completed',
  'supplement-requested',
  'supplement-received',
  'deadline-extended',
  'clock-breached',
  'fee-paid',
  'case-decided',
  'shipment-moved',
  'shipment-late',
  'result-delivered',
  'result-published',
  'case-rated',
  'case-disputed',
  'case-closed',
];

/** Of which events of cases an address is told. None: only escalations call it. */
export function Subscription({
  name,
  subscription,
}: {
  name: string;
  subscription: Webhook['subscription'];
}) {
  const says = useWords(TEXTS);
  const [events, setEvents] = useState<readonly string[]>(subscription?.events ?? []);
  const at = { params: { path: { name } } };
  const save = useChange(
    async () => {
      if (events.length === 0) await api.DELETE('/v1/webhooks/{name}/subscription', at);
      else
        await dataOf(
          api.PUT('/v1/webhooks/{name}/subscription', {
            ...at,
            body: { ...rest(subscription), events: events as Input['events'] },
          }),
        );
    },
    ['webhooks'],
    says.saved,
  );
  return (
    <Stack gap="xs">
      <MultiSelect
        label={says.events}
        description={says.eventsWords}
        searchable
        clearable
        data={[...new Set([...USUAL, ...events])]}
        value={[...events]}
        onChange={setEvents}
      />
      {subscription !== null && (
        <Text size="xs" c="dimmed">
          {says.position}: {subscription.position}
        </Text>
      )}
      <Refusal error={save.error} />
      <Group>
        <Button size="compact-md" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {says.save}
        </Button>
      </Group>
    </Stack>
  );
}

/** The filters that stand already are kept. */
function rest(subscription: Webhook['subscription']): Partial<Input> {
  if (subscription === null) return {};
  const { kinds, procedures, agencies } = subscription;
  return {
    ...(kinds === null ? {} : { kinds: kinds as NonNullable<Input['kinds']> }),
    ...(procedures === null ? {} : { procedures }),
    ...(agencies === null ? {} : { agencies }),
  };
}
