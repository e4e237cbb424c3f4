import { expect, test } from 'vitest';
import { onTimePercent, ranked } from './ranking.ts';

const of = (name: string, onTime: number, late: number) => ({ name, onTime, late });
const ranks = (items: ReturnType<typeof of>[], atLeast: number) =>
  ranked(items, atLeast).map(({ item, rank }) => [item.name, rank]);

test('an office with one case tops no ranking', () => {
  expect(ranks([of('one case', 1, 0), of('busy', 95, 5), of('late', 50, 50)], 10)).toEqual([
    ['busy', 1],
    ['late', 2],
    ['one case', null],
  ]);
});

test('equal shares have equal ranks, and who finished more stands first', () => {
  expect(ranks([of('small', 9, 1), of('large', 90, 10), of('next', 8, 2)], 10)).toEqual([
    ['large', 1],
    ['small', 1],
    ['next', 3],
  ]);
});

test('thirds are as equal as tenths', () => {
  expect(ranks([of('a', 1, 2), of('b', 333, 666)], 1)).toEqual([
    ['b', 1],
    ['a', 1],
  ]);
});

test('who finished nothing has no share, and no rank even where one is enough', () => {
  expect(onTimePercent({ onTime: 0, late: 0 })).toBeNull();
  expect(ranks([of('none', 0, 0), of('all late', 0, 1)], 0)).toEqual([
    ['all late', 1],
    ['none', null],
  ]);
});

test('one late of three thousand is not a hundred per cent', () => {
  expect(onTimePercent({ onTime: 2999, late: 1 })).toBe(99.9);
  expect(onTimePercent({ onTime: 3000, late: 0 })).toBe(100);
});
