import { expect, test } from 'vitest';
import { date, dateTime, money, termEnd } from './format.ts';

/** In the last minutes of a day of Vietnam; elsewhere it is another one. */
const LATE = '2026-11-23T16:59:00Z';

test('an instant is written by the clock of Vietnam, in the order that each language writes it', () => {
  expect(dateTime(LATE, 'vi')).toBe('23:59 23/11/2026');
  expect(dateTime(LATE, 'en')).toBe('23/11/2026, 23:59');
  expect(dateTime('2026-11-23T17:00:00Z', 'en')).toBe('24/11/2026, 00:00');
});

test('a term that ends at midnight ends with its last day', () => {
  expect(termEnd('2026-11-23T17:00:00Z', 'vi')).toBe('24:00 23/11/2026');
  expect(termEnd('2026-11-23T17:00:00Z', 'en')).toBe('23/11/2026, 24:00');
  expect(termEnd(LATE, 'en')).toBe('23/11/2026, 23:59');
});

test('a date has no time in it', () => {
  expect([date(LATE, 'vi'), date(LATE, 'en')]).toEqual(['23 thg 11, 2026', '23 Nov 2026']);
});

test('a sum of money has its groups of three and no fractions of a đồng', () => {
  expect([money(15_000, 'vi'), money(1_250_000, 'en'), money(0, 'vi')]).toEqual([
    '15.000 ₫',
    '1,250,000 ₫',
    '0 ₫',
  ]);
});
