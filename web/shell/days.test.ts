import { describe, expect, test } from 'vitest';
import { beginOf, dayAfter, dayOf, endOf, instantOfLocal, isDay, localTime, monthFrom } from './days.ts';

describe('a day of an address', () => {
  test.each(['2026-01-01', '2026-12-31', '2028-02-29', '2099-04-30'])('%s is one', (day) => {
    expect(isDay(day)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2026-02-31',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '1999-12-31',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '',
    20260101,
    null,
    undefined,
    ['2026-01-01'],
  ])('%j is none', (value) => {
    expect(isDay(value)).toBe(false);
  });
});

describe('by the clock of Vietnam', () => {
  test('a day begins at its own midnight, wherever the browser stands', () => {
    expect(dayOf(Date.parse('2026-11-22T16:59:59.999Z'))).toBe('2026-11-22');
    expect(dayOf(Date.parse('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
    expect(Date.parse(beginOf('2026-11-23'))).toBe(Date.parse('2026-11-22T17:00:00Z'));
  });

  test('it ends where the next one begins, over months, years and the day of a leap year', () => {
    expect(endOf('2026-12-31')).toBe(beginOf('2027-01-01'));
    expect([dayAfter('2028-02-28'), dayAfter('2026-02-28'), dayAfter('2026-01-01', -1)]).toEqual([
      '2028-02-29',
      '2026-03-01',
      '2025-12-31',
    ]);
    expect(dayAfter('2026-01-15', 0)).toBe('2026-01-15');
  });

  test('months are counted over the turn of the year, whatever day it is', () => {
    expect(monthFrom('2026-03-31', -1)).toBe('2026-02-01');
    expect(monthFrom('2026-01-31', -1)).toBe('2025-12-01');
    expect(monthFrom('2026-12-01', 1)).toBe('2027-01-01');
    expect([monthFrom('2026-06-15', -12), monthFrom('2026-06-15', 0)]).toEqual(['2025-06-01', '2026-06-01']);
  });

  test('a field of date and time shows an instant, and says the same one again', () => {
    expect(localTime('2026-11-23T01:30:00Z')).toBe('2026-11-23T08:30:00');
    expect(localTime('2026-11-23T18:00:00.250Z')).toBe('2026-11-24T01:00:00');
    for (const iso of ['2026-11-23T01:30:00.000Z', '2026-12-31T17:00:00.000Z'])
      expect(instantOfLocal(localTime(iso))).toBe(iso);
    // As browsers leave the seconds out.
    expect(instantOfLocal('2026-11-23T08:30')).toBe('2026-11-23T01:30:00.000Z');
  });

  test.each(['', '2026-11-23', '2026-11-23T', '2026-13-01T08:30', 'tomorrow'])(
    'a field that says %j says nothing whole',
    (typed) => {
      expect(instantOfLocal(typed)).toBeNull();
    },
  );
});
