import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTicket, IconVolume } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useWords } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

const LOOK_MS = 10_000;

/** Who waits in front of the counter: numbers given out, and called one after the other. */
export function Queue({ agency }: { readonly agency: string }) {
  const says = useWords(TEXTS);
  const queries = useQueryClient();
  const [mine, setMine] = useState<number | null>(null);
  const at = { params: { path: { agency } } };
  const queryKey = ['queue', agency];
  const { data: queue } = useQuery({
    queryKey,
    queryFn: () => dataOf(api.GET('/v1/queue/{agency}', at)),
    refetchInterval: LOOK_MS,
  });
  const onError = (error: Error) => notifications.show({ color: 'red', message: error.message });
  const onSettled = () => queries.invalidateQueries({ queryKey });
  const giving = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/queue/{agency}/tickets', at)),
    onSuccess: ({ number, ahead }) =>
      notifications.show({ color: 'jade', message: fill(says.queue.given, { number, ahead }) }),
    onError,
    onSettled,
  });
  const calling = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/queue/{agency}/calls', at)),
    onSuccess: ({ number }) => setMine(number),
    onError,
    onSettled,
  });
  return (
    <Paper withBorder p="sm" role="region" aria-label={says.queue.name} className="no-print">
      <Group justify="space-between">
        <Group gap="lg">
          <Text>
            {says.queue.waiting}: <b>{queue?.waiting ?? '…'}</b>
          </Text>
          <Text aria-live="polite">{mine === null ? '' : fill(says.queue.mine, { number: mine })}</Text>
        </Group>
        <Group gap="xs">
          <Button
            leftSection={<IconVolume size={16} aria-hidden />}
            onClick={() => calling.mutate()}
            loading={calling.isPending}
            disabled={queue?.waiting === 0}
          >
            {says.queue.call}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTicket size={16} aria-hidden />}
            onClick={() => giving.mutate()}
            loading={giving.isPending}
          >
            {says.queue.give}
          </Button>
          <Anchor href={`/queue/${agency}`} target="_blank" rel="noreferrer" size="sm">
            {says.queue.screen}
          </Anchor>
        </Group>
      </Group>
    </Paper>
  );
}
