import { Button, Group, MultiSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { useChange } from './change.ts';
import { EVENT_NAMES } from './event-names.ts';
import { Refusal } from './frame.tsx';
import { choicesOf, subscriptionOf } from './subscribed.ts';
import { TEXTS } from './texts.ts';
import type { Webhook } from './webhooks.tsx';

/** Of which events of cases an address is told. None: only escalations call it. */
export function Subscription({
  name,
  subscription,
}: {
  name: string;
  subscription: Webhook['subscription'];
}) {
  const says = useTexts(TEXTS);
  const names = useTexts(EVENT_NAMES);
  const [events, setEvents] = useState<readonly string[]>(subscription?.events ?? []);
  const at = { params: { path: { name } } };
  const save = useChange(
    async () => {
      if (events.length === 0) await api.DELETE('/v1/webhooks/{name}/subscription', at);
      else
        await dataOf(
          api.PUT('/v1/webhooks/{name}/subscription', {
            ...at,
            body: subscriptionOf(subscription, events),
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
        description={says.eventsText}
        searchable
        clearable
        data={choicesOf(names, events)}
        value={[...events]}
        onChange={setEvents}
      />
      <Refusal error={save.error} />
      <Group>
        <Button size="compact-md" loading={save.isPending} onClick={() => save.mutate(undefined)}>
          {says.save}
        </Button>
      </Group>
      {subscription !== null && <Replay name={name} position={subscription.position} />}
    </Stack>
  );
}

/** Goes back, or on, to behind an event, and hands over everything from there. */
function Replay({ name, position }: { name: string; position: number }) {
  const says = useTexts(TEXTS);
  const [after, setAfter] = useState<number | string>(position);
  const replay = useChange(
    () =>
      dataOf(
        api.POST('/v1/webhooks/{name}/replay', {
          params: { path: { name } },
          body: { after: Number(after) },
        }),
      ),
    ['webhooks', 'deliveries'],
    says.replayed,
  );
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {says.position}: {position}
      </Text>
      <Refusal error={replay.error} />
      <Group align="end">
        <NumberInput
          label={says.replayAfter}
          description={says.replayText}
          min={0}
          allowDecimal={false}
          hideControls
          value={after}
          onChange={setAfter}
        />
        <Button
          variant="default"
          disabled={after === ''}
          loading={replay.isPending}
          onClick={() => replay.mutate(undefined)}
        >
          {says.replay}
        </Button>
      </Group>
    </Stack>
  );
}
