import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isFailed } from '../../domain/vocabulary/messages.ts';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { isOutsider, useMe } from '../shell/session.ts';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

export type Message = components['schemas']['Message'];

/** By when it has gone out, or not. */
const LOOK_AGAIN_MS = 2_000;

/** By which way, where to, and why it did not arrive. */
export function MessageFacts({ message }: { readonly message: Message }) {
  const says = useTexts(TEXTS);
  const { channel, address, to, attempts, why, status } = message;
  const hasFailed = isFailed(status);
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {[
        says.to[to],
        channel === null ? hasFailed && says.noWay : says.channel[channel],
        address,
        hasFailed && attempts > 1 && fill(says.tries, { count: attempts }),
        hasFailed && why !== null && (says.why[why as keyof typeof says.why] ?? why),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
}

/** Of what reached nobody, for those at work. */
export function SendAgain({ message: { id, status, topicText } }: { readonly message: Message }) {
  const says = useTexts(TEXTS);
  const queries = useQueryClient();
  const { data: me } = useMe();
  const again = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/messages/{id}/retry', { params: { path: { id } } })),
    onSuccess: () => {
      notifications.show({ color: 'jade', message: says.sentAgain });
      setTimeout(() => {
        void queries.invalidateQueries({ queryKey: ['messages'] });
        void queries.invalidateQueries({
          predicate: ({ queryKey: [kind, , part] }) => kind === 'case' && part === 'messages',
        });
      }, LOOK_AGAIN_MS);
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  });
  if (!isFailed(status) || !me || isOutsider(me)) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      className="no-print"
      leftSection={<IconSend size={14} aria-hidden />}
      aria-label={`${says.again}: ${topicText}`}
      loading={again.isPending}
      disabled={again.isSuccess}
      onClick={() => again.mutate()}
    >
      {says.again}
    </Button>
  );
}
