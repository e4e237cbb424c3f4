import { expect, test } from 'vitest';
import { MOST_POINTS, qualityIndicators } from './service-quality.ts';

const COUNTS = { received: 200, onTime: 190, online: 60, digitised: 150, rated: 40, content: 38 };
const groupOf = (counts: typeof COUNTS, wanted: string) =>
  qualityIndicators(counts).find(({ group }) => group === wanted);

test('the groups can give a hundred points in all', () => {
  expect(Object.values(MOST_POINTS).reduce((sum, each) => sum + each, 0)).toBe(100);
});

test('progress is what was on time of what was received, times twenty', () => {
  expect(groupOf(COUNTS, 'progress')).toMatchObject({ measured: 'whole', points: 19 });
});

test('satisfaction counts the acceptable with the satisfied, of those who said', () => {
  expect(groupOf(COUNTS, 'satisfaction')).toMatchObject({ points: 17.1, share: { of: 38, from: 40 } });
});

test('what the record knows in part gives a share and no points', () => {
  expect(groupOf(COUNTS, 'online')).toMatchObject({
    measured: 'part',
    points: null,
    share: { of: 60, from: 200 },
  });
  expect(groupOf(COUNTS, 'digitisation')).toMatchObject({ measured: 'part', points: null });
});

test('openness is not measured, and never guessed', () => {
  expect(groupOf(COUNTS, 'openness')).toMatchObject({ measured: 'none', points: null, share: null });
});

test('where nothing was received or rated there are no points, not zero', () => {
  const nothing = { received: 0, onTime: 0, online: 0, digitised: 0, rated: 0, content: 0 };
  expect(qualityIndicators(nothing).map(({ points }) => points)).toEqual([null, null, null, null, null]);
});
