/** The inbox without a mouse: j and k go through it, x chooses, e opens, c claims, / searches. */
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useRef, useState } from 'react';
import type { ListedTask } from './task.ts';

interface Doing {
  readonly search: RefObject<HTMLInputElement | null>;
  choose(task: ListedTask): void;
  claim(task: ListedTask): void;
}

export function useRowKeys(tasks: readonly ListedTask[], { search, choose, claim }: Doing) {
  const [row, setRow] = useState(-1);
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const navigate = useNavigate();
  const go = (to: number) => {
    const place = Math.max(0, Math.min(to, tasks.length - 1));
    setRow(place);
    links.current[place]?.focus();
  };
  const here = (what: (task: ListedTask) => void) => () => {
    const task = tasks[row];
    if (task !== undefined) what(task);
  };
  useHotkeys([
    ['j', () => go(row + 1)],
    ['k', () => go(row - 1)],
    ['x', here(choose)],
    ['c', here(claim)],
    ['e', here(({ case: { code } }) => void navigate({ to: '/cases/$code', params: { code } }))],
    ['/', () => search.current?.focus()],
  ]);
  return {
    row,
    rowProps: (place: number) => ({
      onFocus: () => setRow(place),
      rowRef: (element: HTMLAnchorElement | null) => {
        links.current[place] = element;
      },
    }),
  };
}
