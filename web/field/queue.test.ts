import { describe, expect, test } from 'vitest';
import type { OpenComplaint } from '../complaints/data.ts';
import { keyOf, othersIn } from './drafts.ts';
import { ownIn } from './known.ts';
import { type Order, waitingOf } from './queue.ts';

describe('what was done where there was no network', () => {
  const order = (id: string, madeAt: number, part: Partial<Order> = {}) =>
    ({ id, madeAt, user: 'bao', refused: null, ...part }) as Order;
  const waiting = (all: readonly Order[], user = 'bao') => waitingOf(all, user).map(({ id }) => id);

  test('is sent in the order in which it was done, however the device kept it', () => {
    expect(waiting([order('claim', 200), order('complete', 300), order('first', 100)])).toEqual([
      'first',
      'claim',
      'complete',
    ]);
  });

  test('at the same instant, in the order in which it was kept', () => {
    expect(waiting([order('a', 5), order('b', 5)])).toEqual(['a', 'b']);
  });

  test('is sent for whoever did it, and for nobody else who signs in on the device', () => {
    const all = [order('mine', 1), order('theirs', 2, { user: 'lan' })];
    expect([waiting(all), waiting(all, 'lan'), waiting(all, 'nobody')]).toEqual([['mine'], ['theirs'], []]);
  });

  test('and was refused, waits for a person, and holds up nothing behind it', () => {
    expect(waiting([order('no', 1, { refused: 'Đã có người nhận.' }), order('next', 2)])).toEqual(['next']);
  });

  test('stays in the list as it was', () => {
    const all = [order('b', 2), order('a', 1)];
    waitingOf(all, 'bao');
    expect(all.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('a result that was begun', () => {
  const open = [{ code: 'H57-1', task: 'field.1' }];

  test('is forgotten once its task is not open to its author any more', () => {
    const kept = [
      keyOf('bao', 'H57-1', 'field.1'),
      keyOf('bao', 'H57-1', 'field.2'),
      keyOf('bao', 'H57-2', 'field.1'),
    ];
    expect(othersIn(kept, 'bao', open)).toEqual([kept[1], kept[2]]);
  });

  test('by somebody else is not touched, however alike their names begin', () => {
    expect(othersIn([keyOf('bao2', 'H57-9', 'x'), keyOf('lan', 'H57-9', 'x')], 'bao', open)).toEqual([]);
  });

  test('is forgotten with all others where nothing is open', () => {
    expect(othersIn([keyOf('bao', 'H57-1', 'field.1')], 'bao', [])).toHaveLength(1);
    expect(othersIn([], 'bao', open)).toEqual([]);
  });
});

describe('the work of somebody outdoors', () => {
  type Task = OpenComplaint['tasks'][number];
  const task = (id: string, part: Partial<Task> = {}) =>
    ({ id, role: 'field-team', agency: 'roads', assignee: null, ...part }) as Task;
  const complaint = (id: string, ...tasks: readonly Task[]) => ({ id, tasks }) as unknown as OpenComplaint;
  const own = (...complaints: readonly OpenComplaint[]) =>
    ownIn(complaints, 'bao', new Set(['roads', 'parks'])).map((job) => `${job.complaint.id}/${job.task.id}`);

  test('is what they hold, and what nobody holds yet, of the agencies that they work for', () => {
    expect(
      own(
        complaint('a', task('1', { assignee: 'bao' }), task('2', { assignee: 'lan' })),
        complaint('b', task('1', { agency: 'parks' })),
        complaint('c', task('1', { agency: 'water' })),
      ),
    ).toEqual(['a/1', 'b/1']);
  });

  test('is not what is done at a desk', () => {
    expect(
      own(
        complaint(
          'a',
          task('1', { role: 'specialist' }),
          task('2', { role: 'agency-head', assignee: 'bao' }),
        ),
      ),
    ).toEqual([]);
  });

  test('stands once in it, though two of their agencies have it in their lists', () => {
    const both = complaint('a', task('1'), task('2', { agency: 'parks' }));
    expect(own(both, both)).toEqual(['a/1', 'a/2']);
  });

  test('is nothing of those who work for none', () => {
    expect(ownIn([complaint('a', task('1'))], 'bao', new Set())).toEqual([]);
  });
});
