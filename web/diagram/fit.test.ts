import { expect, test } from 'vitest';
import { fitOf } from './fit.ts';

const view = (width: number) => ({ x: 20, y: 0, width, height: 300 });
const step = (x: number) => ({ x, y: 100, width: 130, height: 80 });

test('a procedure that can be read at the width of the page is shown whole', () => {
  expect(fitOf(view(800), 632, step(700))).toEqual({ scale: 632 / 800, left: 0 });
  expect(fitOf(view(400), 632, undefined)).toEqual({ scale: 1, left: 0 });
});

test('a longer one begins where the case is, with a part of what was before it', () => {
  const { scale, left } = fitOf(view(1600), 632, step(1000));
  expect(scale).toBeGreaterThan(0.72);
  expect((1000 - 20) * scale - left).toBeCloseTo(632 / 4);
  // What is in sight from the beginning needs no moving.
  expect(fitOf(view(1600), 632, step(300)).left).toBe(0);
});

test('on a telephone the step itself is the first that is seen', () => {
  const { scale, left } = fitOf(view(1600), 302, step(300));
  expect((300 - 20) * scale - left).toBeCloseTo(12);
});
