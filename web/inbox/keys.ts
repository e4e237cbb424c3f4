/** The inbox without a mouse: j and k go through it, x chooses, e opens, c claims, / searches. */
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { type Here, placeAfter, placeOf } from './row.ts';
import { type ListedTask, taskKey } from './task.ts';
import { TEXTS } from './texts.ts';

interface Doing {
  readonly search: RefObject<HTMLInputElement | null>;
  choose(task: ListedTask): void;
  claim(task: ListedTask): void;
  /** Brings a row into sight that may not be drawn. */
  show(place: number): void;
}

/** Where letters are words, or belong to a window that is open. A box or a tick that was clicked takes none. */
const TAKEN =
  'textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable], [role=dialog] *';

const unlessTaken = (what: () => void) => (event: KeyboardEvent) => {
  if (event.target instanceof Element && event.target.matches(TAKEN)) return;
  event.preventDefault();
  what();
};

export function useRowKeys(tasks: readonly ListedTask[], { search, choose, claim, show }: Doing) {
  const says = useTexts(TEXTS);
  const [row, setRow] = useState<string | null>(null);
  // Keys come faster than the page is drawn anew.
  const here = useRef<Here | null>(null);
  const onFocus = useCallback((task: ListedTask, place: number) => {
    here.current = { task, place };
    setRow(taskKey(task));
  }, []);
  const links = useRef(new Map<string, HTMLAnchorElement>());
  // Focused as soon as it is drawn.
  const awaited = useRef<string | null>(null);
  const navigate = useNavigate();
  const go = (way: 1 | -1) => {
    const place = placeAfter(tasks, here.current, way);
    const task = tasks[place];
    if (task === undefined) return;
    onFocus(task, place);
    const link = links.current.get(taskKey(task));
    awaited.current = link === undefined ? taskKey(task) : null;
    if (link === undefined) show(place);
    else link.focus();
  };
  /** Only with the task itself, as it stands now. */
  const withIt = (what: (task: ListedTask) => void) => () => {
    if (here.current === null) return;
    const task = tasks[placeOf(tasks, here.current)];
    if (task !== undefined) what(task);
    else notifications.show({ message: fill(says.gone, { code: here.current.task.case.code }) });
  };
  const open = () => {
    if (here.current === null) return;
    const { code } = here.current.task.case;
    void navigate({ to: '/cases/$code', params: { code } });
  };
  const keys: Readonly<Record<string, () => void>> = {
    j: () => go(1),
    k: () => go(-1),
    x: withIt(choose),
    c: withIt(claim),
    e: open,
    '/': () => search.current?.focus(),
  };
  useHotkeys(
    Object.entries(keys).map(([key, what]) => [key, unlessTaken(what), { preventDefault: false }]),
    [],
  );
  const linkRef = useCallback((key: string, element: HTMLAnchorElement | null) => {
    if (element === null) {
      links.current.delete(key);
      return;
    }
    links.current.set(key, element);
    if (awaited.current !== key) return;
    awaited.current = null;
    element.focus();
  }, []);
  return { row, rowProps: { onFocus, linkRef } };
}
