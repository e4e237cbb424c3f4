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
  // Keys come faster than the page is drawn anew.
  const at = useRef(-1);
  const stand = (place: number) => {
    at.current = place;
    setRow(place);
  };
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const navigate = useNavigate();
  const go = (to: number) => {
    const place = Math.max(0, Math.min(to, tasks.length - 1));
    stand(place);
    links.current[place]?.focus();
  };
  const here = (what: (task: ListedTask) => void) => () => {
    const task = tasks[at.current];
    if (task !== undefined) what(task);
  };
  useHotkeys([
    ['j', () => go(at.current + 1)],
    ['k', () => go(at.current - 1)],
    ['x', here(choose)],
    ['c', here(claim)],
    ['e', here(({ case: { code } }) => void navigate({ to: '/cases/$code', params: { code } }))],
    ['/', () => search.current?.focus()],
  ]);
  return {
    row,
    rowProps: (place: number) => ({
      onFocus: () => stand(place),
      rowRef: (element: HTMLAnchorElement | null) => {
        links.current[place] = element;
      },
    }),
  };
}
