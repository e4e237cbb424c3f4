import { describe, expect, test } from 'vitest';
import { changed, countOf, type Pages, queryOf } from './list.ts';
import { ordersFor, outcomeOf } from './orders.ts';
import { placeAfter, placeOf } from './row.ts';
import { type ListedTask, taskKey } from './task.ts';

const task = (caseId: string, id = 't1', version = 3) =>
  ({ id, assignee: null, case: { id: caseId, code: `H57-${caseId}`, version } }) as ListedTask;
const [A, B, C] = [task('a'), task('b'), task('c')];

describe('the tasks of a box', () => {
  test('that are overdue are those of the agency', () => {
    expect(queryOf({ box: 'overdue' })).toEqual({ box: 'agency', overdue: 'true' });
    expect(queryOf({ box: 'mine' })).toEqual({ box: 'mine' });
  });

  test('are narrowed by what was chosen, and by nothing that was not', () => {
    const narrowed = { kind: 'dossier', procedure: 'p', agency: 'a', text: 'ổ gà' } as const;
    expect(queryOf({ box: 'all', ...narrowed })).toEqual({ box: 'all', ...narrowed });
  });

  test('are counted, those of “all” by nobody', () => {
    const counts = {
      mine: { open: 3, overdue: 1 },
      agency: { open: 40, overdue: 7 },
      free: { open: 5, overdue: 0 },
      watched: { open: 2, overdue: 0 },
    };
    expect(countOf('mine', counts)).toEqual({ open: 3, overdue: 1 });
    expect(countOf('overdue', counts)).toEqual({ open: 7, overdue: 7 });
    expect(countOf('all', counts)).toBeUndefined();
    expect(countOf('mine', undefined)).toBeUndefined();
  });
});

describe('a task that was claimed', () => {
  const pages = {
    pages: [
      { items: [A, B], next: 'more' },
      { items: [C, task('b', 't2')], next: null },
    ],
    pageParams: [undefined, 'more'],
  } as Pages;

  test('is shown so at once, on whatever page it stands, and no other is', () => {
    const after = changed(pages, B, { assignee: 'me' });
    expect(after?.pages.map(({ items }) => items.map(({ assignee }) => assignee))).toEqual([
      [null, 'me'],
      [null, null],
    ]);
    expect(after?.pages.map(({ next }) => next)).toEqual(['more', null]);
    expect(pages.pages[0]?.items[1]).toBe(B);
  });

  test('of a list that is not there any more changes nothing', () => {
    expect(changed(undefined, A, { assignee: 'me' })).toBeUndefined();
    expect(changed(pages, task('gone'), { assignee: 'me' })).toEqual(pages);
  });

  test('is known by its case and its own id: two cases have a first task each', () => {
    expect(taskKey(A)).not.toBe(taskKey(B));
    expect(taskKey(task('a', 't2'))).not.toBe(taskKey(A));
  });
});

describe('with keys through a list that changes by itself', () => {
  const all = [A, B, C];

  test('the first step is to the first row, either way', () => {
    expect([placeAfter(all, null, 1), placeAfter(all, null, -1)]).toEqual([0, 0]);
  });

  test('each step is one row, and none leads out of the list', () => {
    expect(placeAfter(all, { task: A, place: 0 }, 1)).toBe(1);
    expect(placeAfter(all, { task: B, place: 1 }, -1)).toBe(0);
    expect(placeAfter(all, { task: A, place: 0 }, -1)).toBe(0);
    expect(placeAfter(all, { task: C, place: 2 }, 1)).toBe(2);
  });

  test('one stands at the task, not at its place: what came in above it moves nothing on', () => {
    expect(placeAfter([task('new'), A, B], { task: A, place: 0 }, 1)).toBe(2);
    expect(placeOf([task('new'), A], { task: A, place: 0 })).toBe(1);
  });

  test('of a task that is gone the next one stands in its place, and the one before it before', () => {
    const here = { task: B, place: 1 };
    expect(placeOf([A, C], here)).toBe(-1);
    expect([placeAfter([A, C], here, 1), placeAfter([A, C], here, -1)]).toEqual([1, 0]);
    // It was the last.
    expect(placeAfter([A], here, 1)).toBe(0);
  });

  test('an empty list has no row', () => {
    expect([][placeAfter([], null, 1)]).toBeUndefined();
  });
});

describe('one action on many tasks', () => {
  test('is an order for each, on the version that was looked at, under a key of its own', () => {
    const orders = ordersFor({ action: 'complete', tasks: [A, B], input: { outcome: 'forward' } });
    expect(orders).toEqual([
      { case: 'a', key: expect.any(String), version: 3, input: { taskId: 't1', outcome: 'forward' } },
      { case: 'b', key: expect.any(String), version: 3, input: { taskId: 't1', outcome: 'forward' } },
    ]);
    expect(orders[0]?.key).not.toBe(orders[1]?.key);
  });

  test('claims whatever happened meanwhile, as long as nobody holds it', () => {
    expect(ordersFor({ action: 'claim', tasks: [A] })[0]).not.toHaveProperty('version');
  });

  test('on two tasks of one case does not refuse the second for what the first has done', () => {
    const orders = ordersFor({ action: 'assign', tasks: [A, task('a', 't2'), B] });
    expect(orders.map(({ version }) => version)).toEqual([undefined, undefined, 3]);
  });

  test('tells how many were done, and why the first of the others was not', () => {
    const refused = (detail?: string) => ({
      ok: false,
      problem: { title: 'Không được', ...(detail === undefined ? {} : { detail }) },
    });
    expect(outcomeOf([{ ok: true }, refused('Đã có người nhận.'), refused('Khác.')])).toEqual({
      done: 1,
      refused: 2,
      why: 'Đã có người nhận.',
    });
    expect(outcomeOf([refused()]).why).toBe('Không được');
    expect(outcomeOf([{ ok: true }, { ok: true }])).toEqual({ done: 2, refused: 0, why: '' });
    expect(outcomeOf([])).toEqual({ done: 0, refused: 0, why: '' });
  });
});
