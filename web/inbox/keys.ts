/** The inbox without a mouse: j and k go through it, x chooses, e opens, c claims, / searches. */
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useCallback, useRef, useState } from 'react';
import type { ListedTask } from './task.ts';

interface Doing {
  readonly search: RefObject<HTMLInputElement | null>;
  choose(task: ListedTask): void;
  claim(task: ListedTask): void;
  /** Brings a row into sight that may not be drawn. */
  show(place: number): void;
}

export function useRowKeys(tasks: readonly ListedTask[], { search, choose, claim, show }: Doing) {
  const [row, setRow] = useState(-1);
  // Keys come faster than the page is drawn anew.
  const at = useRef(-1);
  const onFocus = useCallback((place: number) => {
    at.current = place;
    setRow(place);
  }, []);
  const links = useRef(new Map<number, HTMLAnchorElement>());
  // Focused as soon as it is drawn.
  const awaited = useRef<number | null>(null);
  const navigate = useNavigate();
  const go = (to: number) => {
    const place = Math.max(0, Math.min(to, tasks.length - 1));
    onFocus(place);
    const link = links.current.get(place);
    awaited.current = link === undefined ? place : null;
    if (link === undefined) show(place);
    else link.focus();
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
  const linkRef = useCallback((place: number, element: HTMLAnchorElement | null) => {
    if (element === null) {
      links.current.delete(place);
      return;
    }
    links.current.set(place, element);
    if (awaited.current !== place) return;
    awaited.current = null;
    element.focus();
  }, []);
  return { row, rowProps: { onFocus, linkRef } };
}
