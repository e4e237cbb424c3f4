import { Badge, Group, Paper, ScrollArea, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FAILED, type FailedStatus } from '../../domain/vocabulary/messages.ts';
import { CaseLink } from '../shell/case-link.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { type Message, MessageFacts, SendAgain } from './message.tsx';
import { TEXTS } from './texts.ts';

/** Messages that reached nobody: somebody has to tell these people. */
export default function Reported() {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const [status, setStatus] = useState<FailedStatus | null>(null);
  const query = useInfiniteQuery({
    queryKey: ['messages', 'failed', status],
    queryFn: ({ pageParam }): Promise<{ items: Message[]; next: string | null }> =>
      dataOf(
        api.GET('/v1/messages', {
          params: {
            query: {
              limit: 50,
              ...(status === null ? {} : { status }),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const messages = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {all.places.notified}
      </Title>
      <Text>{says.text}</Text>
      <ScrollArea type="never" maw="100%">
        <SegmentedControl
          aria-label={says.which}
          value={status ?? 'all'}
          onChange={(value) => setStatus(FAILED.find((each) => each === value) ?? null)}
          data={[
            { value: 'all', label: says.all },
            ...FAILED.map((each) => ({ value: each, label: says.status[each] })),
          ]}
        />
      </ScrollArea>
      <Shown query={query}>
        {() =>
          messages.length === 0 ? (
            <Empty title={says.nothing}>{says.nothingText}</Empty>
          ) : (
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {messages.map((message) => (
                <Row key={message.id} message={message} />
              ))}
            </Stack>
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}

function Row({ message }: { readonly message: Message }) {
  const says = useTexts(TEXTS);
  const { topicText, status, createdAt } = message;
  const code = message.case?.code ?? null;
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" align="start" gap="xs">
        <Stack gap={4} miw={0} flex="1 1 16rem">
          <Group gap="xs">
            {code !== null && <CaseLink code={code} />}
            <Text size="sm">{topicText}</Text>
            <Badge color="red.8" tt="none">
              {says.status[status as FailedStatus]}
            </Badge>
          </Group>
          <MessageFacts message={message} />
        </Stack>
        <Group gap="sm">
          <Text size="xs" c="dimmed">
            <Moment at={createdAt} />
          </Text>
          <SendAgain message={message} />
        </Group>
      </Group>
    </Paper>
  );
}
