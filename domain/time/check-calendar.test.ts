import { describe, expect, test } from 'vitest';
import type { BusinessCalendar } from './calendar-types.ts';
import { checkCalendar } from './check-calendar.ts';
import { numberOfDay, plainDay } from './civil.ts';
import { instant, type PlainDay } from './instant.ts';

const now = instant('2026-11-23T02:00:00Z');

const EVERY_MORNING = { 1: [[450, 690]], 2: [[450, 690]], 3: [[450, 690]] } as const;

function calendar(change: Partial<BusinessCalendar> = {}): BusinessCalendar {
  return {
    id: 'office',
    version: 1,
    name: { vi: 'Giờ hành chính', en: 'Office hours' },
    offsetMinutes: 420,
    always: false,
    hours: [{ since: '2020-01-01' as PlainDay, months: [], week: EVERY_MORNING, decision: 'sample' }],
    holidays: [],
    exceptions: [],
    ...change,
  };
}

const codes = (change: Partial<BusinessCalendar>) =>
  checkCalendar(calendar(change), now, 10).map(({ code }) => code);
const week = (open: readonly (readonly [number, number])[]) => ({
  hours: [{ since: '2020-01-01' as PlainDay, months: [], week: { 1: open }, decision: 'sample' }],
});

describe('a calendar', () => {
  test('with office hours may be published', () => {
    expect(codes({})).toEqual([]);
  });

  test('that is always open needs no hours', () => {
    expect(codes({ always: true, hours: [] })).toEqual([]);
  });

  test('with no open hour is refused, whether it has no hours or only days without any', () => {
    expect(codes({ hours: [] })).toEqual(['never-open']);
    expect(codes(week([]))).toEqual(['never-open']);
  });

  test('with fewer office hours a week than the setting demands is refused, with that number: its deadlines would lie centuries away', () => {
    expect(codes(week([[0, 1]]))).toEqual(['few-hours']);
    expect(codes(week([[0, 599]]))).toEqual(['few-hours']);
    expect(codes(week([[0, 600]]))).toEqual([]);
    // It says that it always opens, and does not.
    expect(codes({ id: 'always', ...week([[0, 1]]) })).toEqual(['few-hours']);
    const [found] = checkCalendar(calendar(week([[0, 600]])), now, 20);
    expect(found?.message.vi).toContain('ít hơn 20 giờ');
  });

  test('that closes for good one day is refused, whether its hours end or every day becomes a holiday', () => {
    const ends = { since: '2034-01-01' as PlainDay, months: [], week: {}, decision: 'sample' };
    expect(codes({ hours: [...calendar().hours, ends] })).toEqual(['few-hours']);
    const holidays = Array.from({ length: 12 * 31 }, (_, n) => ({
      rule: 'solar' as const,
      month: Math.floor(n / 31) + 1,
      day: (n % 31) + 1,
      name: { vi: 'Nghỉ', en: 'Off' },
      decision: 'sample',
      from: 2040,
      until: null,
      substitute: false,
    }));
    expect(codes({ holidays })).toEqual(['few-hours']);
    expect(codes({ holidays: holidays.slice(0, 31) })).toEqual([]);
  });

  test('that closes for a commune for years is refused', () => {
    const closed = (days: number, areas?: readonly string[]) =>
      Array.from({ length: days }, (_, n) => ({
        day: plainDay(numberOfDay('2026-12-01' as PlainDay) + n),
        kind: 'off' as const,
        hours: null,
        name: { vi: 'Lũ', en: 'Flood' },
        decision: 'x',
        ...(areas === undefined ? {} : { areas }),
      }));
    expect(codes({ exceptions: closed(60, ['thuan-hoa']) })).toEqual([]);
    expect(codes({ exceptions: closed(400, ['thuan-hoa']) })).toEqual(['few-hours']);
    expect(codes({ exceptions: closed(400) })).toEqual(['few-hours']);
  });

  test('whose hours run backwards or into each other is refused, with the place', () => {
    expect(codes(week([[690, 450]]))).toEqual(['bad-hours']);
    expect(
      codes(
        week([
          [450, 690],
          [600, 800],
        ]),
      ),
    ).toEqual(['bad-hours']);
    expect(checkCalendar(calendar(week([[690, 450]])), now, 10)[0]?.path).toBe('hours[0].week["1"]');
  });

  test('that names a day twice is refused', () => {
    const day = {
      day: '2026-12-01' as PlainDay,
      kind: 'off',
      hours: null,
      name: { vi: 'Lũ', en: 'Flood' },
      decision: 'x',
    } as const;
    expect(codes({ exceptions: [day, day] })).toEqual(['same-day']);
  });
});
