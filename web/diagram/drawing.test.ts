import { describe, expect, test } from 'vitest';
import { permit } from '../../domain/procedures/checks/example.fixture.ts';
import { type Drawing, drawingOf, nodeOf } from './drawing.ts';

const ENDS: Readonly<Record<string, string>> = { start: 'Nộp', granted: 'Đồng ý', refused: 'Từ chối' };
const draw = (language: 'vi' | 'en' = 'vi') => drawingOf(permit(), language, (end) => ENDS[end] ?? end);
const named = ({ nodes }: Drawing, id: string) => nodes.find((node) => node.id === id);

describe('the drawing of a procedure', () => {
  test('has its beginning, each step and agency once, and each end', () => {
    const { nodes } = draw();
    expect(nodes.map(({ id, kind }) => `${kind} ${id}`).toSorted()).toEqual([
      'end end:granted',
      'end end:refused',
      'start start',
      'step approve',
      'step consult/fire-police',
      'step consult/tax',
      'step verify',
    ]);
  });

  test('says in the reader’s language what steps and ends are called', () => {
    expect([named(draw(), 'verify')?.name, named(draw('en'), 'verify')?.name]).toEqual([
      'Thẩm tra',
      'Verify',
    ]);
    expect(['start', 'end:granted', 'end:refused'].map((id) => named(draw(), id)?.name)).toEqual([
      'Nộp',
      'Đồng ý',
      'Từ chối',
    ]);
  });

  test('reads from left to right, with agencies that are asked at once below each other', () => {
    const drawing = draw();
    const box = (id: string) => {
      const found = named(drawing, id)?.box;
      if (found === undefined) throw new Error(`${id} is not drawn`);
      return found;
    };
    const order = ['start', 'verify', 'consult/tax', 'approve', 'end:granted'].map((id) => box(id).x);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(box('consult/tax').x).toBe(box('consult/fire-police').x);
    expect(box('consult/tax').y).not.toBe(box('consult/fire-police').y);
  });

  test('has one line between two nodes, and none without an end', () => {
    const { lines } = draw();
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    for (const { id, points } of lines) expect([id, points.length >= 2]).toEqual([id, true]);
  });

  test('lies within its view, to the last turn of a line', () => {
    const { nodes, lines, view } = draw();
    const corners = [
      ...nodes.flatMap(({ box }) => [
        { x: box.x, y: box.y },
        { x: box.x + box.width, y: box.y + box.height },
      ]),
      ...lines.flatMap(({ points }) => points),
    ];
    for (const { x, y } of corners) {
      expect(x).toBeGreaterThanOrEqual(view.x);
      expect(y).toBeGreaterThanOrEqual(view.y);
      expect(x).toBeLessThanOrEqual(view.x + view.width);
      expect(y).toBeLessThanOrEqual(view.y + view.height);
    }
  });

  test('of one step alone is its beginning, the step and its ends', () => {
    const whole = permit();
    const alone = { ...whole, steps: whole.steps.filter(({ id }) => id === 'approve') };
    const { nodes } = drawingOf(alone, 'en', (end) => end);
    expect(nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(['start', 'approve', 'end:granted']));
  });
});

test('a branch of a step is a node of its own', () => {
  expect([nodeOf('consult', 'tax'), nodeOf('verify', null)]).toEqual(['consult/tax', 'verify']);
});
