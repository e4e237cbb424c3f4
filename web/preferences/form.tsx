import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { MESSAGE_CHANNELS } from '../../domain/vocabulary/messages.ts';
import type { components } from '../api/schema.gen.ts';
import { ApiProblem, api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { clockFace, minutesOfClock } from '../shell/minutes.ts';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

type Preferences = components['schemas']['Preferences'];
type Channel = Preferences['channels'][number];

const NIGHT = { from: 21 * 60, until: 7 * 60 };

export function PreferencesForm({
  known,
  ofCase,
}: {
  readonly known: Preferences;
  readonly ofCase: string | undefined;
}) {
  const says = useTexts(TEXTS);
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(known);
  const { channels, language, digest, quiet, muted, contact } = chosen;
  // Their words come anew when the language of the page changes: what is chosen stays.
  const { topics } = known;
  const change = (part: Partial<Preferences>) => setChosen({ ...chosen, ...part });
  const keeping = useMutation({
    mutationFn: () =>
      dataOf(
        api.PUT('/v1/preferences', {
          params: { query: ofCase === undefined ? {} : { case: ofCase } },
          body: {
            channels,
            language,
            digest,
            quiet,
            muted,
            ...(contact === null
              ? {}
              : { contact: { email: contact.email || null, phone: contact.phone || null } }),
          },
        }),
      ),
    onSuccess: (now) => {
      queries.setQueryData(['preferences', ofCase], now);
      notifications.show({ color: 'jade', message: says.kept });
    },
  });
  const problem = keeping.error instanceof ApiProblem ? keeping.error : null;
  const errorAt = (pointer: string) => problem?.errors.find((each) => each.pointer === pointer)?.detail;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        keeping.mutate();
      }}
    >
      <Stack gap="lg">
        {contact !== null && (
          <Group gap="sm" align="start" grow>
            <TextInput
              type="email"
              label={says.email}
              autoComplete="email"
              value={contact.email ?? ''}
              error={errorAt('/contact/email')}
              onChange={({ currentTarget: { value } }) => change({ contact: { ...contact, email: value } })}
            />
            <TextInput
              type="tel"
              label={says.phone}
              autoComplete="tel"
              value={contact.phone ?? ''}
              error={errorAt('/contact/phone')}
              onChange={({ currentTarget: { value } }) => change({ contact: { ...contact, phone: value } })}
            />
          </Group>
        )}
        <Channels channels={channels} onChange={(wanted) => change({ channels: wanted })} />
        <Stack gap={4} align="flex-start">
          <Text size="sm" fw={600}>
            {says.language}
          </Text>
          <SegmentedControl
            aria-label={says.language}
            value={language}
            onChange={(value) => change({ language: value as Language })}
            data={[
              { value: 'vi', label: says.vi },
              { value: 'en', label: says.en },
            ]}
          />
        </Stack>
        {topics.some(({ topic }) => topic === 'digest') && (
          <Switch
            label={says.digest}
            checked={digest}
            onChange={({ currentTarget }) => change({ digest: currentTarget.checked })}
          />
        )}
        <Stack gap="xs">
          <Switch
            label={says.quiet}
            description={says.quietText}
            checked={quiet !== null}
            onChange={({ currentTarget }) => change({ quiet: currentTarget.checked ? NIGHT : null })}
          />
          {quiet !== null && (
            <Group gap="sm">
              {(['from', 'until'] as const).map((end) => (
                <TextInput
                  key={end}
                  type="time"
                  label={says[end]}
                  value={clockFace(quiet[end])}
                  onChange={({ currentTarget: { value } }) =>
                    change({ quiet: { ...quiet, [end]: minutesOfClock(value) ?? quiet[end] } })
                  }
                />
              ))}
            </Group>
          )}
        </Stack>
        <Checkbox.Group
          label={says.topics}
          value={topics.flatMap(({ topic }) => (muted.includes(topic) ? [] : [topic]))}
          onChange={(notified) =>
            change({ muted: topics.flatMap(({ topic }) => (notified.includes(topic) ? [] : [topic])) })
          }
        >
          <Stack gap="xs" mt="xs">
            {topics.map(({ topic, name, weight, note }) => (
              <Checkbox
                key={topic}
                value={topic}
                label={name}
                description={weight === 'mandatory' ? note : undefined}
                disabled={weight === 'mandatory'}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {keeping.error !== null && (
          <Alert color="red" variant="light" role="alert" title={problem?.title}>
            {keeping.error.message}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={keeping.isPending}>
            {says.keep}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Those that are wanted in their order, then those that are not. */
function Channels({
  channels,
  onChange,
}: {
  readonly channels: readonly Channel[];
  onChange(channels: Channel[]): void;
}) {
  const says = useTexts(TEXTS);
  const ordered = [...channels, ...MESSAGE_CHANNELS.filter((each) => !channels.includes(each))];
  return (
    <Stack gap="xs" role="group" aria-label={says.channels}>
      <Text size="sm" fw={600}>
        {says.channels}
      </Text>
      {ordered.map((channel) => (
        <Group key={channel} gap="sm">
          <Checkbox
            label={says.channel[channel]}
            checked={channels.includes(channel)}
            onChange={({ currentTarget }) =>
              onChange(
                currentTarget.checked ? [...channels, channel] : channels.filter((each) => each !== channel),
              )
            }
          />
          {channels.indexOf(channel) > 0 && (
            <ActionIcon
              variant="subtle"
              size="md"
              aria-label={fill(says.first, { channel: says.channel[channel] })}
              onClick={() => onChange([channel, ...channels.filter((each) => each !== channel)])}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Text size="xs" c="dimmed">
        {says.channelsText}
      </Text>
    </Stack>
  );
}
