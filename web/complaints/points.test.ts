import { expect, test } from 'vitest';
import type { OpenComplaint } from './data.ts';
import { tonesOf } from './points.ts';

const NOW = Date.parse('2026-11-28T08:00:00Z');
const complaint = (dueAt: string | null, urgency: OpenComplaint['urgency'] = 'normal') =>
  ({ dueAt, urgency }) as OpenComplaint;

test('a map is drawn anew when one of its complaints becomes late, and not with every tick of the clock', () => {
  const open = [
    complaint('2026-11-28T09:00:00Z'),
    complaint(null, 'danger'),
    complaint('2026-11-27T09:00:00Z'),
  ];
  expect(tonesOf(open, NOW)).toBe('calm urgent late');
  expect(tonesOf(open, NOW + 15_000)).toBe(tonesOf(open, NOW));
  expect(tonesOf(open, NOW + 3_600_001)).toBe('late urgent late');
});
