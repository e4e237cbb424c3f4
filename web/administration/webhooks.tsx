import { Alert, Badge, Button, Code, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { Section } from '../case/section.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { useChange } from './change.ts';
import { Deliveries } from './deliveries.tsx';
import { Frame, Refusal } from './frame.tsx';
import { Subscription } from './subscription.tsx';
import { TEXTS } from './texts.ts';

export type Webhook = components['schemas']['Webhook'];

/** Other systems that are notified of what happens. */
export default function WebhooksPage() {
  const says = useTexts(TEXTS);
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  const query = useQuery({
    queryKey: ['webhooks'],
    queryFn: () => dataOf(api.GET('/v1/webhooks')),
  });
  return (
    <Frame title={says.page.webhooks}>
      {secret !== null && (
        <Alert
          color="gray"
          variant="light"
          role="status"
          title={fill(says.secretOf, secret)}
          withCloseButton
          closeButtonLabel={says.gone}
          onClose={() => setSecret(null)}
        >
          <Stack gap="xs">
            <Text size="sm">{says.secretText}</Text>
            <Code>{secret.secret}</Code>
          </Stack>
        </Alert>
      )}
      <Section title={says.newWebhook}>
        <Add onAdded={setSecret} />
      </Section>
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={says.noWebhooks} />
          ) : (
            <Stack gap="md">
              {items.map((each) => (
                <WebhookShown key={each.name} webhook={each} onSecret={setSecret} />
              ))}
            </Stack>
          )
        }
      </Shown>
    </Frame>
  );
}

type OnSecret = (secret: { name: string; secret: string }) => void;

function Add({ onAdded }: { onAdded: OnSecret }) {
  const says = useTexts(TEXTS);
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const add = useChange(
    () => dataOf(api.POST('/v1/webhooks', { body: { name, url } })),
    ['webhooks'],
    says.saved,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(undefined, {
          onSuccess: (added) => {
            onAdded(added);
            setName('');
            setUrl('');
          },
        });
      }}
    >
      <Stack gap="sm">
        <Refusal error={add.error} />
        <Group align="end">
          <TextInput
            label={says.webhookName}
            required
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            label={says.address}
            type="url"
            required
            flex={1}
            miw={240}
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
          <Button type="submit" loading={add.isPending}>
            {says.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function WebhookShown({
  webhook: { name, url, active, offWhy, subscription },
  onSecret,
}: {
  webhook: Webhook;
  onSecret: OnSecret;
}) {
  const says = useTexts(TEXTS);
  const [isOpen, setOpen] = useState(false);
  const at = { params: { path: { name } } };
  const test = useChange(() => dataOf(api.POST('/v1/webhooks/{name}/test', at)), ['deliveries'], says.tested);
  const rotate = useChange(
    () => dataOf(api.POST('/v1/webhooks/{name}/rotation', at)),
    ['webhooks'],
    says.rotated,
  );
  const remove = useChange(
    async () => {
      await api.DELETE('/v1/webhooks/{name}', at);
    },
    ['webhooks'],
    says.removed,
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Stack gap={0}>
            <Text fw={650}>{name}</Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {url}
            </Text>
          </Stack>
          <Badge variant="dot" tt="none" color={active ? 'teal' : 'red'}>
            {active ? says.isOn : (offWhy ?? says.isOff)}
          </Badge>
        </Group>
        <Refusal error={test.error ?? rotate.error ?? remove.error} />
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate(undefined)}
          >
            {says.test}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={rotate.isPending}
            onClick={() => {
              if (window.confirm(says.rotateAsk)) rotate.mutate(undefined, { onSuccess: onSecret });
            }}
          >
            {says.rotate}
          </Button>
          <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {says.deliveries}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={remove.isPending}
            onClick={() => {
              if (window.confirm(fill(says.removeAsk, { name }))) remove.mutate(undefined);
            }}
          >
            {says.remove}
          </Button>
        </Group>
        {isOpen && (
          <>
            <Subscription name={name} subscription={subscription} />
            <Deliveries name={name} />
          </>
        )}
      </Stack>
    </Paper>
  );
}
