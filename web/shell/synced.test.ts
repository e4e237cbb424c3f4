import { describe, expect, test } from 'vitest';
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import { pauseAfter } from './live.ts';
import { type Happened, paceOf } from './synced.ts';

const event = (type: string, kind: CaseKind = 'dossier'): Happened => ({
  case: 'case-1',
  code: 'H57-261123-0001',
  kind,
  type,
});
const pace = (queryKey: readonly unknown[], happened: readonly Happened[], pages = 1) => {
  const state = { data: { pages: Array.from({ length: pages }) } };
  return paceOf({ queryKey, state } as never, happened);
};

describe('what happened to a case', () => {
  test('makes its own page old, by id or code, and that of no other', () => {
    const note = [event('note-added')];
    expect(pace(['case', 'case-1'], note)).toBe('soon');
    expect(pace(['case', 'H57-261123-0001', 'history'], note)).toBe('soon');
    expect(pace(['case', 'case-2'], note)).toBeNull();
  });

  test('makes lists old only where they show it', () => {
    for (const list of ['tasks', 'counts', 'cases', 'complaints'])
      expect([list, pace([list], [event('note-added'), event('shipment-moved')])]).toEqual([list, null]);
    expect(pace(['tasks', {}], [event('task-claimed')])).toBe('soon');
    expect(pace(['complaints', {}], [event('task-claimed')])).toBeNull();
    expect(pace(['complaints', {}], [event('task-claimed', 'complaint')])).toBe('soon');
    expect(pace(['me'], [event('task-claimed')])).toBeNull();
  });

  test('leaves reports, and lists that were read on for pages, their time', () => {
    expect(pace(['leaders', 'report'], [event('clock-breached')])).toBe('later');
    expect(pace(['tasks', {}], [event('task-opened')], 3)).toBe('soon');
    expect(pace(['tasks', {}], [event('task-opened')], 100)).toBe('later');
  });
});

test('a server that is away is asked less and less often, at most twice a minute, and never by everybody at once', () => {
  const earliest = Array.from({ length: 12 }, (_, losses) => pauseAfter(losses, 0));
  expect(earliest).toEqual(earliest.toSorted((one, other) => one - other));
  expect([pauseAfter(0, 0), pauseAfter(0, 1)]).toEqual([500, 1_000]);
  expect([pauseAfter(40, 0), pauseAfter(40, 1)]).toEqual([15_000, 30_000]);
});
