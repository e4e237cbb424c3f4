import { Alert, Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTicket, IconVolume } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CALLED_AGAIN, type CalledAgain } from '../../domain/vocabulary/queue.ts';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';
import { Ticket } from './ticket.tsx';

const LOOK_MS = 10_000;

/** Who waits in front of the counter: numbers given out, and called one after the other. Whom one has called, the API knows. */
export function Queue({ agency }: { readonly agency: string }) {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const queries = useQueryClient();
  const [given, setGiven] = useState<{ number: number; ahead: number } | null>(null);
  const at = { params: { path: { agency } } };
  const queryKey = ['queue', agency];
  const {
    data: queue,
    isError,
    refetch,
  } = useQuery({
    queryKey,
    queryFn: () => dataOf(api.GET('/v1/queue/{agency}', at)),
    refetchInterval: LOOK_MS,
  });
  const onError = (error: Error) => notifications.show({ color: 'red', message: error.message });
  const onSettled = () => queries.invalidateQueries({ queryKey });
  const giving = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/queue/{agency}/tickets', at)),
    onSuccess: setGiven,
    onError,
    onSettled,
  });
  const calling = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/queue/{agency}/calls', at)),
    onError,
    onSettled,
  });
  const saying = useMutation({
    mutationFn: ({ number, what }: { number: number; what: CalledAgain }) =>
      dataOf(
        api.POST('/v1/queue/{agency}/calls/{number}', {
          params: { path: { agency, number } },
          body: { what },
        }),
      ),
    onError,
    onSettled,
  });
  const mine = queue?.mine ?? null;
  return (
    <Paper withBorder p="sm" role="region" aria-label={says.queue.name} className="no-print">
      <Group justify="space-between">
        <Group gap="md">
          <Text>
            {says.queue.waiting}: <b>{queue?.waiting ?? '…'}</b>
          </Text>
          <Text aria-live="polite">{mine === null ? '' : fill(says.queue.mine, { number: mine })}</Text>
          {mine !== null && (
            <Group gap="xs">
              {CALLED_AGAIN.map((what) => (
                <Button
                  key={what}
                  size="compact-sm"
                  variant="default"
                  loading={saying.isPending && saying.variables.what === what}
                  onClick={() => saying.mutate({ number: mine, what })}
                >
                  {says.queue[what]}
                </Button>
              ))}
            </Group>
          )}
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
      {isError && (
        <Alert color="red" variant="light" role="alert" mt="xs">
          <Group justify="space-between">
            <Text size="sm">{says.queue.unknown}</Text>
            <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
              {all.shell.again}
            </Button>
          </Group>
        </Alert>
      )}
      {given !== null && <Ticket agency={agency} {...given} onClose={() => setGiven(null)} />}
    </Paper>
  );
}
