import { describe, expect, test } from 'vitest';
import { marksOf } from './marks.ts';

const NOW = Date.parse('2026-11-25T08:00:00Z');
const HOUR = 3_600_000;
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();
const task = (
  step: string,
  opened: number | null,
  closed: number | null = null,
  due: number | null = null,
  branch: string | null = null,
) => ({
  step,
  branch,
  openedAt: opened === null ? null : at(opened),
  closedAt: closed === null ? null : at(closed),
  dueAt: due === null ? null : at(due),
});
const marks = (...tasks: readonly ReturnType<typeof task>[]) =>
  Object.fromEntries(marksOf(tasks, NOW, 'vi', (count) => `${count} lần`));

describe('a step in the drawing', () => {
  test('that is done says how long it took, one that is open how long it has been', () => {
    expect(marks(task('verify', -26, -2), task('approve', -2))).toEqual({
      verify: { state: 'done', label: '1 ngày' },
      approve: { state: 'here', label: '2 giờ' },
    });
  });

  test('that is open is late from the instant after its deadline; what is done is late no more', () => {
    expect(marks(task('a', -5, null, 0)).a?.state).toBe('here');
    expect(marks(task('a', -5, null, -1)).a?.state).toBe('late');
    expect(marks(task('a', -5, -1, -3)).a?.state).toBe('done');
  });

  test('that was entered again counts all of its time, and how often', () => {
    expect(marks(task('a', -10, -8), task('a', -3))).toEqual({ a: { state: 'here', label: '5 giờ, 2 lần' } });
  });

  test('that has not begun has taken no time', () => {
    expect(marks(task('a', null)).a?.label).toBe('0 phút');
  });

  test('that agencies work on at once is several, each by itself', () => {
    expect(marks(task('consult', -3, -1, null, 'tax'), task('consult', -3, null, -1, 'fire'))).toEqual({
      'consult/tax': { state: 'done', label: '2 giờ' },
      'consult/fire': { state: 'late', label: '3 giờ' },
    });
  });

  test('of a case that has not begun there is none', () => {
    expect(marks()).toEqual({});
  });
});
