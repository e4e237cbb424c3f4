import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Kbd,
  ScrollArea,
  SegmentedControl,
  Stack,
  TextInput,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useLanguage } from '../shell/language.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { useInbox } from './data.ts';
import { BOXES, type Box as BoxName, useFilters } from './filters.ts';
import { TaskList } from './task-list.tsx';
import { Views } from './views.tsx';

export default function Inbox() {
  const { says } = useLanguage();
  const { filters, change } = useFilters();
  const inbox = useInbox(filters);
  const search = useRef<HTMLInputElement>(null);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {says.places.inbox}
        </Title>
        <Group gap="xs">
          <Views />
          <Tooltip label={says.inbox.refresh}>
            <ActionIcon
              variant="default"
              size="lg"
              onClick={() => inbox.refresh()}
              loading={inbox.query.isFetching}
              aria-label={says.inbox.refresh}
            >
              <IconRefresh size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      <Group gap="sm">
        <ScrollArea type="never" maw="100%">
          <SegmentedControl
            aria-label={says.inbox.boxes}
            value={filters.box}
            onChange={(box) => change({ box: box as BoxName })}
            data={BOXES.map((box) => ({ value: box, label: <BoxLabel box={box} counts={inbox.counts} /> }))}
          />
        </ScrollArea>
        <SegmentedControl
          aria-label={says.inbox.kind}
          value={filters.kind ?? 'both'}
          onChange={(kind) => change({ kind: kind === 'both' ? undefined : (kind as 'dossier') })}
          data={[
            { value: 'both', label: says.inbox.bothKinds },
            { value: 'dossier', label: says.kinds.dossier },
            { value: 'complaint', label: says.kinds.complaint },
          ]}
        />
        <TextInput
          ref={search}
          flex={1}
          miw={180}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={<Kbd size="xs">/</Kbd>}
          placeholder={says.inbox.narrow}
          aria-label={says.inbox.narrow}
          defaultValue={filters.text ?? ''}
          onChange={({ currentTarget }) => change({ text: currentTarget.value || undefined })}
        />
      </Group>
      <Shown query={inbox.query} rows={10}>
        {() =>
          inbox.tasks.length === 0 ? (
            <Empty title={says.inbox.nothing}>{says.inbox.nothingWords}</Empty>
          ) : (
            <TaskList inbox={inbox} search={search} />
          )
        }
      </Shown>
      {inbox.query.hasNextPage && (
        <Button
          variant="default"
          onClick={() => void inbox.query.fetchNextPage()}
          loading={inbox.query.isFetchingNextPage}
        >
          {says.inbox.more}
        </Button>
      )}
    </Stack>
  );
}

function BoxLabel({ box, counts }: { box: BoxName; counts: Counts }) {
  const { says } = useLanguage();
  const count = countOf(box, counts);
  return (
    <Group gap={6} wrap="nowrap">
      {says.inbox.box[box]}
      {count !== undefined && (
        <Badge size="sm" circle={count.open < 100} variant="light" color={count.overdue > 0 ? 'red' : 'gray'}>
          {count.open}
        </Badge>
      )}
    </Group>
  );
}

type Counts = ReturnType<typeof useInbox>['counts'];

function countOf(box: BoxName, counts: Counts) {
  if (counts === undefined || box === 'all') return undefined;
  return box === 'overdue' ? { open: counts.agency.overdue, overdue: counts.agency.overdue } : counts[box];
}
