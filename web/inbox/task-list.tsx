import { Stack, Text } from '@mantine/core';
import { measureElement, useWindowVirtualizer } from '@tanstack/react-virtual';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useRef } from 'react';
import { useUserNames } from '../shell/directory.ts';
import { useLanguage } from '../shell/language.tsx';
import type { useInbox } from './data.ts';
import { useRowKeys } from './keys.ts';
import { MOST_AT_ONCE, taskKey } from './task.ts';
import { TaskRow } from './task-row.tsx';
import './inbox.css';

const BulkBar = lazy(() => import('./bulk.tsx'));
/** Pixels, until a row was measured. */
const ROW_HEIGHT = 58;
/** Rows drawn beyond what is seen; and how near the end more is fetched. */
const AHEAD = 6;

interface Props {
  readonly inbox: ReturnType<typeof useInbox>;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** However many there are, only the rows in sight are drawn; more come as one goes down. */
export function TaskList({ inbox, search }: Props) {
  const { says } = useLanguage();
  const { tasks, chosen, choose, chooseAll, claim, query } = inbox;
  const list = useRef<HTMLDivElement>(null);
  // Of the first row, and so of most: for each that is not as high as was thought, the places of all below are reckoned anew.
  const height = useRef<number>(null);
  // The same function while the rows are the same: with another one the places of all of them are reckoned anew.
  const keyAt = useCallback(
    (place: number) => {
      const task = tasks[place];
      return task === undefined ? place : taskKey(task);
    },
    [tasks],
  );
  const rows = useWindowVirtualizer({
    count: tasks.length,
    estimateSize: () => height.current ?? ROW_HEIGHT,
    measureElement: (...row) => {
      const measured = measureElement(...row);
      height.current ??= measured;
      return measured;
    },
    overscan: AHEAD,
    // Drawn with the next frame: in the midst of the scrolling it would hold that up.
    useFlushSync: false,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: keyAt,
  });
  const { row, rowProps } = useRowKeys(tasks, {
    search,
    choose,
    claim,
    show: (place) => rows.scrollToIndex(place),
  });
  const userName = useUserNames(true);
  const some = tasks.slice(0, MOST_AT_ONCE);
  const isAllChosen = chosen.size > 0 && chosen.size >= some.length;
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
      <table
        className="tasks"
        aria-label={says.places.inbox}
        aria-rowcount={hasNextPage ? -1 : tasks.length + 1}
      >
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label={says.inbox.chooseAll}
                checked={isAllChosen}
                ref={(box) => {
                  if (box !== null) box.indeterminate = chosen.size > 0 && !isAllChosen;
                }}
                onChange={({ currentTarget }) => chooseAll(currentTarget.checked ? some : [])}
              />
            </th>
            <th>{says.inbox.task}</th>
            <th>{says.inbox.case}</th>
            <th>{says.inbox.holder}</th>
            <th>{says.time.due}</th>
          </tr>
        </thead>
        <tbody>
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
                  holder={task.assignee === null ? null : userName(task.assignee)}
                  isHere={taskKey(task) === row}
                  isChosen={chosen.has(taskKey(task))}
                  onChoose={choose}
                  onClaim={claim}
                  {...rowProps}
                />
              )
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
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
