import { Badge, Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { IconHandGrab } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { lazy, memo, type RefObject, Suspense, useEffect, useRef } from 'react';
import { useUserNames } from '../shell/directory.ts';
import { useLanguage } from '../shell/language.tsx';
import { TimeLeft } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import type { useInbox } from './data.ts';
import { useRowKeys } from './keys.ts';
import { type ListedTask, taskKey } from './task.ts';

const BulkBar = lazy(() => import('./bulk.tsx'));
/** Pixels, until a row was measured. */
const ROW_HEIGHT = 58;
/** Rows drawn beyond what is seen; and how near the end more is fetched. */
const AHEAD = 12;

interface Props {
  readonly inbox: ReturnType<typeof useInbox>;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** However many there are, only the rows in sight are drawn; more come as one goes down. */
export function TaskList({ inbox, search }: Props) {
  const { says } = useLanguage();
  const { tasks, chosen, choose, chooseAll, claim, query } = inbox;
  const list = useRef<HTMLDivElement>(null);
  const rows = useWindowVirtualizer({
    count: tasks.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: AHEAD,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (place) => {
      const task = tasks[place];
      return task === undefined ? place : taskKey(task);
    },
  });
  const { row, rowProps } = useRowKeys(tasks, {
    search,
    choose,
    claim,
    show: (place) => rows.scrollToIndex(place),
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (last >= tasks.length - AHEAD && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [last, tasks.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const above = (seen[0]?.start ?? 0) - rows.options.scrollMargin;
  const below = rows.getTotalSize() - ((seen.at(-1)?.end ?? 0) - rows.options.scrollMargin);
  return (
    <Stack gap="xs" ref={list}>
      {chosen.size > 0 && (
        <Suspense>
          <BulkBar tasks={tasks.filter((task) => chosen.has(taskKey(task)))} onDone={() => chooseAll([])} />
        </Suspense>
      )}
      <Table.ScrollContainer minWidth={300}>
        <Table
          highlightOnHover
          verticalSpacing="xs"
          aria-label={says.places.inbox}
          aria-rowcount={hasNextPage ? -1 : tasks.length + 1}
        >
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
            <Gap height={above} />
            {seen.map(({ index: place, key }) => {
              const task = tasks[place];
              return (
                task !== undefined && (
                  <TaskRow
                    key={key}
                    place={place}
                    measure={rows.measureElement}
                    task={task}
                    isHere={place === row}
                    isChosen={chosen.has(taskKey(task))}
                    onChoose={choose}
                    onClaim={claim}
                    {...rowProps}
                  />
                )
              );
            })}
            <Gap height={below} />
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {says.inbox.keys}
      </Text>
    </Stack>
  );
}

/** The room of the rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 && <tr aria-hidden style={{ height }} />;
}

interface RowProps {
  readonly task: ListedTask;
  readonly place: number;
  readonly isHere: boolean;
  readonly isChosen: boolean;
  onChoose(task: ListedTask): void;
  onClaim(task: ListedTask): void;
  onFocus(place: number): void;
  measure(element: HTMLTableRowElement | null): void;
  linkRef(place: number, element: HTMLAnchorElement | null): void;
}

const TaskRow = memo(function TaskRow(props: RowProps) {
  const { task, place, isHere, isChosen, onChoose, onClaim, onFocus, measure, linkRef } = props;
  const { says } = useLanguage();
  const userName = useUserNames(true);
  const { urgency, code, procedure } = task.case;
  return (
    <Table.Tr
      ref={measure}
      data-index={place}
      aria-rowindex={place + 2}
      {...(isHere || isChosen ? { bg: 'var(--mantine-color-default-hover)' } : {})}
      onFocus={() => onFocus(place)}
    >
      <Table.Td visibleFrom="sm">
        <Checkbox
          aria-label={fill(says.inbox.choose, { code })}
          checked={isChosen}
          onChange={() => onChoose(task)}
        />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Link
            to="/cases/$code"
            params={{ code }}
            ref={(element: HTMLAnchorElement | null) => linkRef(place, element)}
            className="strong-link"
          >
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
            onClick={() => onClaim(task)}
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
});
