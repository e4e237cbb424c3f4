import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('a calendar has ten office hours a week, or as many as somebody says', () => {
  expect(readSettings({}).leastWeeklyHours).toBe(10);
  expect(readSettings({ CALENDAR_LEAST_WEEKLY_HOURS: '20' }).leastWeeklyHours).toBe(20);
});

test.each(['0', '169', 'ten'])('%s hours a week are refused by name', (hours) => {
  expect(() => readSettings({ CALENDAR_LEAST_WEEKLY_HOURS: hours })).toThrow('CALENDAR_LEAST_WEEKLY_HOURS');
});
