import { describe, expect, test } from 'vitest';
import { foldVietnamese } from '../vocabulary/fold.ts';
import { type Alike, REACH, reasonOf, scoreOf, sharedWords } from './duplicates.ts';

const SAME: Alike = { metres: 0, minutesBefore: 0, likeness: 1, category: 'same' };
const score = (change: Partial<Alike>) => scoreOf({ ...SAME, ...change }, REACH);

describe('how much two complaints look like one', () => {
  test('is everything for the same words at the same place and time, and less the farther, the older, the less alike', () => {
    expect(score({})).toBe(1);
    const order = [
      score({}),
      score({ metres: 50 }),
      score({ metres: 150 }),
      score({ metres: 150, minutesBefore: 3 * 24 * 60 }),
      score({ metres: 150, minutesBefore: 3 * 24 * 60, likeness: 0.2 }),
      score({ metres: 150, minutesBefore: 3 * 24 * 60, likeness: 0.2, category: 'related' }),
    ];
    expect([...order].sort((a, b) => (b ?? 0) - (a ?? 0))).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
  });

  test('counts alike whether it was filed before or after', () => {
    expect(score({ minutesBefore: 300 })).toBe(score({ minutesBefore: -300 }));
  });

  test('is nothing in another category, unless the words are much the same', () => {
    expect(score({ category: 'other', likeness: 0.2 })).toBeNull();
    expect(score({ category: 'other', likeness: 0.7 })).toBeGreaterThan(0.5);
  });

  test('where it is not known how far, is between near and far', () => {
    const [near, unknown, far] = [score({}), score({ metres: null }), score({ metres: REACH.metres })];
    expect((near ?? 0) > (unknown ?? 0) && (unknown ?? 0) > (far ?? 0)).toBe(true);
  });
});

describe('its reason', () => {
  test('says how far, how long before, which category and which words', () => {
    expect(
      reasonOf({ metres: 41.6, minutesBefore: 45, likeness: 0.5, category: 'same' }, ['cống', 'tắc']),
    ).toEqual({
      vi: 'cách 42 m; gửi trước 45 phút; cùng lĩnh vực; cùng nói “cống, tắc”',
      en: '42 m away; filed 45 min before; same category; both say “cống, tắc”',
    });
    expect(
      reasonOf({ metres: null, minutesBefore: -3 * 24 * 60, likeness: 0, category: 'related' }, []).en,
    ).toBe('distance not known; filed 3 days after; related category; no text in common');
  });

  test('names shared words as this complaint writes them, and none that all have', () => {
    const other = foldVietnamese('Ở CHỢ Đông Ba co mot ong nuoc bi vo');
    expect(sharedWords('Có một ống nước bị vỡ ở chợ', other)).toEqual(['nước', 'ống', 'chợ', 'vỡ']);
    expect(sharedWords('Đèn tắt', other)).toEqual([]);
  });
});
