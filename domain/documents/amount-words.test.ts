import { describe, expect, test } from 'vitest';
import { amountInWords } from './amount-words.ts';

describe('an amount in words', () => {
  test.each([
    [0, 'Không đồng'],
    [15_000, 'Mười lăm nghìn đồng'],
    [21_000, 'Hai mươi mốt nghìn đồng'],
    [105_000, 'Một trăm linh năm nghìn đồng'],
    [1_200_000, 'Một triệu hai trăm nghìn đồng'],
    [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
    [2_555_111, 'Hai triệu năm trăm năm mươi lăm nghìn một trăm mười một đồng'],
    [1_000_000_000, 'Một tỷ đồng'],
    [3_000_000_007, 'Ba tỷ không trăm linh bảy đồng'],
    [1_234_000_000_000, 'Một nghìn hai trăm ba mươi bốn tỷ đồng'],
  ])('%i is read as people read it', (amount, content) => {
    expect(amountInWords(amount)).toBe(content);
  });

  test('what is no amount of whole đồng has no words', () => {
    expect(() => amountInWords(-1)).toThrow(RangeError);
    expect(() => amountInWords(1.5)).toThrow(RangeError);
  });
});
