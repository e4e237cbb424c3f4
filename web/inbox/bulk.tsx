import { Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHandGrab, IconPrinter, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import type { ListedTask } from './task.ts';

/** What can be done with all that is chosen. Each is an order of its own: what is refused of one leaves the others. */
export function BulkBar({ tasks, onDone }: { tasks: readonly ListedTask[]; onDone: () => void }) {
  const { says } = useLanguage();
  const queries = useQueryClient();
  const claiming = useMutation({
    mutationFn: () => claimAll(tasks.filter(({ assignee }) => assignee === null)),
    onSuccess: ({ done, refused }) => {
      notifications.show({
        color: refused > 0 ? 'orange' : 'jade',
        message: fill(refused > 0 ? says.inbox.claimedSome : says.inbox.claimedAll, { done, refused }),
      });
      onDone();
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  });
  if (tasks.length === 0) return null;
  return (
    <Paper withBorder p="xs" className="no-print" role="toolbar" aria-label={says.inbox.chosenTasks}>
      <Group gap="sm">
        <Text fw={600}>{fill(says.inbox.chosen, { count: tasks.length })}</Text>
        <Button
          size="xs"
          leftSection={<IconHandGrab size={16} aria-hidden />}
          onClick={() => claiming.mutate()}
          loading={claiming.isPending}
          disabled={tasks.every(({ assignee }) => assignee !== null)}
        >
          {says.inbox.claim}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {says.inbox.print}
        </Button>
        <Button size="xs" variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={onDone}>
          {says.shell.cancel}
        </Button>
      </Group>
    </Paper>
  );
}

async function claimAll(tasks: readonly ListedTask[]): Promise<{ done: number; refused: number }> {
  const items = tasks.map(({ id, case: { id: caseId } }) => ({
    case: caseId,
    key: crypto.randomUUID(),
    input: { taskId: id },
  }));
  const answer = await dataOf(api.POST('/v1/actions', { body: { action: 'claim', items } } as never));
  const { items: results } = answer as unknown as { items: readonly { status: number }[] };
  const done = results.filter(({ status }) => status < 300).length;
  return { done, refused: results.length - done };
}
