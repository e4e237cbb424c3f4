import {
  ActionIcon,
  Badge,
  Button,
  Group,
  ScrollArea,
  SegmentedControl,
  Stack,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconFilter, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { useInbox } from './data.ts';
import { BOXES, type Box as BoxName, useFilters } from './filters.ts';
import { countOf } from './list.ts';
import { SearchBox } from './search-box.tsx';
import { TaskList } from './task-list.tsx';
import { TEXTS } from './texts.ts';
import { Views } from './views.tsx';

const Narrowing = lazy(() => import('./narrowing.tsx'));

export default function Inbox() {
  const { says } = useLanguage();
  const { narrow } = useTexts(TEXTS);
  const { filters, change } = useFilters();
  const inbox = useInbox(filters);
  const search = useRef<HTMLInputElement>(null);
  const isNarrowed = filters.procedure !== undefined || filters.agency !== undefined;
  const [isNarrowing, setNarrowing] = useState(isNarrowed);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h3">
          {says.places.inbox}
        </Title>
        <Group gap="xs">
          <Button
            variant={isNarrowed ? 'light' : 'default'}
            leftSection={<IconFilter size={16} aria-hidden />}
            aria-expanded={isNarrowing}
            onClick={() => setNarrowing(!isNarrowing)}
          >
            {narrow}
          </Button>
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
        <SearchBox
          input={search}
          text={filters.text ?? ''}
          onChange={(text) => change({ text: text || undefined })}
        />
      </Group>
      {isNarrowing && (
        <Suspense>
          <Narrowing filters={filters} onChange={change} />
        </Suspense>
      )}
      <Shown query={inbox.query} rows={10}>
        {() =>
          inbox.tasks.length === 0 ? (
            <Empty title={says.inbox.nothing}>{says.inbox.nothingText}</Empty>
          ) : (
            <TaskList key={inbox.list} inbox={inbox} search={search} />
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

function BoxLabel({ box, counts }: { box: BoxName; counts: ReturnType<typeof useInbox>['counts'] }) {
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
