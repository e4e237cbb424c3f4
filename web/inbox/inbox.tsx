import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Group,
  Kbd,
  ScrollArea,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
  Tooltip,
} from '@mantine/core';
import { IconHandGrab, IconRefresh, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useUserNames } from '../shell/directory.ts';
import { useLanguage } from '../shell/language.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { TimeLeft } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { BulkBar } from './bulk.tsx';
import { useInbox } from './data.ts';
import { BOXES, type Box as BoxName, useFilters } from './filters.ts';
import { useRowKeys } from './keys.ts';
import { type ListedTask, taskKey } from './task.ts';

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
        <Checkbox
          label={says.inbox.overdueOnly}
          checked={filters.overdue === true}
          onChange={({ currentTarget }) => change({ overdue: currentTarget.checked ? true : undefined })}
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

function BoxLabel({ box, counts }: { box: BoxName; counts: ReturnType<typeof useInbox>['counts'] }) {
  const { says } = useLanguage();
  const count = box === 'all' ? undefined : counts?.[box];
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

function TaskList({
  inbox,
  search,
}: {
  inbox: ReturnType<typeof useInbox>;
  search: React.RefObject<HTMLInputElement | null>;
}) {
  const { says } = useLanguage();
  const { tasks, chosen, choose, chooseAll, claim } = inbox;
  const { row, rowProps } = useRowKeys(tasks, { search, choose, claim });
  return (
    <Stack gap="xs">
      <BulkBar tasks={tasks.filter((task) => chosen.has(taskKey(task)))} onDone={() => chooseAll([])} />
      <Table.ScrollContainer minWidth={300}>
        <Table highlightOnHover verticalSpacing="xs" aria-label={says.places.inbox}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={40} visibleFrom="sm">
                <Checkbox
                  aria-label={says.inbox.chooseAll}
                  checked={chosen.size > 0 && chosen.size === tasks.length}
                  indeterminate={chosen.size > 0 && chosen.size < tasks.length}
                  onChange={({ currentTarget }) => chooseAll(currentTarget.checked ? tasks : [])}
                />
              </Table.Th>
              <Table.Th>{says.inbox.task}</Table.Th>
              <Table.Th>{says.inbox.case}</Table.Th>
              <Table.Th visibleFrom="sm">{says.inbox.holder}</Table.Th>
              <Table.Th w={160}>{says.time.due}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tasks.map((task, place) => (
              <TaskRow
                key={taskKey(task)}
                task={task}
                isHere={place === row}
                isChosen={chosen.has(taskKey(task))}
                onChoose={() => choose(task)}
                onClaim={() => claim(task)}
                {...rowProps(place)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {says.inbox.keys}
      </Text>
    </Stack>
  );
}

interface RowProps {
  readonly task: ListedTask;
  readonly isHere: boolean;
  readonly isChosen: boolean;
  onChoose(): void;
  onClaim(): void;
  onFocus(): void;
  readonly rowRef: (element: HTMLAnchorElement | null) => void;
}

function TaskRow({ task, isHere, isChosen, onChoose, onClaim, onFocus, rowRef }: RowProps) {
  const { says } = useLanguage();
  const userName = useUserNames(true);
  const { urgency, code, procedure } = task.case;
  return (
    <Table.Tr {...(isHere || isChosen ? { bg: 'var(--mantine-color-default-hover)' } : {})} onFocus={onFocus}>
      <Table.Td visibleFrom="sm">
        <Checkbox aria-label={fill(says.inbox.choose, { code })} checked={isChosen} onChange={onChoose} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Link to="/cases/$code" params={{ code }} ref={rowRef} className="strong-link">
            {task.name}
          </Link>
          {urgency === 'urgent' && <Badge color="red">{says.inbox.urgent}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{code}</Text>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {procedure.name}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {task.assignee === null ? (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconHandGrab size={14} aria-hidden />}
            onClick={onClaim}
            aria-label={fill(says.inbox.claimOf, { code })}
          >
            {says.inbox.claim}
          </Button>
        ) : (
          <Text size="sm">
            {task.behalf === null ? userName(task.assignee) : `${userName(task.assignee)} ⇄`}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <TimeLeft dueAt={task.dueAt} />
      </Table.Td>
    </Table.Tr>
  );
}
