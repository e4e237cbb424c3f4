import { Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { AnnouncementMissing } from './announcement.tsx';
import { useCalendars } from './calendar-data.ts';
import { Frame } from './frame.tsx';
import { TEXTS } from './texts.ts';

const LOOK_MS = 15_000;

/** Whether everything that the cases need is there, and what wants looking after. */
export default function Overview() {
  const says = useTexts(TEXTS);
  const ready = useQuery({
    queryKey: ['readyz'],
    refetchInterval: LOOK_MS,
    // What is not ready answers 503, and says what it is.
    queryFn: async () => (await (await fetch('/readyz')).json()) as { parts: Record<string, boolean> },
  });
  const health = useQuery({
    queryKey: ['health'],
    refetchInterval: LOOK_MS,
    queryFn: () => dataOf(api.GET('/v1/health')),
  });
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: () => dataOf(api.GET('/v1/webhooks')) });
  const messages = useQuery({
    queryKey: ['messages', 'failed', 'count'],
    queryFn: () => dataOf(api.GET('/v1/messages', { params: { query: { limit: 100 } } })),
  });
  const { data: calendars } = useCalendars();
  return (
    <Frame title={says.page.health}>
      {calendars !== undefined && <AnnouncementMissing calendars={calendars} />}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <Card title={says.parts}>
          <Shown query={ready} rows={2}>
            {({ parts }) =>
              Object.entries(parts).map(([name, isUp]) => (
                <Group key={name} justify="space-between">
                  <Text>{says.part[name as keyof typeof says.part] ?? name}</Text>
                  <Badge variant="dot" tt="none" color={isUp ? 'teal' : 'red'}>
                    {isUp ? says.up : says.down}
                  </Badge>
                </Group>
              ))
            }
          </Shown>
        </Card>
        <Card title={says.work}>
          <Shown query={health} rows={3}>
            {({ queues, jobs }) => (
              <>
                {(queues ?? []).map(({ name, up, workers, waiting }) => (
                  <Group key={name} justify="space-between">
                    <Text>{says.queue[name]}</Text>
                    <Badge variant="dot" tt="none" color={up ? 'teal' : 'red'}>
                      {up
                        ? fill(says.workers, { count: workers })
                        : fill(says.nobodyWorks, { count: waiting })}
                    </Badge>
                  </Group>
                ))}
                <Text size="sm">
                  {jobs.since === null ? (
                    says.nothingWaits
                  ) : (
                    <>
                      {fill(says.outboxJobsWait, { count: jobs.waiting })} <Moment at={jobs.since} />
                    </>
                  )}
                </Text>
              </>
            )}
          </Shown>
        </Card>
        <Card title={says.page.webhooks}>
          <Shown query={webhooks} rows={2}>
            {({ items }) => (
              <Link to="/administration/webhooks">
                {fill(says.webhooksOff, {
                  count: items.length,
                  off: items.filter(({ active }) => !active).length,
                })}
              </Link>
            )}
          </Shown>
        </Card>
        <Card title={says.messages}>
          <Shown query={messages} rows={2}>
            {({ items, next }) => (
              <Link to="/messages">
                {fill(says.messagesFailed, { count: next === null ? items.length : `${items.length}+` })}
              </Link>
            )}
          </Shown>
        </Card>
      </SimpleGrid>
    </Frame>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
