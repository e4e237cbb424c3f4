import { expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import { isProvisional, missingYear } from './announced.ts';
import { instant, type PlainDay } from './instant.ts';

const office = { ...CALENDARS.office, announcedUntil: 2026 };

test('the days of a year after the last that was announced are provisional', () => {
  expect(isProvisional(office, '2026-12-31' as PlainDay)).toBe(false);
  expect(isProvisional(office, '2027-01-01' as PlainDay)).toBe(true);
});

test('a calendar that does not say, or never closes, says nothing', () => {
  expect(isProvisional(CALENDARS.office, '2040-01-01' as PlainDay)).toBe(false);
  expect(isProvisional({ ...CALENDARS.always, announcedUntil: 2026 }, '2040-01-01' as PlainDay)).toBe(false);
});

test.each([
  ['2026-09-30T23:59:59+07:00', null],
  // October begins by the clock of the calendar’s place.
  ['2026-09-30T17:00:00Z', 2027],
  ['2026-12-31T23:00:00+07:00', 2027],
  ['2027-01-01T00:00:00+07:00', 2027],
  ['2025-12-01T00:00:00+07:00', null],
])('at %s the year that should be announced and is not: %s', (at, year) => {
  expect(missingYear(office, instant(at))).toBe(year);
});
