import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatS10, parseS10, s10CheckDigit } from './s10.ts';

const serial = fc.integer({ min: 0, max: 99_999_999 }).map((n) => String(n).padStart(8, '0'));
const letters = fc.stringMatching(/^[A-Z]{2}$/);
const number = fc.record({ service: letters, serial, country: letters });

describe('the number of a postal item', () => {
  test.each([
    ['47312482', 9],
    // Remainder 0, written 5; remainder 1, written 0; remainder 6, written 5 as well.
    ['00000000', 5],
    ['00000008', 0],
    ['00000020', 4],
    ['00000004', 5],
  ])('%s has the check digit %i', (text, digit) => {
    expect(s10CheckDigit(text)).toBe(digit);
  });

  test('is written and read back', () => {
    expect(formatS10({ service: 'EA', serial: '47312482', country: 'VN' })).toBe('EA473124829VN');
    expect(parseS10('EA473124829VN')).toEqual({ service: 'EA', serial: '47312482', country: 'VN' });
    fc.assert(
      fc.property(number, (parts) => {
        expect(parseS10(formatS10(parts))).toEqual(parts);
      }),
    );
  });

  test('is read as people write it', () => {
    expect(parseS10('ea 473 124 829 vn')).toEqual(parseS10('EA473124829VN'));
  });

  test.each(['', 'EA473124828VN', 'E1473124829VN', 'EA47312482VN', 'EA4731248290VN', 'xEA473124829VN'])(
    '%j is none',
    (text) => expect(parseS10(text)).toBeNull(),
  );

  test.each([
    { service: 'E', serial: '47312482', country: 'VN' },
    { service: 'EA', serial: '4731248', country: 'VN' },
    { service: 'EA', serial: '4731248x', country: 'VN' },
    { service: 'EA', serial: '47312482', country: 'vn' },
  ])('is not made of %j', (parts) => {
    expect(() => formatS10(parts)).toThrow(RangeError);
  });
});

describe('a mistake', () => {
  test('in the check digit is always found', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 9 }), (parts, more) => {
        const good = formatS10(parts);
        const wrong = good.slice(0, 10) + ((Number(good[10]) + more) % 10) + good.slice(11);
        expect(parseS10(wrong)).toBeNull();
      }),
    );
  });

  test('in one digit, or two that changed places, passes only between remainders that are both written 5', () => {
    const remainder = (text: string) =>
      [8, 6, 4, 2, 3, 5, 9, 7].reduce((sum, weight, n) => sum + weight * Number(text[n]), 0) % 11;
    const mistaken = fc.tuple(serial, fc.nat(7), fc.nat(7), fc.nat(9)).map(([text, at, other, digit]) => {
      const changed = [...text];
      if (at === other) changed[at] = String(digit);
      else [changed[at], changed[other]] = [text[other] ?? '', text[at] ?? ''];
      return [text, changed.join('')] as const;
    });
    fc.assert(
      fc.property(mistaken, ([text, changed]) => {
        fc.pre(text !== changed);
        const both = [remainder(text), remainder(changed)].sort();
        const passes = s10CheckDigit(text) === s10CheckDigit(changed);
        expect(passes).toBe(both[0] === 0 && both[1] === 6);
      }),
      { numRuns: 5_000 },
    );
  });

  test('in one digit passes in fewer than one of fifty numbers, which is not never', () => {
    let passed = 0;
    let made = 0;
    // Every 9973rd number, a prime, so that all digits take part evenly.
    for (let n = 0; n < 100_000_000; n += 9_973) {
      const text = String(n).padStart(8, '0');
      const check = s10CheckDigit(text);
      for (let at = 0; at < 8; at++)
        for (let digit = 0; digit < 10; digit++) {
          if (text[at] === String(digit)) continue;
          made += 1;
          if (s10CheckDigit(text.slice(0, at) + digit + text.slice(at + 1)) === check) passed += 1;
        }
    }
    expect(passed / made).toBeGreaterThan(1 / 60);
    expect(passed / made).toBeLessThan(1 / 50);
  });
});
