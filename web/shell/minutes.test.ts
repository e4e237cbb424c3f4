import { describe, expect, test } from 'vitest';
import { clockFace, hours, minutesOfClock, number, percent } from './minutes.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('mins', 'min');

describe('an amount of office time', () => {
  test.each([
    [0, '0 phút', '0 min'],
    [59, '59 phút', '59 min'],
    [60, '1 giờ', '1 hr'],
    [61, '1 giờ 1 phút', '1 hr 1 min'],
    [480, '8 giờ', '8 hrs'],
    [2_880, '48 giờ', '48 hrs'],
    [-90, '1 giờ 30 phút', '1 hr 30 min'],
  ])('of %i minutes is said in hours and minutes, and never in days', (minutes, vi, en) => {
    expect([plain(hours(minutes, 'vi')), plain(hours(minutes, 'en'))]).toEqual([vi, en]);
  });

  test('that is an average is rounded whole: there is no hour of sixty minutes', () => {
    expect(plain(hours(119.6, 'vi'))).toBe('2 giờ');
    expect(plain(hours(59.5, 'vi'))).toBe('1 giờ');
    expect(plain(hours(59.4, 'vi'))).toBe('59 phút');
  });

  test('that is not known is a dash', () => {
    expect([hours(null, 'vi'), percent(null, 'en')]).toEqual(['—', '—']);
  });
});

test('numbers and shares are written as the reader writes them', () => {
  expect([number(1_234_567, 'vi'), number(1_234_567, 'en')]).toEqual(['1.234.567', '1,234,567']);
  expect([percent(99.9, 'vi'), percent(99.9, 'en'), percent(100, 'vi')]).toEqual(['99,9%', '99.9%', '100%']);
});

describe('the face of a clock', () => {
  test.each([
    [0, '00:00'],
    [7 * 60 + 30, '07:30'],
    [24 * 60 - 1, '23:59'],
    [24 * 60, '24:00'],
  ])('%i minutes after midnight is %s, and back', (minutes, face) => {
    expect(clockFace(minutes)).toBe(face);
    expect(minutesOfClock(face)).toBe(minutes);
  });

  test('is read with seconds too, as some browsers write them', () => {
    expect(minutesOfClock('07:30:00')).toBe(450);
  });

  test.each(['', '7:30', '07', '07:60', '25:00', 'seven'])('%j says no time', (text) => {
    expect(minutesOfClock(text)).toBeNull();
  });
});
